package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What turns a sentence that a claim repeats but for one place without content: a negation more or
/// less, `must` for `may`, `he` for `she`, `from` for `to`. English, German, Indonesian.
final class Flip {
  /// Words beside the place that are shown with it.
  private static final int SHOWN = 2;

  /// Words behind it, where claim or sentence begins with it.
  private static final int FIRM = 3;

  private static final Exclusion EXCLUSION =
      Exclusion.of(
          """
          he him his himself | she her hers herself
          from out-of von aus dari | to into onto nach zu ke
          over above atas | under below beneath bawah
          before vor sebelum | after nach setelah sesudah | during while während selama
          since seit sejak | until till bis sampai hingga
          because weil karena | although though obwohl meskipun
          for für | against gegen
          up | down
          within | beyond outside
          more mehr lebih | less fewer weniger kurang
          most many usually often mostly generally always frequently commonly | few little rarely seldom hardly
          only nur hanya | also auch juga
          """);

  /// By how surely something is said to be so, the least first.
  private static final List<Set<String>> SURE =
      List.of(
          Words.wordsOf("may might could can kann können darf dürfen dapat bisa boleh"),
          Words.wordsOf("should sollte sollten sebaiknya"),
          Words.wordsOf("must will shall muss müssen harus wajib"));

  private static final Set<String> HEDGES =
      Words.wordsOf(
          """
          may might could possibly perhaps maybe probably allegedly reportedly
          vielleicht möglicherweise angeblich mungkin konon
          """);

  private static final Set<String> DOUBTFUL =
      Words.wordsOf(
          """
          possible possibility likely probable alleged accused reported reports said believed thought
          möglich wahrscheinlich dugaan diduga kemungkinan
          """);

  /// Beside these a negation denies nothing: `not only`.
  private static final Set<String> IDLE = Words.wordsOf("only just merely nur bloß hanya");

  private static final Set<String> WHETHER = Words.wordsOf("whether ob apakah");

  private Flip() {}

  /// What the sentence has in that place, with the words beside it; null where nothing turns it.
  ///
  /// @param gaps where claim and sentence differ
  static @Nullable String in(List<Gap> gaps, List<Word> claim, List<Word> sentence) {
    return gaps.stream()
        .filter(gap -> gap.isAnchored() || (gaps.size() == 1 && isThePlace(gap)))
        .filter(gap ->
            excludes(gap)
                || (isSurer(gap) && !isHedged(claim))
                || (negates(gap) && !isDeniedElsewhere(gap, claim, sentence)))
        .map(Flip::shown)
        .findFirst()
        .orElse(null);
  }

  private static boolean isThePlace(Gap gap) {
    return gap.isFirst() ? gap.behind().size() >= FIRM : gap.isFirm();
  }

  private static boolean excludes(Gap gap) {
    return EXCLUSION.excludes(joined(gap.said()), joined(gap.there()));
  }

  /// `out-of`.
  private static String joined(List<Word> words) {
    return words.stream().map(Word::lower).collect(Collectors.joining("-"));
  }

  private static boolean isSurer(Gap gap) {
    int there = sureness(gap.there());
    return gap.said().isEmpty()
        ? HEDGES.contains(joined(gap.there()))
        : there >= 0 && sureness(gap.said()) > there;
  }

  private static boolean isHedged(List<Word> claim) {
    return claim.stream()
        .map(Word::lower)
        .anyMatch(word -> HEDGES.contains(word) || DOUBTFUL.contains(word));
  }

  /// Negative for other words.
  private static int sureness(List<Word> words) {
    return IntStream.range(0, SURE.size())
        .filter(i -> SURE.get(i).contains(joined(words)))
        .findFirst()
        .orElse(-1);
  }

  /// Whether one of the two has a negation there, and neither a word with content. The first word
  /// may answer a question: `No, it is closed.`
  private static boolean negates(Gap gap) {
    return !gap.isFirst()
        && gap.said().stream().anyMatch(Words::negates)
            != gap.there().stream().anyMatch(Words::negates)
        && Stream.of(gap.said(), gap.there()).flatMap(List::stream).noneMatch(Words::isContent)
        && !isIdle(gap);
  }

  private static boolean isIdle(Gap gap) {
    return Stream.of(
                gap.before().reversed().stream().limit(1),
                gap.said().stream(),
                gap.there().stream(),
                gap.behind().stream().limit(1))
            .flatMap(words -> words)
            .anyMatch(word -> IDLE.contains(word.lower()))
        || gap.before().stream().anyMatch(word -> WHETHER.contains(word.lower()));
  }

  /// Whether the sentence denies something in what the claim leaves out: of `all but members pay`,
  /// `members do not pay`.
  private static boolean isDeniedElsewhere(Gap gap, List<Word> claim, List<Word> sentence) {
    var said = Words.stems(claim);
    return IntStream.range(0, sentence.size())
        .filter(
            i -> !said.contains(sentence.get(i).stem()) && !gap.there().contains(sentence.get(i)))
        .anyMatch(i ->
            Words.negates(sentence.get(i))
                || Negation.hinders(sentence.get(i))
                || Denial.reach(sentence, i) > 0);
  }

  private static String shown(Gap gap) {
    var before = gap.before();
    var behind = gap.behind();
    return Words.written(
        Stream.of(
                before.subList(Math.max(0, before.size() - SHOWN), before.size()),
                gap.there(),
                behind.subList(0, Math.min(SHOWN, behind.size())))
            .flatMap(List::stream)
            .toList());
  }
}
