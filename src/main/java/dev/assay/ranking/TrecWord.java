package dev.assay.ranking;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Ids as words of a TREC file, whose columns white space keeps apart: white space and `%` are
/// percent-encoded, as UTF-8.
public final class TrecWord {
  private TrecWord() {}

  public static String of(String id) {
    var word = new StringBuilder();
    id.codePoints()
        .forEach(c -> {
          if (c == '%' || Character.isWhitespace(c)) {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
              word.append("%%%02X".formatted(b));
            }
          } else {
            word.appendCodePoint(c);
          }
        });
    return word.toString();
  }

  /// The id that a word stands for; the word itself where it is not percent-encoded.
  public static String id(String word) {
    if (word.indexOf('%') < 0) {
      return word;
    }
    try {
      return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return word; // a % that encodes nothing
    }
  }
}
