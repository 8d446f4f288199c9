package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a claim and a sentence of otherwise the same words differ: words of one or both between
/// two that agree, by their longest common subsequence.
///
/// @param said the claim's words; empty where it leaves some out
/// @param there the sentence's in their place; empty where the claim adds some, never both
/// @param before words in a row before both that agree
/// @param behind those behind both
/// @param isFirst whether the claim or the sentence begins with it
record Gap(
    List<Word> said, List<Word> there, List<Word> before, List<Word> behind, boolean isFirst) {
  /// Pairs of words, 4 MB of their table.
  private static final int MOST = 1_000_000;

  private static final int ANCHORS = 3;

  /// Whether each has one word.
  boolean isWord() {
    return said.size() == 1 && there.size() == 1;
  }

  /// Whether one of the two has.
  boolean hasOneWord() {
    return said.size() == 1 || there.size() == 1;
  }

  /// Of the claim's words with content, or of its only word.
  Set<String> stemsSaid() {
    return contentStems(said);
  }

  /// Of the sentence's.
  Set<String> stemsThere() {
    return contentStems(there);
  }

  private static Set<String> contentStems(List<Word> words) {
    return words.stream()
        .filter(word -> words.size() == 1 || Words.isContent(word))
        .map(Word::stem)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether it stands between the same words, two of them on one side; where the claim begins or
  /// ends with it, whether so many stand on the other side that it is the same place.
  boolean isFirm() {
    if (isFirst) {
      return behind.size() >= 2 && Name.isPredicate(behind.getFirst());
    }
    return behind.isEmpty()
        ? before.size() >= 2 && before.stream().anyMatch(Words::isContent)
        : !before.isEmpty() && before.size() + behind.size() >= 3;
  }

  /// Whether each has words in the other's place.
  boolean hasBoth() {
    return !said.isEmpty() && !there.isEmpty();
  }

  /// Whether so many words with content agree beside it that it is the same place whatever else
  /// differs.
  boolean isAnchored() {
    return !before.isEmpty()
        && !behind.isEmpty()
        && Stream.of(before, behind).flatMap(List::stream).filter(Words::isContent).count()
            >= ANCHORS;
  }

  /// Whether words have what the claim has there, between the same two.
  boolean isSaidIn(List<Word> words) {
    var wanted =
        Stream.of(List.of(before.getLast()), said, List.of(behind.getFirst()))
            .flatMap(List::stream)
            .map(Word::plainStem)
            .toList();
    return Collections.indexOfSubList(words.stream().map(Word::plainStem).toList(), wanted) >= 0;
  }

  /// All of them, in order, without what stands before or behind the claim in the sentence; none
  /// where both are so long that neither is a sentence.
  static List<Gap> between(List<Word> claim, List<Word> sentence) {
    if ((long) claim.size() * sentence.size() > MOST) {
      return List.of();
    }
    var said = claim.stream().map(Word::plainStem).toList();
    var there = sentence.stream().map(Word::plainStem).toList();
    int[][] common = common(said, there);
    var gaps = new ArrayList<Gap>();
    List<Word> before = List.of();
    int i = 0;
    int j = 0;
    while (i < said.size() && j < there.size()) {
      int start = i;
      int other = j;
      while (common[i][j] > 0 && !said.get(i).equals(there.get(j))) {
        if (common[i + 1][j] >= common[i][j + 1]) {
          i++;
        } else {
          j++;
        }
      }
      // Nothing behind agrees: the claim's last words are left.
      boolean isLast = common[i][j] == 0;
      int end = isLast ? said.size() : i;
      int otherEnd = isLast ? other + size(sentence, other, end - start) : j;
      i = end;
      j = isLast ? there.size() : j;
      while (i < said.size() && j < there.size() && said.get(i).equals(there.get(j))) {
        i++;
        j++;
      }
      var behind = claim.subList(end, i);
      if (end > start || (otherEnd > other && !isLast && start > 0)) {
        gaps.add(
            new Gap(
                claim.subList(start, end),
                sentence.subList(other, otherEnd),
                before,
                behind,
                start == 0 || other == 0));
      }
      before = behind;
    }
    if (i < said.size() && i > 0) {
      gaps.add(new Gap(claim.subList(i, said.size()), List.of(), before, List.of(), false));
    }
    return gaps;
  }

  /// How many words of a sentence that goes on stand in the place of the claim's last ones: a name,
  /// or as many.
  private static int size(List<Word> sentence, int from, int words) {
    var rest = sentence.subList(from, sentence.size());
    int name = Name.endOf(rest);
    return name > 0 ? name : Math.min(words, rest.size());
  }

  /// The length of the longest common subsequence from each pair of places on.
  private static int[][] common(List<String> some, List<String> others) {
    int[][] common = new int[some.size() + 1][others.size() + 1];
    for (int i = some.size() - 1; i >= 0; i--) {
      for (int j = others.size() - 1; j >= 0; j--) {
        common[i][j] =
            some.get(i).equals(others.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
