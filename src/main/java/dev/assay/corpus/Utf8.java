package dev.assay.corpus;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Strict decoding: bytes become the text they are, or a reason why not; never replacement
/// characters.
final class Utf8 {
  private Utf8() {}

  /// The text without a byte order mark, with `\n` for every line end.
  static String decode(byte[] bytes) throws Unreadable {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      throw new Unreadable("not UTF-8: it has the byte order mark of UTF-16");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new Unreadable("binary: byte " + (i + 1) + " is NUL");
      }
    }
    int bom = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    var in = ByteBuffer.wrap(bytes, bom, bytes.length - bom);
    var out = CharBuffer.allocate(bytes.length - bom);
    var result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      throw new Unreadable("not UTF-8 at byte " + (in.position() + 1));
    }
    return lineEnds(out.flip().toString());
  }

  /// The text with `\n` for every `\r\n` and `\r`.
  static String lineEnds(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /// What a parser of another format found, fit for an index: line ends normalised, no NUL, and a
  /// replacement character for half a character.
  static String sanitise(String text) {
    var clean = lineEnds(text).replace('\0', ' ');
    if (loneSurrogate(clean) >= 0) {
      clean =
          clean
              .codePoints()
              .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
    return clean;
  }

  /// Where the first half of a character stands without its other half, or -1.
  static int loneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
