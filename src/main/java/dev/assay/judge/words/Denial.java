package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Words that say without a negation that something is not so: `failed to open`, `butter instead of
/// margarine`, `all except contractors`. English, with some German and Indonesian words.
final class Denial {
  /// Content words of what is denied.
  private static final int CLAUSE = 3;

  private static final int THING = 1;

  /// Words within which another one stands that makes a cue of one, or unmakes it.
  private static final int FAR = 6;

  private static final Set<String> STOPPING =
      Words.wordsOf(
          """
          prevent prevents prevented preventing stop stops stopped keep keeps kept ban bans banned bar bars barred
          prohibit prohibits prohibited discourage discourages discouraged refrain refrains refrained
          """);

  private static final Set<String> PROPOSALS =
      Words.wordsOf(
          "proposal proposals plan plans motion bill bid request requests offer offers call calls");

  private static final Set<String> REJECTING =
      Words.wordsOf(
          "reject rejects rejected refuse refused decline declined dropped abandoned blocked");

  private static final List<Cue> CUES =
      List.of(
          new Cue(
              Words.wordsOf(
                  """
                  fail fails failed failing refuse refuses refused refusing decline declines declined declining neglects
                  neglected unable unwilling yet
                  """),
              (words, at) -> Cue.next("to").are(words, at) && !isNumber(words, at + 2),
              CLAUSE),
          new Cue(
              Words.wordsOf("deny denies denied denying"),
              (words, at) ->
                  Words.lower(words, at + 1).equals("that") || Cue.isGerund(words, at + 1),
              CLAUSE),
          new Cue(
              Words.wordsOf("nobody nothing nowhere niemand nichts"), (words, at) -> true, CLAUSE),
          new Cue(
              Words.wordsOf("lack lacks lacked"),
              (words, at) -> !Words.lower(words, at + 1).equals("of"),
              CLAUSE),
          new Cue(
              Set.of("from"),
              (words, at) ->
                  Cue.isGerund(words, at + 1)
                      && hasBefore(words, at, word -> STOPPING.contains(word.lower())),
              CLAUSE),
          new Cue(
              Set.of("to"),
              (words, at) ->
                  Words.lower(words, at - 2).equals("too")
                      || (PROPOSALS.contains(Words.lower(words, at - 1))
                          && hasBefore(words, at, word -> REJECTING.contains(word.lower()))),
              CLAUSE),
          new Cue(
              Set.of("have"),
              (words, at) ->
                  Words.lower(words, at - 1).equals("would")
                      && WordNet.isMostlyVerb(Words.lower(words, at + 1)),
              CLAUSE),
          new Cue(
              Words.wordsOf("almost nearly"),
              (words, at) -> Words.lower(words, at + 1).endsWith("ed"),
              THING),
          new Cue(
              Words.wordsOf("instead place"),
              (words, at) ->
                  Words.lower(words, at + 1).equals("of")
                      && (Words.lower(words, at).equals("instead")
                          || Words.lower(words, at - 1).equals("in")),
              THING),
          new Cue(Set.of("rather"), Cue.next("than"), THING),
          new Cue(
              Words.wordsOf("except excluding statt anstatt anstelle außer kecuali"),
              (words, at) -> true,
              THING));

  private Denial() {}

  /// The most content words that a word denies behind it; 0 where it denies nothing, or is denied
  /// itself: `did not fail to`, `does not prevent us from`.
  static int reach(List<Word> words, int at) {
    return hasBefore(words, at, Words::negates) ? 0 : Cue.reach(CUES, words, at);
  }

  /// `declined to 7.4 million` denies nothing.
  private static boolean isNumber(List<Word> words, int at) {
    return at < words.size() && words.get(at).isNumber();
  }

  private static boolean hasBefore(List<Word> words, int at, Predicate<Word> wanted) {
    return words.subList(Math.max(0, at - FAR), at).stream().anyMatch(wanted);
  }
}
