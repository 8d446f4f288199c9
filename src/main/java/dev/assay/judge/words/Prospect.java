package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a text says is planned, tried or alleged and a claim says is done: `plans to open a
/// factory`, `was accused of hiding losses`. English.
final class Prospect {
  /// Content words of what is planned.
  private static final int REACH = 3;

  private static final List<Cue> CUES =
      List.of(
          new Cue(
              Words.wordsOf(
                  """
                  plan plans planned planning intend intends intended hope hopes hoped aim aims aimed want wants wanted wish
                  wishes wished propose proposes proposed proposal proposals expected scheduled seek seeks sought threaten
                  threatens threatened promise promises promised pledge pledges pledged vow vows vowed attempt attempts
                  attempted try tries tried
                  """),
              Cue.next("to"),
              REACH),
          new Cue(
              Words.wordsOf(
                  "consider considers considered considering contemplates contemplated proposed proposes"),
              (words, at) -> Cue.isGerund(words, at + 1),
              REACH),
          new Cue(
              Words.wordsOf("accused suspected"),
              (words, at) -> Words.lower(words, at + 1).equals("of") && Cue.isGerund(words, at + 2),
              REACH));

  /// A claim with one of these, or of the cues' words, does not say that it is done.
  private static final Set<String> OPEN =
      Stream.concat(
              Words.wordsOf(
                  """
                  will would shall should may might can could to if whether likely possible possibly allegedly alleged
                  reportedly intention goal expect expects trying
                  """)
                  .stream(),
              CUES.stream().flatMap(cue -> cue.words().stream()))
          .collect(Collectors.toUnmodifiableSet());

  /// A text with one of these says that it is done: `tried to sign him and succeeded`.
  private static final Set<String> DONE =
      Words.wordsOf(
          "did succeed succeeds succeeded successfully managed achieved completed finished");

  private Prospect() {}

  /// The word by which the text says that it is not done yet, where nothing in it says that it is;
  /// null where there is none.
  static @Nullable String in(List<Word> claim, String text) {
    // As it is written, for the month of May.
    if (claim.stream().anyMatch(word -> OPEN.contains(word.surface()) || Words.negates(word))) {
      return null;
    }
    var sentences = Words.sentences(text).stream().map(Words::words).toList();
    var all = sentences.stream().flatMap(List::stream).toList();
    if (all.stream().anyMatch(word -> DONE.contains(word.lower()))) {
      return null;
    }
    return sentences.stream()
        .flatMap(sentence ->
            IntStream.range(0, sentence.size())
                .filter(at -> isOf(claim, planned(sentence, at), all))
                .mapToObj(at -> sentence.get(at).surface()))
        .findFirst()
        .orElse(null);
  }

  /// The content words of what a word says to be planned; empty where it does not.
  private static List<Word> planned(List<Word> sentence, int at) {
    return sentence.stream()
        .skip(at + 1L)
        .filter(Words::isContent)
        .limit(Cue.reach(CUES, sentence, at))
        .toList();
  }

  /// Whether the claim has most of what is planned and what is to be done, which the text has
  /// nowhere else.
  private static boolean isOf(List<Word> claim, List<Word> planned, List<Word> text) {
    return !planned.isEmpty()
        && planned.stream().filter(word -> isIn(claim, word)).count() * 2 > planned.size()
        && isIn(claim, planned.getFirst())
        && text.stream().filter(word -> isOne(word, planned.getFirst())).count() == 1;
  }

  private static boolean isIn(List<Word> claim, Word word) {
    return claim.stream().anyMatch(said -> isOne(said, word));
  }

  private static boolean isOne(Word word, Word other) {
    return word.stem().equals(other.stem()) || WordNet.areOneVerb(word.surface(), other.surface());
  }
}
