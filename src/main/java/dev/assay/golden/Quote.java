package dev.assay.golden;

import dev.assay.corpus.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for a quote in a text.
final class Quote {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

  private static final Pattern NOT_BLANK = Pattern.compile("[^\\s\\u00A0]+");

  private Quote() {}

  /// Every place of the quote; where there is none, every place where it stands apart from the
  /// length and kind of its white space.
  static List<Span> places(String quote, String text) {
    var exact = new ArrayList<Span>();
    for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      exact.add(new Span(at, at + quote.length()));
    }
    if (!exact.isEmpty()) {
      return exact;
    }
    var loose =
        Arrays.stream(BLANKS.split(quote.strip()))
            .map(Pattern::quote)
            .collect(Collectors.joining(BLANKS.pattern()));
    return Pattern.compile(loose)
        .matcher(text)
        .results()
        .map(match -> new Span(match.start(), match.end()))
        .toList();
  }

  /// The stretch of the text with the most words of the quote in it, as long as the quote, to show
  /// what it may have become; null where it shares no word.
  static @Nullable String nearest(String quote, String text) {
    var wanted = Words.of(quote);
    if (wanted.isEmpty()) {
      return null;
    }
    var matches = NOT_BLANK.matcher(text).results().toList();
    int window = Math.min(matches.size(), BLANKS.split(quote.strip()).length);
    int best = 0;
    String found = null;
    int hits = 0;
    for (int last = 0; last < matches.size(); last++) {
      hits += isIn(wanted, matches.get(last).group()) ? 1 : 0;
      if (last >= window) {
        hits -= isIn(wanted, matches.get(last - window).group()) ? 1 : 0;
      }
      int first = Math.max(0, last - window + 1);
      if (hits > best) {
        best = hits;
        found = text.substring(matches.get(first).start(), matches.get(last).end());
      }
    }
    return found;
  }

  private static boolean isIn(Set<String> wanted, String word) {
    return Words.of(word).stream().anyMatch(wanted::contains);
  }
}
