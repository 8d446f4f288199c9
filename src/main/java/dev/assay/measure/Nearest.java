package dev.assay.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The known word that is nearest to an unknown one, by edit distance (Levenshtein 1966), case
/// aside.
final class Nearest {
  private Nearest() {}

  /// `; did you mean 'nDCG'? (known: nDCG, AP)`
  static String hint(String unknown, List<String> known) {
    String all = " (known: " + String.join(", ", known) + ")";
    return known.stream()
        .min(Comparator.comparingInt(word -> distance(lower(unknown), lower(word))))
        .map(word -> "; did you mean '" + word + "'?" + all)
        .orElse("");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
