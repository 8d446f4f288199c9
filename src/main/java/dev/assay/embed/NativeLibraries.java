package dev.assay.embed;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps ONNX Runtime and DJL from reaching the network, and says where they may write.
///
/// ONNX Runtime 1.29 reports each process and session to its vendor from Linux and macOS too
/// (microsoft/onnxruntime#27379); `OrtEnvironment.setTelemetry(false)` comes after the first
/// report, which also overflows the stack when the command line is long. DJL reports EC2 instances
/// and fetches a CUDA build where it sees a GPU.
final class NativeLibraries {
  /// Held, because the JDK keeps loggers weakly and would forget the level.
  private static final Logger DJL_LOG = Logger.getLogger("ai.djl");

  static {
    // Read by native code, so that a system property is not enough.
    setEnvironment("ORT_DISABLE_TELEMETRY", "1");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
    System.setProperty("ENGINE_CACHE_DIR", cache().toString());
    // DJL looks for a GPU by JNA, which unpacks a library of its own.
    System.setProperty("jna.tmpdir", cache().resolve("jna").toString());
    DJL_LOG.setLevel(Level.SEVERE);
  }

  private NativeLibraries() {}

  /// To be called before the first use of either library.
  static void prepare() {
    // The work is done once, by the initialiser.
  }

  /// Where libraries taken out of jars are kept: `-Dassay.cache=DIR`, else `$XDG_CACHE_HOME/assay`,
  /// else `~/.cache/assay`.
  static Path cache() {
    String chosen = System.getProperty("assay.cache");
    if (chosen != null) {
      return Path.of(chosen, "native").toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("assay", "native").toAbsolutePath();
  }

  /// Sets a variable of this process where the platform has POSIX `setenv`. Windows has not, and
  /// there the report goes through the system's own tracing, which `setTelemetry` stops.
  @SuppressWarnings("restricted") // native access is needed for the models anyway
  private static void setEnvironment(String name, String value) {
    var linker = Linker.nativeLinker();
    var found = linker.defaultLookup().find("setenv");
    if (found.isEmpty()) {
      return;
    }
    var setenv =
        linker.downcallHandle(
            found.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (var arena = Arena.ofConfined()) {
      int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (result != 0) {
        throw new IllegalStateException("the environment variable " + name + " cannot be set");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv throws nothing", e);
    }
  }
}
