package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The engine for the tests of every package, installed once into the project's own
/// `.assay/engine`.
public final class EngineForTests {
  private EngineForTests() {}

  /// The engine's folder. Where it cannot be had the test is skipped with the reason, and fails if
  /// the environment says `CI=true`.
  public static Path folder() {
    try {
      return EngineFolder.find(Path.of(".assay"));
    } catch (AssayException absent) {
      if ("true".equals(System.getenv("CI"))) {
        throw absent;
      }
      return Assumptions.abort("no Milvus engine: " + absent.getMessage());
    }
  }

  /// Puts the engine where a lab with this state folder looks for it; skips or fails as [#folder].
  public static void linkInto(Path state) throws IOException {
    Path engine = folder();
    Files.createSymbolicLink(
        Files.createDirectories(state.resolve("engine")).resolve(engine.getFileName()),
        engine.toAbsolutePath());
  }
}
