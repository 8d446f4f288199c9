package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a claim adds to what a text has: `flu and measles`, where it says `flu`, or `only`.
final class Addition {
  private static final Set<String> INTERJECTIONS =
      Words.wordsOf("yes yeah yep oh well ok okay sure ja nein ya");

  /// Before these `only` says that something is little and not that there is no more of it.
  private static final Set<String> LITTLE =
      Words.wordsOf(
          """
          a an about few little minor partial partially slight slightly small
          ein eine einen geringe kleine leichte sedikit
          """);

  /// Stems of words by which a text can say that something holds for nothing else.
  private static final Set<String> LIMITING =
      Words.stemsOf(
          """
          only solely exclusively exclusive just merely sole single unique one limited limit restricted except unless
          alone but if must need require not no cannot without
          nur ausschließlich bloß lediglich allein einzig außer wenn muss müssen nicht kein keine ohne
          hanya cuma kecuali satu jika harus tidak bukan tanpa
          """);

  /// Words without content that may stand between a joining word and what it joins: `and in the`.
  private static final int LIGHT = 2;

  private Addition() {}

  /// The word that no text has: `only`, or one beside a joining word whose other side the sentences
  /// have; null where there is none. One that means the same as a word of the sentences is not
  /// added.
  ///
  /// @param around sentences near the claim
  /// @param known stems that some text has
  static @Nullable String in(List<Word> claim, List<Word> around, Set<String> known) {
    String only = only(claim);
    return only != null && Collections.disjoint(known, LIMITING)
        ? only
        : joined(claim, around, known);
  }

  private static @Nullable String only(List<Word> claim) {
    return IntStream.range(0, claim.size())
        .filter(i -> Quantity.ONLY.contains(claim.get(i).lower()))
        .filter(i -> i + 1 == claim.size() || limits(claim.get(i + 1)))
        .mapToObj(i -> claim.get(i).surface())
        .findFirst()
        .orElse(null);
  }

  private static boolean limits(Word next) {
    return !LITTLE.contains(next.lower())
        && !next.isNumber()
        && Numerals.digits(next.lower()) == null;
  }

  private static @Nullable String joined(List<Word> claim, List<Word> around, Set<String> known) {
    var near = Words.stems(around);
    var content = around.stream().filter(Words::isContent).distinct().toList();
    return IntStream.range(1, claim.size() - 1)
        .filter(i -> Words.joins(claim.get(i)))
        .mapToObj(i -> pair(claim, beside(claim, i, -1), beside(claim, i, 1), near, known))
        .filter(Objects::nonNull)
        .distinct()
        .filter(pair -> isNew(pair, content))
        .map(pair -> pair.added().surface())
        .findFirst()
        .orElse(null);
  }

  private record Pair(Word known, Word added) {}

  /// @param left place of what stands on the left of a joining word; -1 for nothing
  private static @Nullable Pair pair(
      List<Word> claim, int left, int right, Set<String> near, Set<String> known) {
    if (left < 0 || right < 0) {
      return null;
    }
    boolean knowsLeft = near.contains(claim.get(left).stem());
    if (knowsLeft == near.contains(claim.get(right).stem())) {
      return null;
    }
    int there = knowsLeft ? left : right;
    int other = knowsLeft ? right : left;
    // Of `security features and isolation` the text has what is called features here.
    boolean partlyKnown = other == left && near.contains(Words.stem(claim, left - 1));
    return known.contains(claim.get(other).stem()) || partlyKnown
        ? null
        : new Pair(claim.get(there), claim.get(other));
  }

  /// The place of the word with content beside a joining word, to the left or right; -1 for none.
  private static int beside(List<Word> claim, int at, int step) {
    for (int i = at + step;
        i >= 0 && i < claim.size() && Math.abs(i - at) <= 1 + LIGHT;
        i += step) {
      var word = claim.get(i);
      if (Words.joins(word) || Words.negates(word) || word.isNumber() || word.isIdentifier()) {
        return -1;
      }
      if (Words.isContent(word) && Numerals.digits(word.lower()) == null) {
        return i;
      }
    }
    return -1;
  }

  /// @param content of the sentences
  private static boolean isNew(Pair pair, List<Word> content) {
    String added = pair.added().surface();
    return !INTERJECTIONS.contains(pair.added().lower())
        && isThing(pair.known())
        && isThing(pair.added())
        && content.stream()
            .filter(word -> !word.stem().equals(pair.known().stem()))
            .noneMatch(word -> WordNet.areNear(added, word.surface()));
  }

  /// A name, a noun, or a word that WordNet, which is of English, does not know.
  private static boolean isThing(Word word) {
    return word.surface().length() > 2
        && (word.hasCapital()
            || WordNet.isMostlyNoun(word.surface())
            || !WordNet.knows(word.surface()));
  }
}
