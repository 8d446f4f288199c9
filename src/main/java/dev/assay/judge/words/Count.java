package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How many there are of something: `two men` against `three men`.
///
/// @param number as written
/// @param digits the same in digits
/// @param of the stem of the word behind it
/// @param isPart whether they are some of several, as in `two of its six cables`
record Count(String number, String digits, String of, boolean isPart) {
  /// The number that a text has of what a claim counts otherwise; null where it has none, the same,
  /// or several, which may be a sum.
  static @Nullable String other(List<Word> claim, List<Word> text) {
    var there = in(text).toList();
    return in(claim)
        .map(said -> {
          var same = there.stream().filter(count -> count.of.equals(said.of)).toList();
          boolean isOne = same.stream().map(Count::digits).distinct().count() == 1;
          boolean isSame = same.stream().map(Count::digits).anyMatch(said.digits::equals);
          return !isSame && (isOne || same.stream().anyMatch(Count::isPart))
              ? same.getFirst().number
              : null;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Count> in(List<Word> words) {
    return IntStream.range(0, words.size())
        .filter(i -> !words.get(i).isNumber() && !words.get(i).lower().equals("one"))
        .filter(i -> words.get(i).stem().matches("\\d{1,3}"))
        .mapToObj(i -> {
          boolean isPart = Words.lower(words, i + 1).equals("of");
          return words.stream()
              .skip(i + 1)
              .filter(word -> !isPart || (Words.isContent(word) && !word.isNumeral()))
              .findFirst()
              .filter(word -> Words.isContent(word) && Units.of(word) == null)
              .map(word ->
                  new Count(words.get(i).surface(), words.get(i).stem(), word.stem(), isPart));
        })
        .flatMap(Optional::stream);
  }
}
