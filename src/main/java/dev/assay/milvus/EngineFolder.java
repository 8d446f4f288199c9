package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// Where the native engine of Milvus Lite lies: the folder of the `milvus` binary and its
/// libraries.
public final class EngineFolder {
  /// The version fetched and started.
  public static final String VERSION = "2.5.1";

  private EngineFolder() {}

  /// The folder `ASSAY_MILVUS_LITE` names, else `engine/milvus-lite-2.5.1` in the state folder,
  /// into which the engine is fetched the first time (about 50 MB, by `python3 -m pip download`,
  /// hashes pinned). Processes that ask at the same time fetch it once.
  ///
  /// @param state the lab's state folder, `.assay`
  public static Path find(Path state) {
    return find(state, System.getenv(), new Wheel("python3"));
  }

  static Path find(Path state, Map<String, String> environment, Wheel wheel) {
    String named = environment.get("ASSAY_MILVUS_LITE");
    if (named != null && !named.isBlank()) {
      Path folder = Path.of(named).toAbsolutePath();
      if (!complete(folder)) {
        throw new AssayException(
            "ASSAY_MILVUS_LITE is '%s', but there is no executable file 'milvus' in it; name the folder lib/ of an unpacked milvus-lite %s wheel"
                .formatted(named, VERSION));
      }
      return folder;
    }
    Path engines = state.toAbsolutePath().resolve("engine");
    Path folder = engines.resolve("milvus-lite-" + VERSION);
    return complete(folder) ? folder : install(engines, folder, wheel);
  }

  private static synchronized Path install(Path engines, Path folder, Wheel wheel) {
    try {
      Files.createDirectories(engines);
      try (var channel =
              FileChannel.open(
                  engines.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && complete(folder)) {
          return folder; // another process was quicker
        }
        Path work = Files.createTempDirectory(engines, "fetch-");
        try {
          Path unpacked = Files.createDirectory(work.resolve("lib"));
          Wheel.unpack(wheel.download(work), unpacked);
          delete(folder); // what is there is not complete
          Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          delete(work);
        }
        return folder;
      }
    } catch (IOException e) {
      throw new AssayException(
          "cannot install Milvus Lite in %s: %s; check the disk and its rights"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static boolean complete(Path folder) {
    Path binary = folder.resolve("milvus");
    return Files.isRegularFile(binary) && Files.isExecutable(binary);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
