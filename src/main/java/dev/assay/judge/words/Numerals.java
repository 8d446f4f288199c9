package dev.assay.judge.words;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers written out in English, German and Indonesian.
final class Numerals {
  private static final Map<String, String> DIGITS =
      columns(
          """
          1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 30 40 50 60 70 80 90 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th
          one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety first second third fourth fifth sixth seventh eighth ninth tenth
          eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
          satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas
          """);

  private Numerals() {}

  /// The same in digits: `five` is `5` and `second` is `2nd`; null for other words.
  ///
  /// @param word in lower case
  static @Nullable String digits(String word) {
    return DIGITS.get(word);
  }

  /// Every word to what stands above it in the first line.
  private static Map<String, String> columns(String table) {
    var lines = table.strip().lines().map(line -> line.split(" ", -1)).toList();
    var digits = new HashMap<String, String>();
    for (String[] line : lines.subList(1, lines.size())) {
      for (int i = 0; i < line.length; i++) {
        digits.put(line[i], lines.getFirst()[i]);
      }
    }
    return Map.copyOf(digits);
  }
}
