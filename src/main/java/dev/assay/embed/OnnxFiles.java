package dev.assay.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.assay.AssayException;
import dev.assay.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The weights and the tokenizer of a model.
///
/// @param source names the model in messages
/// @param digest changes with any byte of weights or tokenizer
/// @param tokenizer the content of `tokenizer.json`
@SuppressWarnings("ArrayRecordComponent") // read once, then dropped
record OnnxFiles(String source, String digest, Weights weights, byte[] tokenizer) {

  /// Opens a session on the weights.
  @FunctionalInterface
  interface Weights {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /// A session that computes on its callers' threads alone.
  OrtSession open(OrtEnvironment environment) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return weights.open(environment, options);
    }
  }

  static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("an ONNX session was closed twice", e);
    }
  }

  /// Reads `NAME.onnx` and `NAME-tokenizer.json` from the class path, and takes the model in fewer
  /// operators where [FusedBert] knows how.
  static OnnxFiles resource(String name) {
    return resource(name, published -> FusedBert.of(published).orElse(published));
  }

  /// @param form from the model as it was published to the one that runs
  static OnnxFiles resource(String name, UnaryOperator<byte[]> form) {
    try {
      byte[] weights = form.apply(bytes(name + ".onnx"));
      byte[] tokenizer = bytes(name + "-tokenizer.json");
      return new OnnxFiles(
          name,
          Sha256.of(weights) + Sha256.of(tokenizer),
          (environment, options) -> environment.createSession(weights, options),
          tokenizer);
    } catch (IOException e) {
      throw new AssayException(
          "embedded model " + name + " is not on the class path; build again with mvn package", e);
    }
  }

  /// Reads `model.onnx`, the files of external weights beside it, and `tokenizer.json`.
  static OnnxFiles directory(Path directory) {
    Path model = directory.resolve("model.onnx");
    try {
      byte[] tokenizer = Files.readAllBytes(directory.resolve("tokenizer.json"));
      return new OnnxFiles(
          directory.toString(),
          digest(directory) + Sha256.of(tokenizer),
          (environment, options) -> environment.createSession(model.toString(), options),
          tokenizer);
    } catch (NoSuchFileException e) {
      throw new AssayException(
          "model file "
              + e.getFile()
              + " is missing; the directory needs model.onnx and tokenizer.json",
          e);
    } catch (IOException e) {
      throw new AssayException("model in " + directory + " cannot be read: " + e, e);
    }
  }

  private static String digest(Path directory) throws IOException {
    Path model = directory.resolve("model.onnx");
    var digest = new StringBuilder(Sha256.of(model));
    try (var files = Files.newDirectoryStream(directory, OnnxFiles::canBeWeights)) {
      var names = new TreeSet<Path>();
      files.forEach(names::add);
      // Weights are external where the model names their file, whatever that is called.
      String graph =
          names.isEmpty() ? "" : new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1);
      for (Path file : names) {
        if (graph.contains(String.valueOf(file.getFileName()))) {
          digest.append(Sha256.of(file));
        }
      }
    }
    return digest.toString();
  }

  private static boolean canBeWeights(Path file) {
    return Files.isRegularFile(file)
        && !String.valueOf(file.getFileName()).matches(".*\\.(onnx|json|txt|md)");
  }

  private static byte[] bytes(String resource) throws IOException {
    try (var in = OnnxFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return in.readAllBytes();
    }
  }
}
