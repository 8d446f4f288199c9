package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two names, numbers or words of a sentence, each in the other's place: `Simon hired Nixon in May`
/// where it says `Nixon hired Simon in May`.
final class Exchange {
  /// Words without content that say something else the other way round.
  private static final Set<String> DIRECTED =
      Words.wordsOf(
          """
          to into onto before after than from by in of on for over under above below against
          zu nach vor als von für über unter gegen ke dari sebelum sesudah setelah daripada oleh untuk
          """);

  /// Words; what has more is no sentence.
  private static final int LONGEST = 100;

  /// What can be exchanged.
  ///
  /// @param start the place of its first word
  private record Piece(List<Word> words, int start, boolean isName) {
    int end() {
      return start + words.size();
    }

    /// Whether each can stand in the other's place and is not the same.
    boolean isOfKind(Piece other) {
      return isName == other.isName
          && !stems(words).equals(stems(other.words))
          && words.getFirst().isNumeral() == other.words.getFirst().isNumeral();
    }
  }

  private Exchange() {}

  /// What the sentence has from the one to the other; null where it has none the other way round.
  ///
  /// @param text the claim as written
  /// @param claim its words
  static @Nullable String in(String text, List<Word> claim, List<Word> sentence) {
    if (claim.size() > LONGEST || sentence.size() > LONGEST) {
      return null;
    }
    var said = bounded(claim);
    var there = bounded(sentence);
    var breaks = breaks(text);
    var pieces = pieces(claim, breaks).stream().filter(part -> has(there, part.words())).toList();
    for (int i = 0; i < pieces.size(); i++) {
      for (int j = i + 1; j < pieces.size(); j++) {
        var one = pieces.get(i);
        var two = pieces.get(j);
        if (one.end() < two.start() && one.isOfKind(two)) {
          var turned = turned(one, two, claim);
          if (isSaid(turned, one.start(), said, there)
              && !has(there, claim.subList(one.start(), two.end()))
              && isDirected(one, two, claim, breaks)) {
            return Words.written(turned);
          }
        }
      }
    }
    return null;
  }

  private static List<Word> turned(Piece one, Piece two, List<Word> claim) {
    return Stream.of(two.words(), claim.subList(one.end(), two.start()), one.words())
        .flatMap(List::stream)
        .toList();
  }

  /// Whether the sentence has these words in the place of as many of the claim, behind the same
  /// word or before it.
  ///
  /// @param said the claim, [#bounded]
  /// @param there the sentence, too
  private static boolean isSaid(
      List<Word> turned, int start, List<String> said, List<String> there) {
    var wanted = stems(turned);
    int size = wanted.size();
    return IntStream.range(1, there.size() - size)
        .filter(at -> there.subList(at, at + size).equals(wanted))
        .anyMatch(at ->
            there.get(at - 1).equals(said.get(start))
                || there.get(at + size).equals(said.get(start + size + 1)));
  }

  private static boolean has(List<String> there, List<Word> words) {
    return Collections.indexOfSubList(there, stems(words)) >= 0;
  }

  private static List<String> stems(List<Word> words) {
    return words.stream().map(Word::stem).toList();
  }

  /// The stems, between two empty ones.
  private static List<String> bounded(List<Word> words) {
    return Stream.of(Stream.of(""), words.stream().map(Word::stem), Stream.of(""))
        .flatMap(stems -> stems)
        .toList();
  }

  /// Whether what stands between both says something else the other way round: not that they are
  /// one, act on each other or are listed.
  private static boolean isDirected(Piece one, Piece two, List<Word> claim, Set<Integer> breaks) {
    var between = claim.subList(one.end(), two.start());
    boolean acts = between.stream().anyMatch(Exchange::isVerb);
    boolean isBroken = IntStream.rangeClosed(one.end(), two.start()).anyMatch(breaks::contains);
    boolean isJoined = Words.joins(between.getFirst());
    return (acts || !isBroken)
        && (!isBroken || !Words.joins(between.getLast()) || isVerbAt(claim, two.end()))
        && between.stream().noneMatch(word -> Roles.MUTUAL.contains(word.stem()))
        && between.stream()
            .anyMatch(
                word -> Words.isContent(word) || (!isJoined && DIRECTED.contains(word.lower())))
        && !arePaired(one, two, stems(claim), between);
  }

  /// Whether both stand beside the same words, as in `tax payments and tax deadlines`.
  private static boolean arePaired(Piece one, Piece two, List<String> said, List<Word> between) {
    return IntStream.range(0, between.size())
        .filter(i -> Words.joins(between.get(i)))
        .anyMatch(i -> {
          var behind = stems(between.subList(0, i));
          var before = stems(between.subList(i + 1, between.size()));
          return one.start() >= before.size()
              && two.end() + behind.size() <= said.size()
              && said.subList(one.start() - before.size(), one.start()).equals(before)
              && said.subList(two.end(), two.end() + behind.size()).equals(behind);
        });
  }

  private static boolean isVerbAt(List<Word> words, int at) {
    return at < words.size() && isVerb(words.get(at));
  }

  private static boolean isVerb(Word word) {
    return WordNet.isMostlyVerb(word.surface());
  }

  /// The places of words before which a clause or an entry of a list ends.
  private static Set<Integer> breaks(String text) {
    var breaks = new HashSet<Integer>();
    int at = 0;
    for (String clause : Roles.CLAUSE_END.splitAsStream(text).toList()) {
      at += Words.words(clause).size();
      breaks.add(at);
    }
    return breaks;
  }

  private static List<Piece> pieces(List<Word> words, Set<Integer> breaks) {
    var names = Name.in(words, breaks);
    var pieces = new ArrayList<Piece>();
    names.forEach(name -> pieces.add(new Piece(name.words(), name.start(), true)));
    for (int i = 0; i < words.size(); i++) {
      if (!Name.isName(words.get(i))) {
        if (words.get(i).isNumeral() || Words.isContent(words.get(i))) {
          pieces.add(new Piece(words.subList(i, i + 1), i, false));
        }
        if (i + 1 < words.size() && isPair(words.get(i), words.get(i + 1))) {
          pieces.add(new Piece(words.subList(i, i + 2), i, false));
        }
      }
    }
    pieces.sort(Comparator.comparingInt(Piece::start));
    return pieces;
  }

  /// `finished portrait`.
  private static boolean isPair(Word word, Word next) {
    return Words.isContent(word)
        && Words.isContent(next)
        && !Name.isName(next)
        && !word.isNumeral()
        && WordNet.isMostlyNoun(next.surface());
  }
}
