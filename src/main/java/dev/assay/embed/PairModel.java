package dev.assay.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.assay.AssayException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A local ONNX model that reads two texts together, one pair a call: padding would move the scores
/// of a quantised model. Safe for use by many threads.
final class PairModel implements AutoCloseable {
  private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
  private static final String OUTPUT = "logits";

  private final String what;
  private final TextTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /// What the model gave for one pair: `shape` begins with 1, the batch.
  @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
  record Logits(long[] shape, float[] values) {}

  /// @param kind what it should be, for messages: `cross-encoder`
  /// @throws AssayException if the files are not such a model
  PairModel(OnnxFiles files, int maxTokens, String kind) {
    NativeLibraries.prepare();
    what = kind + " " + files.source();
    environment = OrtEnvironment.getEnvironment();
    tokenizer = new TextTokenizer(files.tokenizer(), maxTokens, files.source());
    OrtSession opened = null;
    try {
      opened = files.open(environment);
      check(opened, kind);
    } catch (OrtException | AssayException e) {
      tokenizer.close();
      OnnxFiles.close(opened);
      throw e instanceof AssayException known ? known : failed("cannot be run: " + e, e);
    }
    session = opened;
  }

  private void check(OrtSession opened, String kind) {
    var unknown = new TreeSet<>(opened.getInputNames());
    unknown.removeAll(INPUTS);
    if (!unknown.isEmpty() || !opened.getOutputNames().contains(OUTPUT)) {
      throw failed(
          "has the inputs %s and the outputs %s; a %s has some of %s and '%s'"
              .formatted(
                  new TreeSet<>(opened.getInputNames()),
                  new TreeSet<>(opened.getOutputNames()),
                  kind,
                  new TreeSet<>(INPUTS),
                  OUTPUT),
          null);
    }
  }

  TextTokenizer tokenizer() {
    return tokenizer;
  }

  /// The version of the library that computes.
  String runtime() {
    return environment.getVersion();
  }

  /// What the graph says of its logits; -1 where a size is open.
  long[] declaredShape() {
    try {
      return Objects.requireNonNull(session.getOutputInfo().get(OUTPUT)).getInfo()
              instanceof TensorInfo tensor
          ? tensor.getShape()
          : new long[0];
    } catch (OrtException e) {
      throw failed("cannot be run: " + e, e);
    }
  }

  Logits logits(TextTokenizer.Pair pair) {
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      long[] shape = {1, pair.ids().length};
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> pair.ids();
              case "token_type_ids" -> pair.types();
              default -> ones(pair.ids().length);
            };
        inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      try (var result = session.run(inputs, Set.of(OUTPUT))) {
        var tensor = (OnnxTensor) result.get(0);
        var buffer = tensor.getFloatBuffer();
        if (buffer == null) {
          throw failed("gives logits that are no floating-point numbers", null);
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new Logits(tensor.getInfo().getShape(), values);
      }
    } catch (OrtException e) {
      throw failed("failed on " + pair.ids().length + " tokens: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  AssayException failed(String problem, @Nullable Throwable cause) {
    return new AssayException(what + " " + problem, cause);
  }

  @Override
  public void close() {
    tokenizer.close();
    OnnxFiles.close(session);
  }
}
