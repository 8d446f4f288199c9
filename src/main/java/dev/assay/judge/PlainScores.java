package dev.assay.judge;

import dev.assay.judge.words.Words;
import dev.assay.judge.words.Words.Word;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Scores that need no judge, to hold a judge against: how much of a text stands in contexts, 0 to
/// 1.
public final class PlainScores {
  private PlainScores() {}

  /// The share of the text's content words, each counted once by its stem, that stand in the
  /// contexts; 0 where the text has none.
  public static double overlap(String text, List<Context> contexts) {
    var wanted = Words.content(text).stream().map(Word::stem).collect(Collectors.toSet());
    var there = new HashSet<String>();
    contexts.forEach(
        context -> Words.words(context.text()).forEach(word -> there.add(word.stem())));
    return wanted.isEmpty()
        ? 0
        : (double) wanted.stream().filter(there::contains).count() / wanted.size();
  }

  /// ROUGE-L precision: the longest common subsequence of words of the text and of the contexts in
  /// their order, by the words of the text; 0 where the text has none. Lin 2004,
  /// aclanthology.org/W04-1013.
  public static double rougeL(String text, List<Context> contexts) {
    var a = Words.words(text).stream().map(Word::stem).toList();
    var b =
        contexts.stream()
            .flatMap(context -> Words.words(context.text()).stream())
            .map(Word::stem)
            .toList();
    return a.isEmpty() ? 0 : (double) commonSubsequence(a, b) / a.size();
  }

  /// How many words the longest common subsequence of two texts has: words of both in their order.
  ///
  /// Takes `a * b` steps.
  public static int commonSubsequence(List<String> a, List<String> b) {
    int[] lengths = new int[b.size() + 1];
    for (String word : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = lengths[j];
        lengths[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, lengths[j - 1]);
        diagonal = above;
      }
    }
    return lengths[b.size()];
  }
}
