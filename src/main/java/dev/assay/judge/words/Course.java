package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which way one thing goes of those that a text tells of: `profit` in `revenue rose, while profit
/// fell`. English, German, Indonesian.
final class Course {
  /// Between what may go different ways in one sentence: `sales rose, while profit fell because of
  /// higher costs`.
  private static final String CLAUSE =
      "[;,–—:]\\s+(?!unchanged|equal|constant|steady|the same)"
          + "|\\b(?:but|while|whereas|because|due|owing|despite|aber|während|wegen|weil|tetapi|sedangkan|karena)\\b";

  private static final Pattern CLAUSE_END = Pattern.compile(CLAUSE);

  private static final Pattern PART_END = Pattern.compile(CLAUSE + "|\\b(?:and|und|dan)\\b");

  private static final Set<String> STEADY =
      Words.wordsOf(
          """
          unchanged equal equally constant steady same similar similarly comparable identical
          unverändert gleich konstant ähnlich tetap sama serupa
          """);

  private Course() {}

  /// The word by which a text says that something goes the other way than a claim says, or neither
  /// way, in the one part of a sentence that has the claim's other words; null where it does not.
  static @Nullable String against(String claim, String text) {
    var words = Words.words(claim);
    var said = Trend.of(words);
    if (said == Trend.NONE
        || words.stream().anyMatch(Words::negates)
        || words.stream().anyMatch(Course::isSteady)) {
      return null;
    }
    var about =
        words.stream()
            .filter(word ->
                Words.isContent(word) && !word.isNumber() && Trend.of(List.of(word)) == Trend.NONE)
            .map(Word::stem)
            .collect(Collectors.toUnmodifiableSet());
    if (about.isEmpty()) {
      return null;
    }
    var steady = only(text, CLAUSE_END, about);
    if (Trend.of(steady) == Trend.NONE && steady.stream().anyMatch(Course::isSteady)) {
      return steady.stream().filter(Course::isSteady).findFirst().map(Word::surface).orElse(null);
    }
    var part = only(text, PART_END, about);
    var there = Trend.of(part);
    return part.stream()
        .filter(word -> there.opposes(said) && Trend.of(List.of(word)) == there)
        .map(Word::surface)
        .findFirst()
        .orElse(null);
  }

  /// The words of the part of a text's sentences that is about something; none where several are.
  private static List<Word> only(String text, Pattern end, Set<String> about) {
    var parts =
        Words.sentences(text).stream()
            .flatMap(end::splitAsStream)
            .map(Words::words)
            .filter(part -> isAbout(part, about))
            .limit(2)
            .toList();
    return parts.size() == 1 ? parts.getFirst() : List.of();
  }

  /// Two of three words.
  private static boolean isAbout(List<Word> part, Set<String> about) {
    return about.stream().filter(Words.stems(part)::contains).count() * 3 >= about.size() * 2L;
  }

  private static boolean isSteady(Word word) {
    return STEADY.contains(word.lower());
  }
}
