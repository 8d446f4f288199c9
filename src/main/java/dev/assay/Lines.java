package dev.assay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a file of lines without ever holding more than one of them, nor one that is too long.
public final class Lines implements Closeable {
  /// Lines of a JSONL file longer than this, in bytes, are faults.
  public static final int LONGEST = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int longest;
  private final byte[] block = new byte[1 << 16];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int at;
  private int filled;
  private int number;

  /// One line of the file.
  ///
  /// @param number from 1
  /// @param text without its line end, trailing blanks and a byte order mark; empty where it has a
  ///   fault
  /// @param whole the same with its trailing blanks
  /// @param fault why it could not be read, or null
  public record Line(int number, String text, String whole, @Nullable String fault) {
    /// One without trailing blanks.
    public Line(int number, String text, @Nullable String fault) {
      this(number, text, text, fault);
    }
  }

  public Lines(Path file) throws IOException {
    this(file, LONGEST);
  }

  /// Opens a file.
  ///
  /// @param longest how many bytes a line may have; a longer one is passed over
  public Lines(Path file, int longest) throws IOException {
    this(Files.newInputStream(file), longest);
  }

  public Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// The next line, or null after the last.
  public @Nullable Line next() throws IOException {
    begun.reset();
    long length = 0;
    while (true) {
      if (at == filled) {
        filled = Math.max(0, in.read(block));
        at = 0;
        if (filled == 0) {
          return length == 0 ? null : line(length, begun.toByteArray(), 0, begun.size());
        }
      }
      int start = at;
      while (at < filled && block[at] != '\n') {
        at++;
      }
      int found = at - start;
      boolean ends = at < filled;
      at += ends ? 1 : 0;
      length += found;
      if (ends && begun.size() == 0 && length == found) {
        return line(length, block, start, found);
      }
      begun.write(block, start, Math.min(found, Math.max(0, longest - begun.size())));
      if (ends) {
        return line(length, begun.toByteArray(), 0, begun.size());
      }
    }
  }

  private Line line(long length, byte[] bytes, int from, int size) {
    number++;
    if (length > longest) {
      return new Line(number, "", "too long: %d bytes of at most %d".formatted(length, longest));
    }
    int start = number == 1 && marked(bytes, from, size) ? BYTE_ORDER_MARK.length : 0;
    int other = 0;
    for (int i = from + start; i < from + size; i++) {
      if (bytes[i] == 0) {
        return new Line(number, "", "binary: byte " + (i - from + 1) + " is NUL");
      }
      other |= bytes[i];
    }
    try {
      String text =
          other >= 0
              ? new String(bytes, from + start, size - start, StandardCharsets.US_ASCII)
              : decoded(ByteBuffer.wrap(bytes, from + start, size - start));
      String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      return new Line(number, whole.stripTrailing(), whole, null);
    } catch (CharacterCodingException e) {
      return new Line(number, "", "not UTF-8 text");
    }
  }

  /// Strictly: never with replacement characters.
  private static String decoded(ByteBuffer bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  private static boolean marked(byte[] bytes, int from, int size) {
    return size >= 3
        && bytes[from] == BYTE_ORDER_MARK[0]
        && bytes[from + 1] == BYTE_ORDER_MARK[1]
        && bytes[from + 2] == BYTE_ORDER_MARK[2];
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
