package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Our own lock on a data folder: Milvus Lite takes none, and two servers on one file lose data.
/// The operating system drops it with the process, however that ends.
final class DataLock implements AutoCloseable {
  /// Folders held by this JVM. Asked first: opening the lock file a second time in one process and
  /// closing it again would release the lock on POSIX systems.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// @param folder exists, and is a real path
  static DataLock take(Path folder) {
    if (!HELD.add(folder)) {
      throw held(folder, "this process (pid " + ProcessHandle.current().pid() + ")", null);
    }
    try {
      return new DataLock(folder, lock(folder));
    } catch (RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) {
    Path file = folder.resolve("lock");
    Path owner = folder.resolve("lock.pid");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw held(
            folder,
            Files.exists(owner)
                ? "the process with pid " + Files.readString(owner)
                : "another process",
            null);
      }
      Files.writeString(owner, Long.toString(ProcessHandle.current().pid()));
      return channel;
    } catch (IOException e) {
      throw new AssayException(
          "cannot lock %s: %s; check that the folder is writable".formatted(file, e.getMessage()),
          e);
    }
  }

  private static AssayException held(Path folder, String owner, @Nullable Throwable cause) {
    return new AssayException(
        "the Milvus data in %s is in use by %s; end it, or use another state folder"
            .formatted(folder, owner),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    } finally {
      HELD.remove(folder);
    }
  }
}
