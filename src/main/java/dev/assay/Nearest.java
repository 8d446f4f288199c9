package dev.assay;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The known name a mistyped one was probably meant to be.
public final class Nearest {
  private Nearest() {}

  /// The nearest name by edit distance, ignoring case: at most a third of the characters away, or
  /// one that begins the other. Null where none is near.
  public static @Nullable String to(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(k -> near(lower, k.toLowerCase(Locale.ROOT)))
        .min(
            Comparator.<String>comparingInt(k -> distance(lower, k.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  private static boolean near(String name, String known) {
    boolean begins = !name.isEmpty() && (known.startsWith(name) || name.startsWith(known));
    return begins || distance(name, known) <= Math.max(2, known.length() / 3);
  }

  /// `did you mean 'Markdown'? (known: Fixed, Markdown)`
  public static String suggestion(String name, Collection<String> known) {
    String nearest = to(name, known);
    String list = "known: " + String.join(", ", known);
    return nearest == null ? list : "did you mean '" + nearest + "'? (" + list + ")";
  }

  /// Levenshtein distance.
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
