package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much a sentence says that there is: `at least 50` or `at most 50`, `all patients` or `some
/// patients`. English, German, Indonesian.
final class Quantity {
  private static final int LONGEST_BOUND = 3;

  private static final List<String> FROM =
      List.of(
          "at least",
          "more than",
          "over",
          "above",
          "exceeding",
          "no fewer than",
          "no less than",
          "not less than",
          "a minimum of",
          "mindestens",
          "wenigstens",
          "mehr als",
          "nicht weniger als",
          "setidaknya",
          "sedikitnya",
          "lebih dari",
          "di atas");

  private static final List<String> UP_TO =
      List.of(
          "at most",
          "fewer than",
          "less than",
          "under",
          "below",
          "up to",
          "no more than",
          "not more than",
          "a maximum of",
          "höchstens",
          "weniger als",
          "bis zu",
          "nicht mehr als",
          "paling banyak",
          "kurang dari",
          "hingga",
          "di bawah");

  /// Words of quantity by rank; what holds for a higher one holds for those below.
  private static final Map<String, Integer> SHARES =
      """
      all every each always alle alles jeder jede jedes jeden semua setiap seluruh
      most meisten kebanyakan
      some few several many certain einige manche wenige viele mehrere beberapa sebagian banyak
      only solely exclusively nur ausschließlich hanya
      """
          .lines()
          .map(line -> List.of(line.split(" ")))
          .flatMap(line -> line.stream().map(word -> Map.entry(word, line.getFirst())))
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey,
                  entry ->
                      switch (entry.getValue()) {
                        case "all" -> 3;
                        case "most" -> 2;
                        default -> 1;
                      }));

  static final Set<String> ONLY = Words.wordsOf("only solely exclusively nur ausschließlich hanya");

  private static final Map<String, Boolean> COMPARED =
      Map.of(
          "more", true, "higher", true, "greater", true, "mehr", true, "fewer", false, "less",
          false, "lower", false, "weniger", false);

  private Quantity() {}

  /// What the text says where the claim says more, or bounds a number from the other side; null
  /// where it does not, or says what the claim says as well.
  static @Nullable String other(List<Word> claim, List<Word> text) {
    String bound = bound(claim, text);
    if (bound != null) {
      return bound;
    }
    String share = share(claim, text);
    return share == null ? compared(claim, text) : share;
  }

  /// `fewer` where the claim says `more` of the same; null where the text does not.
  private static @Nullable String compared(List<Word> claim, List<Word> text) {
    return IntStream.range(0, claim.size() - 1)
        .filter(i ->
            COMPARED.containsKey(claim.get(i).lower())
                && WordNet.isMostlyNoun(claim.get(i + 1).surface()))
        .mapToObj(i -> {
          var said = COMPARED.get(claim.get(i).lower());
          var there =
              IntStream.range(0, text.size() - 1)
                  .filter(j -> text.get(j + 1).stem().equals(claim.get(i + 1).stem()))
                  .filter(j -> COMPARED.containsKey(text.get(j).lower()))
                  .mapToObj(text::get)
                  .toList();
          return there.stream().anyMatch(word -> Objects.equals(said, COMPARED.get(word.lower())))
              ? null
              : there.stream().map(Word::surface).findFirst().orElse(null);
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String bound(List<Word> claim, List<Word> text) {
    var bounds =
        IntStream.range(0, text.size())
            .filter(i -> text.get(i).isNumber())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> text.get(i).stem(),
                    Collectors.mapping(
                        i -> Objects.requireNonNullElse(boundOf(text, i), ""),
                        Collectors.toList())));
    return IntStream.range(0, claim.size())
        .filter(i -> claim.get(i).isNumber() && boundOf(claim, i) != null)
        .mapToObj(i -> {
          var there = bounds.getOrDefault(claim.get(i).stem(), List.of());
          var excluded = FROM.contains(boundOf(claim, i)) ? UP_TO : FROM;
          return !there.isEmpty() && excluded.containsAll(there)
              ? there.getFirst() + " " + claim.get(i).surface()
              : null;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// The longest words of a bound that stand before a number; null where none do.
  private static @Nullable String boundOf(List<Word> words, int at) {
    return IntStream.iterate(LONGEST_BOUND, n -> n > 0, n -> n - 1)
        .filter(n -> n <= at)
        .mapToObj(n ->
            words.subList(at - n, at).stream().map(Word::lower).collect(Collectors.joining(" ")))
        .filter(before -> FROM.contains(before) || UP_TO.contains(before))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String share(List<Word> claim, List<Word> text) {
    var there = shares(text).toList();
    return shares(claim)
        .map(said -> {
          var same = there.stream().filter(said::isOfTheSame).toList();
          boolean less =
              !same.isEmpty() && same.stream().allMatch(other -> other.rank() < said.rank());
          return less ? same.getFirst().word() : null;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// @param of the stem of the next content word; where the word is `only`, of the next three in a
  ///   row: `only new customers` are some customers
  private record Share(String word, int rank, List<String> of) {
    boolean isOfTheSame(Share other) {
      return !Collections.disjoint(of, other.of);
    }
  }

  private static Stream<Share> shares(List<Word> words) {
    return IntStream.range(0, words.size())
        .filter(i -> SHARES.containsKey(words.get(i).lower()))
        .mapToObj(i ->
            new Share(
                words.get(i).surface(),
                Objects.requireNonNull(SHARES.get(words.get(i).lower())),
                words.subList(i + 1, words.size()).stream()
                    .dropWhile(word -> !isShared(word))
                    .takeWhile(Quantity::isShared)
                    .limit(ONLY.contains(words.get(i).lower()) ? 3 : 1)
                    .map(Word::stem)
                    .toList()));
  }

  private static boolean isShared(Word word) {
    return Words.isContent(word) && !SHARES.containsKey(word.lower());
  }
}
