package dev.assay.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.assay.AssayException;
import dev.assay.Sha256;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A cross-encoder that runs here: query and passage are read together, one pair a call (padding
/// would move the scores of a quantised model). The score is the model's first logit, or, where it
/// has two, the second less the first, so that it grows with relevance.
public final class CrossEncoder implements PassageScorer {
  private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
  private static final String OUTPUT = "logits";

  private final String source;
  private final String fingerprint;
  private final TextTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /// @param directory with `model.onnx` (output `logits`) and `tokenizer.json`
  /// @param maxTokens of query and passage together; a longer passage loses its end
  /// @throws AssayException if the files are not a model we can run
  public CrossEncoder(Path directory, int maxTokens) {
    NativeLibraries.prepare();
    var files = OnnxFiles.directory(directory);
    source = files.source();
    environment = OrtEnvironment.getEnvironment();
    fingerprint =
        new Sha256()
            .add("cross-encoder@1")
            .add(files.digest())
            .add(Integer.toString(maxTokens))
            .add(environment.getVersion())
            .hex();
    tokenizer = new TextTokenizer(files.tokenizer(), maxTokens, source);
    OrtSession opened = null;
    try (var options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      opened = files.weights().open(environment, options);
      check(opened);
    } catch (OrtException | AssayException e) {
      tokenizer.close();
      close(opened);
      throw e instanceof AssayException known ? known : failed("cannot be run: " + e, e);
    }
    session = opened;
  }

  private void check(OrtSession opened) {
    var unknown = new TreeSet<>(opened.getInputNames());
    unknown.removeAll(INPUTS);
    if (!unknown.isEmpty() || !opened.getOutputNames().contains(OUTPUT)) {
      throw failed(
          "has the inputs "
              + new TreeSet<>(opened.getInputNames())
              + " and the outputs "
              + new TreeSet<>(opened.getOutputNames())
              + "; a cross-encoder has some of "
              + new TreeSet<>(INPUTS)
              + " and 'logits'",
          null);
    }
  }

  /// Changes with anything that could change a score.
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public List<Scored> score(String query, List<String> passages) {
    return passages.stream().map(passage -> score(query, passage)).toList();
  }

  private Scored score(String query, String passage) {
    var pair = tokenizer.pair(query, passage);
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
        var logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
        double score =
            logits.remaining() == 2 ? (double) logits.get(1) - logits.get(0) : logits.get(0);
        if (!Double.isFinite(score)) {
          throw failed("gave the score " + score, null);
        }
        return new Scored(score, pair.truncated());
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

  private AssayException failed(String what, @Nullable Throwable cause) {
    return new AssayException("cross-encoder " + source + " " + what, cause);
  }

  @Override
  public void close() {
    tokenizer.close();
    close(session);
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("an ONNX session was closed twice", e);
    }
  }
}
