package dev.assay.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a file of lines without ever holding more than one of them, nor one that is too long.
public final class Lines implements Closeable {
  /// Lines of a JSONL file longer than this, in bytes, are faults.
  public static final int LONGEST = 16 << 20;

  private final InputStream in;
  private final int longest;
  private int number;

  /// One line of the file.
  ///
  /// @param number from 1
  /// @param text without its line end and a byte order mark; empty where it has a fault
  /// @param fault why it could not be read, or null
  public record Line(int number, String text, @Nullable String fault) {}

  public Lines(Path file) throws IOException {
    this(Files.newInputStream(file), LONGEST);
  }

  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.longest = longest;
  }

  /// The next line, or null after the last.
  public @Nullable Line next() throws IOException {
    var bytes = new ByteArrayOutputStream(256);
    long length = 0;
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (length++ < longest) {
        bytes.write(b);
      }
    }
    number++;
    if (length > longest) {
      return new Line(number, "", "too long: %d bytes of at most %d".formatted(length, longest));
    }
    try {
      return new Line(number, Utf8.decode(bytes.toByteArray()).stripTrailing(), null);
    } catch (Unreadable e) {
      return new Line(number, "", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
