package dev.assay.corpus;

import java.util.Arrays;

/// The lab's own tokens, the same for every model, so that chunkings can be compared between
/// models.
///
/// A token is a run of letters and digits of at most [#LONGEST] characters, one character of a
/// script written without spaces (Han, kana, Thai, Lao, Khmer, Burmese), or one other character
/// that is not blank. Marks and invisible format characters belong to the token before them. Half a
/// character (a lone surrogate) counts as a symbol, a whole one is never cut.
public final class Tokens {
  /// A run longer than this counts as several tokens: otherwise one line of base64 would be one
  /// token and its chunk as long as the file.
  public static final int LONGEST = 40;

  private Tokens() {}

  public static int count(String text) {
    return starts(text).length;
  }

  /// Where each token starts, ascending. It ends before the blank characters or the token that
  /// follow.
  public static int[] starts(String text) {
    var starts = new int[Math.max(16, text.length() / 5)];
    int count = 0;
    int start = 0; // of the token being read
    boolean word = false; // it is a run of letters and digits
    boolean open = false; // the character before belongs to a token
    int width;
    for (int i = 0; i < text.length(); i += width) {
      int c = text.codePointAt(i);
      width = Character.charCount(c);
      if (isBlank(c)) {
        open = false;
        continue;
      }
      boolean letter = Character.isLetterOrDigit(c) && !standsAlone(c);
      boolean joins = open && (isMark(c) || (word && letter));
      if (!joins || i + width - start > LONGEST) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i;
        start = i;
        word = letter;
        open = true;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /// White space of any kind, no-break spaces included.
  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static boolean standsAlone(int c) {
    return c > 0xDFF
        && switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
          default -> false;
        };
  }
}
