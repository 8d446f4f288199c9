package dev.assay.corpus;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where sentences start, by the JDK's rules for the language, less the starts after a common
/// abbreviation, an initial or a German ordinal.
final class SentenceStarts {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "cf", "vs", "etc", "approx", "no", "nos", "fig", "figs", "eq", "sec", "ch",
          "art", "vol", "ed", "eds", "al", "dr", "mr", "mrs", "ms", "prof", "st", "inc", "ltd",
          "co", "corp", "max", "min", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
          "sept", "oct", "nov", "dec", "p.m", "a.m", "z.b", "d.h", "u.a", "bzw", "ca", "evtl",
          "ggf", "inkl", "nr", "str", "tel", "usw", "vgl", "zzgl", "abs", "bspw", "dll", "dst",
          "dsb", "hlm", "jl", "yth", "sdr", "tgl");

  private SentenceStarts() {}

  /// Positions in the text, ascending, without 0.
  static IntStream of(String text, @Nullable String language) {
    var locale = language == null ? Locale.ROOT : Locale.forLanguageTag(language);
    var sentences = BreakIterator.getSentenceInstance(locale);
    sentences.setText(text);
    var starts = IntStream.builder();
    sentences.first();
    for (int at = sentences.next(); at != BreakIterator.DONE; at = sentences.next()) {
      if (at < text.length() && !abbreviationEndsAt(text, at, "de".equals(language))) {
        starts.add(at);
      }
    }
    return starts.build();
  }

  private static boolean abbreviationEndsAt(String text, int at, boolean german) {
    int dot = at - 1;
    while (dot >= 0 && Tokens.isBlank(text.charAt(dot))) {
      dot--;
    }
    if (dot < 1 || text.charAt(dot) != '.') {
      return false;
    }
    int start = dot;
    while (start > 0 && dot - start < 8 && isWord(text.charAt(start - 1))) {
      start--;
    }
    var word = text.substring(start, dot).toLowerCase(Locale.ROOT);
    boolean initial = word.length() == 1 && Character.isLetter(text.charAt(start));
    boolean ordinal =
        german
            && !word.isEmpty()
            && word.length() <= 2
            && word.chars().allMatch(Character::isDigit);
    return initial || ordinal || ABBREVIATIONS.contains(word);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }
}
