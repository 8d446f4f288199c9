package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /// Words within which two names are called one.
  private static final int NEAR = 8;

  /// Words by which two names are called one.
  private static final Set<String> CALLING =
      Words.wordsOf(
          """
          called named name names known renamed nicknamed alias aka formerly born dubbed styled titled stands abbreviated
          genannt namens heißt geborene geborener disebut bernama
          """);

  /// Words without capitals within a name.
  private static final Set<String> WITHIN =
      Words.wordsOf("of the de la du van von del der di da al bin");

  static List<Name> in(List<Word> words) {
    return in(words, Set.of());
  }

  /// @param breaks places of words that begin another name
  static List<Name> in(List<Word> words, Set<Integer> breaks) {
    var names = new ArrayList<Name>();
    for (int start = 0; start < words.size(); ) {
      int end = start;
      while (end < words.size()
          && isName(words.get(end))
          && (end == start || !breaks.contains(end))) {
        end++;
      }
      if (end > start) {
        names.add(new Name(words, start, end));
      }
      start = Math.max(end, start + 1);
    }
    return names;
  }

  /// The end of a name with which words begin, `House of Commons` or `World War II`; 0 where they
  /// begin with none.
  static int endOf(List<Word> words) {
    int end = 0;
    for (int i = 0;
        i < words.size() && (words.get(i).hasCapital() || isWithin(words.get(i)));
        i++) {
      if (isName(words.get(i))) {
        end = i + 1;
      }
    }
    return end;
  }

  /// Whether a word begins with the first letters of a name of several.
  static boolean abbreviates(List<Word> word, List<Word> name) {
    String initials =
        name.stream()
            .filter(Name::isName)
            .map(part -> part.surface().substring(0, 1))
            .collect(Collectors.joining());
    return word.size() == 1
        && initials.length() > 1
        && word.getFirst().surface().startsWith(initials);
  }

  /// Whether words call two names one: `Facebook changed its name to Meta`.
  ///
  /// @param some stems of one
  /// @param others of the other
  static boolean areCalledOne(Set<String> some, Set<String> others, List<Word> words) {
    return IntStream.range(0, words.size())
        .filter(i -> some.contains(words.get(i).stem()) || others.contains(words.get(i).stem()))
        .anyMatch(i -> {
          var wanted = some.contains(words.get(i).stem()) ? others : some;
          return IntStream.range(i + 1, Math.min(i + NEAR, words.size()))
              .filter(j -> wanted.contains(words.get(j).stem()))
              .anyMatch(j ->
                  words.subList(i + 1, j).stream()
                      .anyMatch(word -> CALLING.contains(word.lower())));
        });
  }

  private static boolean isWithin(Word word) {
    return WITHIN.contains(word.surface());
  }

  static boolean isName(Word word) {
    return word.hasCapital() && Words.isContent(word);
  }

  List<Word> words() {
    return of.subList(start, end);
  }

  static boolean isPredicate(Word word) {
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

  /// Whether they differ in accents at most.
  boolean isSpelledAs(Name other) {
    return words().stream()
        .map(Word::plainStem)
        .toList()
        .equals(other.words().stream().map(Word::plainStem).toList());
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
