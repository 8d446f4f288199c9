package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a sentence says in the very place where a claim says something else: `Google acquired
/// GitHub` against `Microsoft acquired GitHub`, `urban areas` against `rural areas`.
final class Substitution {
  private Substitution() {}

  /// What stands in the sentence in place of a name of the claim; null where nothing does. In
  /// German, where every noun has a capital, only names of several words are told.
  ///
  /// @param known stems that some context has; of a name of such [Swap] tells
  static @Nullable String name(List<Word> claim, List<Word> sentence, Set<String> known) {
    boolean german = Words.isGerman(claim);
    var there = Name.in(sentence);
    var said = Name.in(claim);
    return said.stream()
        .filter(name -> !name.isAbbreviation())
        .filter(name -> !known.containsAll(name.stems()))
        .flatMap(name ->
            there.stream()
                .filter(name::standsAs)
                .filter(other -> !name.means(other) && !name.isSpelledAs(other))
                .filter(other -> !german || (name.words().size() > 1 && other.words().size() > 1)))
        .filter(other -> said.stream().noneMatch(other::meets))
        .map(name -> Words.written(name.words()))
        .findFirst()
        .orElse(null);
  }

  /// The word of the sentence that excludes one of the claim in the same place, by WordNet or by
  /// [Contrast]: an opposite between words of which one is the same, or another thing of one kind
  /// between two. Null where there is none, and where only one of the two is negated.
  ///
  /// @param around what stands around the sentence; a word that it has as well is not replaced
  /// @param said what the claim negates
  /// @param stated what the text negates
  static @Nullable String word(
      List<Word> claim, Negation said, List<Word> sentence, List<Word> around, Negation stated) {
    var wanted = claim.stream().filter(Words::isContent).toList();
    var there = sentence.stream().filter(Words::isContent).toList();
    var known = Words.stems(around);
    var claimed = Words.stems(claim);
    return IntStream.range(0, wanted.size())
        .filter(i -> isWord(wanted.get(i)) && !known.contains(wanted.get(i).stem()))
        .boxed()
        .flatMap(i ->
            IntStream.range(0, there.size())
                .filter(j -> !claimed.contains(there.get(j).stem()))
                .filter(j -> replaces(wanted, i, there, j))
                .filter(j -> said.negates(wanted.get(i)) == stated.negates(there.get(j)))
                .mapToObj(there::get))
        .map(Word::surface)
        .findFirst()
        .orElse(null);
  }

  private static boolean replaces(List<Word> said, int i, List<Word> there, int j) {
    boolean before = Words.stem(said, i - 1).equals(Words.stem(there, j - 1));
    boolean behind = Words.stem(said, i + 1).equals(Words.stem(there, j + 1));
    boolean beside = (before && i > 0) || (behind && i + 1 < said.size());
    if (!beside || !isWord(there.get(j))) {
      return false;
    }
    String word = said.get(i).surface();
    String other = there.get(j).surface();
    return WordNet.areOpposite(word, other)
        || Contrast.areOpposite(said.get(i).lower(), there.get(j).lower())
        || (before && behind && WordNet.areSisters(word, other));
  }

  private static boolean isWord(Word word) {
    return !word.isNumber() && !word.isIdentifier() && Units.of(word) == null;
  }
}
