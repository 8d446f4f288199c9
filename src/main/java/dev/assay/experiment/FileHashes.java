package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// SHA-256 of large files. One that has the size and the date of the last time is not read again.
public final class FileHashes {
  private final Ledger ledger;

  public FileHashes(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The hash of a file's content.
  ///
  /// @throws AssayException if the file cannot be read
  public String of(Path file) {
    try {
      String path = file.toRealPath().toString();
      long bytes = Files.size(file);
      String modified = Files.getLastModifiedTime(file).toString();
      return ledger
          .first(
              "select hash from file_hash where file = ? and bytes = ? and modified = ?",
              row -> row.getString(1),
              path,
              bytes,
              modified)
          .orElseGet(() -> {
            String hash = read(file);
            ledger.update(
                "insert or replace into file_hash values (?, ?, ?, ?)",
                path,
                bytes,
                modified,
                hash);
            return hash;
          });
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static AssayException unreadable(Path file, IOException e) {
    return new AssayException(
        "cannot read %s: %s".formatted(file, e.getClass().getSimpleName()), e);
  }
}
