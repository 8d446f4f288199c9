package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a claim puts into a sentence of a text from another one: `Bach moved to London`, where it
/// says that of Handel and something else of Bach. All words of such a claim stand in the text.
final class Swap {
  private static final Set<String> DEFINITE =
      Words.wordsOf("the this that these those such its their his her");

  private Swap() {}

  /// What stands in the sentence in place of what the contexts have elsewhere, where the claim
  /// otherwise has the sentence's words in their order: a name, a number or, where nothing else
  /// differs, a noun, verb, adjective or adverb. Null where nothing does. In German, whose nouns
  /// all have a capital, only names of several words are told.
  ///
  /// @param all where claim and sentence differ
  /// @param around what stands around the sentence, which may call both names one
  /// @param known stems that some context has
  static @Nullable String in(
      List<Gap> all, List<Word> claim, List<Word> sentence, List<Word> around, Set<String> known) {
    var there = Words.stems(sentence);
    var said = Words.stems(claim);
    boolean german = Words.isGerman(claim);
    var gaps = all.stream().filter(Gap::hasBoth).toList();
    return gaps.stream()
        .filter(gap -> gap.isFirm() && known.containsAll(gap.stemsSaid()))
        .filter(gap -> {
          boolean isName = isName(gap, around) && !(german && gap.hasOneWord());
          return Collections.disjoint(gap.stemsSaid(), there)
              ? !said.containsAll(gap.stemsThere())
                  && (isName
                      || isNumber(gap)
                      || (isOther(gap)
                          && (isAlone(gap, gaps) || (gap.isAnchored() && !isNoun(gap)))))
              : !isListed(gap) && isName && Collections.disjoint(gap.stemsThere(), said);
        })
        .map(gap -> Words.written(gap.there()))
        .findFirst()
        .orElse(null);
  }

  /// The first word of a sentence has a capital in any case.
  private static boolean isName(Gap gap, List<Word> around) {
    return Name.endOf(gap.said()) == gap.said().size()
        && Name.endOf(gap.there()) == gap.there().size()
        && !(gap.isFirst() && gap.isWord() && areAlike(gap))
        && !Name.abbreviates(gap.said(), gap.there())
        && !Name.abbreviates(gap.there(), gap.said())
        && !Name.areCalledOne(gap.stemsSaid(), gap.stemsThere(), around);
  }

  /// Whether the sentence may have it as another one of a list, or of what begins with it.
  private static boolean isListed(Gap gap) {
    return gap.isFirst()
        || Words.joins(gap.before().getLast())
        || (!gap.behind().isEmpty() && Words.joins(gap.behind().getFirst()));
  }

  /// Both are numbers, or letters: `Model S` and `Model X`.
  private static boolean isNumber(Gap gap) {
    if (!gap.isWord()) {
      return false;
    }
    var said = gap.said().getFirst();
    var there = gap.there().getFirst();
    return (said.isNumber() && there.isNumber()) || (isLetter(said) && isLetter(there));
  }

  private static boolean isLetter(Word word) {
    return word.surface().length() == 1 && word.hasCapital();
  }

  /// Another word of the same kind. As a subject behind `the` another noun may be of the same
  /// thing: `the phone` is `the device`.
  private static boolean isOther(Gap gap) {
    if (!gap.isWord() || gap.isFirst() || areAlike(gap)) {
      return false;
    }
    String said = gap.said().getFirst().surface();
    String there = gap.there().getFirst().surface();
    boolean isNoun = WordNet.isMostlyNoun(said);
    return WordNet.knows(said)
        && WordNet.knows(there)
        && isNoun == WordNet.isMostlyNoun(there)
        && !(isNoun && isDefiniteSubject(gap))
        && Words.isContent(gap.said().getFirst())
        && Words.isContent(gap.there().getFirst());
  }

  private static boolean isNoun(Gap gap) {
    return WordNet.isMostlyNoun(gap.said().getFirst().surface());
  }

  /// Whether the claim has no other word with content in another's place.
  private static boolean isAlone(Gap gap, List<Gap> gaps) {
    return gaps.stream()
        .filter(other -> !other.equals(gap))
        .flatMap(other -> other.said().stream())
        .noneMatch(Words::isContent);
  }

  private static boolean isDefiniteSubject(Gap gap) {
    return DEFINITE.contains(gap.before().getLast().lower())
        && !gap.behind().isEmpty()
        && Name.isPredicate(gap.behind().getFirst());
  }

  /// Whether both words may be of the same: people have many names, `buyers` are `customers`.
  private static boolean areAlike(Gap gap) {
    String said = gap.said().getFirst().surface();
    String there = gap.there().getFirst().surface();
    return WordNet.areRelated(said, there)
        || (WordNet.isPeople(said) && WordNet.isPeople(there) && !WordNet.areSisters(said, there));
  }
}
