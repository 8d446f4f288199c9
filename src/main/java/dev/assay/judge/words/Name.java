package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Words in a row that are written with a capital and carry meaning.
///
/// @param of the words among which it stands
/// @param start the place of its first word
/// @param end the place behind its last one
record Name(List<Word> of, int start, int end) {
  /// Shorter words in capitals abbreviate names that the sentence may write out.
  private static final int LONGEST_ABBREVIATION = 5;

  private static final Set<String> AUXILIARIES =
      Set.of(
          "is", "are", "was", "were", "has", "have", "had", "will", "can", "may", "must", "does",
          "did", "do", "should", "could", "would", "might");

  static List<Name> in(List<Word> words) {
    var names = new ArrayList<Name>();
    for (int i = 0; i < words.size(); i++) {
      int start = i;
      while (i < words.size() && isName(words.get(i))) {
        i++;
      }
      if (i > start) {
        names.add(new Name(words, start, i));
      }
    }
    return names;
  }

  private static boolean isName(Word word) {
    return Character.isUpperCase(word.surface().codePointAt(0)) && Words.isContent(word);
  }

  List<Word> words() {
    return of.subList(start, end);
  }

  private static boolean isPredicate(Word word) {
    return Words.isContent(word) || AUXILIARIES.contains(word.surface());
  }

  boolean isAbbreviation() {
    return words().stream()
        .allMatch(word ->
            word.surface().length() <= LONGEST_ABBREVIATION
                && word.surface().equals(word.surface().toUpperCase(Locale.ROOT)));
  }

  Set<String> stems() {
    return Words.stems(words());
  }

  /// Whether both have some word.
  boolean meets(Name other) {
    return !Collections.disjoint(stems(), other.stems());
  }

  /// Whether the first word of a sentence, which has a capital in any case, means the same.
  boolean means(Name other) {
    return start == 0
        && end == 1
        && other.end - other.start == 1
        && WordNet.areRelated(of.get(0).surface(), other.of.get(other.start).surface());
  }

  /// Whether another one stands between the same words, two of them on one side.
  boolean standsFirmlyAs(Name other) {
    return standsAs(other)
        && ((start > 1 && Words.stem(of, start - 2).equals(Words.stem(other.of, other.start - 2)))
            || (end + 1 < of.size()
                && Words.stem(of, end + 1).equals(Words.stem(other.of, other.end + 1))));
  }

  /// Whether another one stands between the same words. The first word of a sentence has a capital
  /// in any case: there the next two have to be the same, the first of them a word that can follow
  /// a name.
  boolean standsAs(Name other) {
    boolean first = start == 0 || other.start == 0;
    return first
        ? start == other.start
            && end < of.size()
            && isPredicate(of.get(end))
            && Words.stem(of, end).equals(Words.stem(other.of, other.end))
            && Words.stem(of, end + 1).equals(Words.stem(other.of, other.end + 1))
        : Words.stem(of, start - 1).equals(Words.stem(other.of, other.start - 1))
            && Words.stem(of, end).equals(Words.stem(other.of, other.end));
  }
}
