package dev.assay.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.assay.AssayException;
import dev.assay.Sha256;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A transformer encoder that runs here, on the processor.
///
/// One text a call: a quantised model takes its scales from the whole batch, so that a text padded
/// beside a longer one gets another vector (cosine .984 to .997). One worker a core with one thread
/// each does more per processor second than many threads on one text. The longest texts go first,
/// so that no core is left with a long one at the end.
public final class OnnxEmbedder implements Embedder {
  private static final List<String> INPUTS =
      List.of("input_ids", "attention_mask", "token_type_ids");
  private static final List<String> OUTPUTS = List.of("last_hidden_state", "token_embeddings");

  private final String source;
  private final String fingerprint;
  private final TextEncoding encoding;
  private final TextTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String output;
  private final int dimensions;
  private final Workers workers;

  /// @throws AssayException if the files are not a model we can run
  OnnxEmbedder(OnnxFiles files, TextEncoding encoding) {
    NativeLibraries.prepare();
    this.source = files.source();
    this.encoding = encoding;
    environment = OrtEnvironment.getEnvironment();
    fingerprint = fingerprint(files.digest(), encoding, environment.getVersion());
    tokenizer = new TextTokenizer(files.tokenizer(), encoding.maxTokens(), source);
    OrtSession opened = null;
    try {
      opened = files.open(environment);
      session = opened;
      output = tokenStates(opened);
      dimensions = vector(tokenizer.tokens("dimensions")).length;
    } catch (OrtException | AssayException e) {
      tokenizer.close();
      OnnxFiles.close(opened);
      throw e instanceof AssayException known ? known : failed("cannot be run: " + e, e);
    }
    workers =
        new Workers(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("embed-", 0).factory());
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Usage embed(List<String> texts, Role role, ResultConsumer onReady) {
    var inputs = new ArrayList<Input>(texts.size());
    workers.each(tokenizing(texts, encoding.prefix(role)), inputs::add);
    inputs.sort(Comparator.comparingInt(Input::length).reversed().thenComparingInt(Input::index));
    var runs = new ArrayList<Callable<Output>>(inputs.size());
    for (var input : inputs) {
      runs.add(() -> new Output(input, vector(input.tokens)));
    }
    workers.each(
        runs,
        (Output done) ->
            onReady.accept(
                done.input.index,
                new Embedding(done.vector, done.input.length(), done.input.tokens.truncated())));
    return new Usage(
        inputs.size(),
        inputs.stream().mapToLong(Input::length).sum(),
        (int) inputs.stream().filter(input -> input.tokens.truncated()).count());
  }

  /// How many tokens the model reads of a text, special ones and the prefix of the role included.
  public int tokens(String text, Role role) {
    return tokenizer.tokens(encoding.prefix(role) + text).ids().length;
  }

  /// The text token by token. Runs on the caller's thread; safe for many at once.
  public TokenStates states(String text) {
    var read = tokenizer.surfaces(text);
    long[] ids = read.ids();
    return run(
        ids,
        (states, width) -> {
          var surfaces = new ArrayList<String>();
          var vectors = new ArrayList<float[]>();
          for (int token = 0; token < ids.length; token++) {
            String surface = read.surfaces().get(token);
            if (!surface.isBlank()) {
              double[] state = new double[width];
              for (int i = 0; i < width; i++) {
                state[i] = states.get(token * width + i);
              }
              surfaces.add(surface);
              vectors.add(Vectors.finish(state, true, source));
            }
          }
          double[] pooled = encoding.pooling().pool(states, ids.length, width);
          return new TokenStates(Vectors.finish(pooled, true, source), surfaces, vectors);
        });
  }

  /// Ends the workers first: a run in native code cannot be stopped, and freeing the session below
  /// it would end the process.
  @Override
  public void close() {
    workers.close();
    tokenizer.close();
    OnnxFiles.close(session);
  }

  private List<Callable<Input>> tokenizing(List<String> texts, String prefix) {
    var work = new ArrayList<Callable<Input>>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      int index = i;
      String text = prefix + texts.get(i);
      work.add(() -> new Input(index, tokenizer.tokens(text)));
    }
    return work;
  }

  private float[] vector(TextTokenizer.Tokens tokens) {
    long[] ids = tokens.ids();
    return run(
        ids,
        (states, width) ->
            Vectors.finish(
                encoding.pooling().pool(states, ids.length, width), encoding.normalise(), source));
  }

  /// Reads the vectors of the tokens, one after the other, each of this width.
  private interface StatesReader<T> {
    T read(FloatBuffer states, int width);
  }

  private <T> T run(long[] ids, StatesReader<T> reader) {
    var inputs = new HashMap<String, OnnxTensor>();
    try {
      for (String name : session.getInputNames()) {
        var values = LongBuffer.wrap(values(name, ids));
        inputs.put(name, OnnxTensor.createTensor(environment, values, new long[] {1, ids.length}));
      }
      try (var result = session.run(inputs, Set.of(output))) {
        var states = (OnnxTensor) result.get(0);
        return reader.read(states.getFloatBuffer(), (int) states.getInfo().getShape()[2]);
      }
    } catch (OrtException e) {
      throw failed("failed on " + ids.length + " tokens: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static long[] values(String input, long[] ids) {
    if (input.equals("input_ids")) {
      return ids;
    }
    long[] same = new long[ids.length];
    Arrays.fill(same, input.equals("attention_mask") ? 1 : 0);
    return same;
  }

  /// The name of the output with one vector a token, after a check that we know all inputs.
  private String tokenStates(OrtSession session) throws OrtException {
    var unknown = new TreeSet<>(session.getInputNames());
    unknown.removeAll(INPUTS);
    if (!unknown.isEmpty()) {
      throw failed("needs the inputs " + unknown + "; only " + INPUTS + " are supported", null);
    }
    for (String name : OUTPUTS) {
      var node = session.getOutputInfo().get(name);
      if (node != null
          && node.getInfo() instanceof TensorInfo tensor
          && tensor.getShape().length == 3) {
        return name;
      }
    }
    throw failed(
        "has the outputs "
            + new TreeSet<>(session.getOutputNames())
            + "; one vector a token is needed, called one of "
            + OUTPUTS,
        null);
  }

  private AssayException failed(String what, @Nullable Throwable cause) {
    return new AssayException("embedding model " + source + " " + what, cause);
  }

  private static String fingerprint(String files, TextEncoding encoding, String runtime) {
    return new Sha256()
        .add("onnx@1")
        .add(files)
        .add(encoding.pooling().name())
        .add(Integer.toString(encoding.maxTokens()))
        .add(encoding.queryPrefix())
        .add(encoding.documentPrefix())
        .add(Boolean.toString(encoding.normalise()))
        .add(runtime)
        .hex();
  }

  private record Input(int index, TextTokenizer.Tokens tokens) {
    int length() {
      return tokens.ids().length;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Output(Input input, float[] vector) {}
}
