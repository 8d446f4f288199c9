package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Proof that the server behind our port serves our file. Milvus Lite listens with `SO_REUSEPORT`,
/// so that two servers can stand on one port without an error.
///
/// On the first start a collection with a random name is created through the port, and that name
/// must then stand in the bytes of our data file; later starts must find the collection.
final class Identity {
  /// Collections with this prefix are ours, not the caller's.
  static final String PREFIX = "own_engine_";

  private Identity() {}

  static void prove(Path file, Predicate<String> exists, Consumer<String> create) {
    Path note = file.resolveSibling("identity");
    try {
      if (Files.exists(note)) {
        String name = Files.readString(note);
        if (name.startsWith(PREFIX) && exists.test(name)) {
          return;
        }
      }
      String name = PREFIX + java.util.UUID.randomUUID().toString().replace("-", "");
      create.accept(name);
      if (!holds(file, name.getBytes(StandardCharsets.UTF_8))) {
        throw new AssayException(
            "another Milvus answers on the port of the embedded engine of %s; run the command again"
                .formatted(file));
      }
      Files.writeString(note, name);
    } catch (IOException e) {
      throw new AssayException("cannot check %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Whether a file holds these bytes, read as a stream.
  static boolean holds(Path file, byte[] name) throws IOException {
    int matched = 0;
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b; (b = in.read()) >= 0; ) {
        // The name's first letter stands nowhere else in it: after a mismatch nothing is half
        // found.
        matched = b == name[matched] ? matched + 1 : b == name[0] ? 1 : 0;
        if (matched == name.length) {
          return true;
        }
      }
    }
    return false;
  }
}
