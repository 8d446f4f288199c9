package dev.assay.judge.metric;

import dev.assay.judge.Outcome;
import dev.assay.judge.PlainScores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// How many words, pairs of words, or words in their order an answer and the reference share, as
/// F1. Nobody judges: what a judge has to be better than. Lin 2004, aclanthology.org/W04-1013.
///
/// Words are runs of letters and digits in lower case, without stemming. Google's `rouge_score`
/// 0.1.2 knows those of ASCII alone, and so does `exact`.
final class Rouge {
  /// Comparisons of two words, about a second; more for two texts of a book each.
  private static final long MOST = 1_000_000_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern ASCII_WORD = Pattern.compile("[a-z0-9]+");

  static final List<Metric> METRICS =
      List.of(
          metric("rouge1", "F1 of the words of answer and reference", (a, b) -> ngrams(a, b, 1)),
          metric("rouge2", "F1 of their pairs of words", (a, b) -> ngrams(a, b, 2)),
          metric("rougeL", "F1 of their longest common subsequence of words", Rouge::longest));

  private Rouge() {}

  /// How many of the first are in the second, of so many in either.
  record Shared(int both, int answer, int reference) {
    /// 0 where nothing is shared.
    double f1() {
      return both == 0 ? 0 : 2.0 * both / (answer + reference);
    }
  }

  private interface Counted {
    Shared of(List<String> answer, List<String> reference);
  }

  private static Metric metric(String name, String formula, Counted counted) {
    return Metric.share(
        "rouge:" + name + "@0.1",
        Direction.HIGHER,
        "words of answer and reference",
        formula,
        findings ->
            findings
                .answer()
                .then(answer ->
                    findings
                        .reference()
                        .then(reference ->
                            shared(
                                words(answer, findings.compat()),
                                words(reference, findings.compat()),
                                counted)))
                .score(shared -> new Outcome.Scored(shared.f1())));
  }

  private static Finding<Shared> shared(
      List<String> answer, List<String> reference, Counted counted) {
    return (long) answer.size() * reference.size() > MOST
        ? Finding.failed(
            "texts of %d and %d words are too long to compare"
                .formatted(answer.size(), reference.size()))
        : Finding.of(counted.of(answer, reference));
  }

  static List<String> words(String text, Compat compat) {
    Pattern word = compat == Compat.EXACT ? ASCII_WORD : WORD;
    return word.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(java.util.regex.MatchResult::group)
        .toList();
  }

  /// Each as often as in the text that has it less often.
  static Shared ngrams(List<String> answer, List<String> reference, int n) {
    Map<List<String>, Integer> there = new HashMap<>();
    var wanted = ngrams(reference, n);
    wanted.forEach(ngram -> there.merge(ngram, 1, Integer::sum));
    int both = 0;
    var given = ngrams(answer, n);
    for (List<String> ngram : given) {
      Integer left = there.get(ngram);
      if (left != null && left > 0) {
        there.put(ngram, left - 1);
        both++;
      }
    }
    return new Shared(both, given.size(), wanted.size());
  }

  private static List<List<String>> ngrams(List<String> words, int n) {
    var ngrams = new ArrayList<List<String>>();
    for (int i = 0; i + n <= words.size(); i++) {
      ngrams.add(words.subList(i, i + n));
    }
    return ngrams;
  }

  static Shared longest(List<String> answer, List<String> reference) {
    return new Shared(
        PlainScores.commonSubsequence(answer, reference), answer.size(), reference.size());
  }
}
