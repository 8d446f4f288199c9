package dev.assay.ranking;

import dev.assay.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Run files of TREC: `question Q0 id rank score tag`, one hit a line.
///
/// Tools disagree on ties: trec_eval puts the higher id first and ignores the rank column, some
/// hold the score as `float`. So what is written here has no ties left, not even as `float`.
public final class TrecRun {
  /// Which of two hits with equal scores stands first.
  public enum Ties {
    /// [Hit#ORDER]: the lower id.
    LOWER_ID_FIRST,
    /// trec_eval's: the higher id. Scores are kept apart by [Ranking#inOrder].
    TREC_EVAL
  }

  private TrecRun() {}

  /// Reads a run, questions in the order of the file. The rank column is ignored. A line that
  /// begins with `#` is a comment.
  ///
  /// @throws InvalidInput with every line that is malformed, repeats an id, or has no finite score
  public static Run read(Path file, Ties ties) {
    var hits = new LinkedHashMap<String, List<Hit>>();
    var seen = new LinkedHashMap<String, Set<String>>();
    TextLines.read(
        file,
        line -> {
          if (line.startsWith("#")) {
            return;
          }
          List<String> fields = TextLines.words(line);
          // Words behind the tag are comment; an id with a blank in it is not.
          if (fields.size() < 6 || (fields.size() > 6 && !isNumber(fields.get(3)))) {
            throw new IllegalArgumentException(
                "expected 'question Q0 id rank score tag', got %d fields".formatted(fields.size()));
          }
          String question = fields.getFirst();
          Hit hit = new Hit(fields.get(2), score(fields.get(4)));
          if (!seen.computeIfAbsent(question, _ -> new HashSet<>()).add(hit.id())) {
            throw new IllegalArgumentException(
                "'%s' stands twice in the ranking of question '%s'".formatted(hit.id(), question));
          }
          hits.computeIfAbsent(question, _ -> new ArrayList<>()).add(hit);
        });
    var rankings = new LinkedHashMap<String, Ranking>();
    hits.forEach((question, list) -> rankings.put(question, ranking(list, ties)));
    return new Run(rankings);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static double score(String text) {
    try {
      if (!Character.isLetter(text.charAt(text.length() - 1)) || text.endsWith("N")) {
        return Double.parseDouble(text);
      }
      throw new NumberFormatException("Java's 1d and 1f are no number elsewhere");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the score '" + text + "' is not a number", e);
    }
  }

  private static Ranking ranking(List<Hit> hits, Ties ties) {
    return switch (ties) {
      case LOWER_ID_FIRST -> Ranking.of(hits);
      case TREC_EVAL ->
          Ranking.inOrder(
              hits.stream()
                  .sorted(Comparator.comparingDouble(Hit::score).thenComparing(Hit::id).reversed())
                  .toList());
    };
  }

  /// Writes a run with strictly decreasing `float` scores, so that every tool reads our order.
  ///
  /// @param tag names the run; no white space
  /// @throws IllegalArgumentException for an id with white space, which the format cannot hold
  public static void write(Run run, String tag, Appendable out) throws IOException {
    requireWord(tag);
    for (Map.Entry<String, Ranking> ranking : run.byQuestion().entrySet()) {
      write(requireWord(ranking.getKey()), ranking.getValue().hits(), tag, out);
    }
  }

  private static void write(String question, List<Hit> hits, String tag, Appendable out)
      throws IOException {
    float previous = Float.POSITIVE_INFINITY;
    for (int i = 0; i < hits.size(); i++) {
      // A double beyond the range of float would be written as Infinity.
      float score = (float) Math.min(hits.get(i).score(), Float.MAX_VALUE);
      previous = Math.min(score, Math.nextDown(previous));
      out.append(question)
          .append(" Q0 ")
          .append(requireWord(hits.get(i).id()))
          .append(" " + (i + 1) + " " + previous + " ")
          .append(tag)
          .append('\n');
    }
  }

  private static String requireWord(String text) {
    if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "'" + text + "' cannot stand in a TREC file: white space separates its columns");
    }
    return text;
  }
}
