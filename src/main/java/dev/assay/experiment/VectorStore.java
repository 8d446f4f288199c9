package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.corpus.Tokens;
import dev.assay.embed.Embedder;
import dev.assay.embed.Embedding;
import dev.assay.embed.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Every vector that was computed, by the model's fingerprint, the role and the hash of the text. A
/// vector is stored as soon as the model has answered, so that none is computed twice.
public final class VectorStore {
  private final Ledger ledger;

  public VectorStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /// A stored vector.
  ///
  /// @param truncated whether the model saw only the beginning of the text
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy a vector would double the work
  public record Stored(float[] components, boolean truncated) {}

  /// Computes and stores the vectors that are missing.
  ///
  /// @param progress gets 1 for each vector computed
  /// @return how many texts were sent to the model
  public int ensure(Embedder embedder, Role role, List<String> texts, IntConsumer progress) {
    var missing = new LinkedHashMap<String, String>();
    for (String text : texts) {
      missing.putIfAbsent(key(role, text), text);
    }
    stored(embedder.fingerprint(), List.copyOf(missing.keySet())).keySet().forEach(missing::remove);
    if (missing.isEmpty()) {
      return 0;
    }
    var keys = new ArrayList<>(missing.keySet());
    var open = new ArrayList<>(missing.values());
    long[] tokens = {0};
    long start = System.nanoTime();
    embedder.embed(
        open,
        role,
        (index, embedding) -> {
          put(embedder.fingerprint(), keys.get(index), embedding);
          tokens[0] += tokens(embedding, open.get(index));
          progress.accept(1);
        });
    new Timings(ledger)
        .add(
            Timings.embedding(embedder.fingerprint()),
            tokens[0],
            (System.nanoTime() - start) / 1e9);
    return keys.size();
  }

  /// How many tokens the model read of a text; counted by the lab where it did not say.
  private static int tokens(Embedding embedding, String text) {
    Integer counted = embedding.tokens();
    return counted == null ? Tokens.count(text) : counted;
  }

  /// Those of the texts that have no vector yet, each once.
  public List<String> missing(String model, Role role, List<String> texts) {
    return texts.stream()
        .distinct()
        .filter(text ->
            ledger
                .first(
                    "select 1 from vector where model = ? and text = ?",
                    row -> true,
                    model,
                    key(role, text))
                .isEmpty())
        .toList();
  }

  private void put(String model, String key, Embedding embedding) {
    var bytes =
        ByteBuffer.allocate(embedding.vector().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(embedding.vector());
    Integer tokens = embedding.tokens();
    ledger.update(
        "insert or ignore into vector values (?, ?, ?, ?, ?)",
        model,
        key,
        bytes.array(),
        tokens == null ? 0 : tokens,
        embedding.truncated() ? 1 : 0);
  }

  /// The vectors of the texts, in their order.
  ///
  /// @throws IllegalStateException if one was never computed
  public List<Stored> all(String model, Role role, List<String> texts) {
    Map<String, Stored> stored =
        stored(model, texts.stream().map(text -> key(role, text)).distinct().toList());
    return texts.stream()
        .map(text -> {
          Stored vector = stored.get(key(role, text));
          if (vector == null) {
            throw new IllegalStateException("no vector was computed for: " + text);
          }
          return vector;
        })
        .toList();
  }

  public Optional<Stored> find(String model, Role role, String text) {
    return Optional.ofNullable(stored(model, List.of(key(role, text))).get(key(role, text)));
  }

  private Map<String, Stored> stored(String model, List<String> keys) {
    var found = new HashMap<String, Stored>();
    ledger.inTransaction(() -> {
      for (String key : keys) {
        ledger.each(
            "select components, truncated from vector where model = ? and text = ?",
            row -> found.put(key, new Stored(floats(row.getBytes(1)), row.getInt(2) == 1)),
            model,
            key);
      }
      return true;
    });
    return found;
  }

  private static String key(Role role, String text) {
    return new Sha256().add(role.name()).add(text).hex();
  }

  private static float[] floats(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] components = new float[buffer.remaining()];
    buffer.get(components);
    return components;
  }
}
