package dev.assay.report;

import dev.assay.analysis.Explanation;
import dev.assay.analysis.Explanation.EvidenceChunk;
import dev.assay.analysis.Explanation.Found;
import dev.assay.analysis.Explanation.Place;
import dev.assay.analysis.Explanation.View;
import dev.assay.golden.Evidence;
import dev.assay.lexical.Explanation.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An explanation for a terminal.
public final class ExplanationText {
  private static final int BRIEF = 76;

  private ExplanationText() {}

  /// The question, its evidence, and every view.
  ///
  /// @param primary the measure shown beside each configuration
  public static String of(Explanation explanation, String primary) {
    var lines = new ArrayList<String>();
    var question = explanation.question();
    lines.add("%s · %s".formatted(explanation.experiment(), question.id()));
    lines.add(question.question());
    lines.add(
        "type %s, language %s, answer: %s"
            .formatted(
                Objects.toString(QuestionType.name(question), "-"),
                Objects.toString(question.language(), "-"),
                Objects.toString(question.answer(), "-")));
    question.evidence().forEach(evidence -> lines.add("evidence " + text(evidence)));
    for (View view : explanation.views()) {
      lines.add("");
      lines.addAll(view(view, primary));
    }
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }

  private static String text(Evidence evidence) {
    String place = evidence.start() == null ? "" : " " + evidence.start() + "-" + evidence.end();
    String quote =
        evidence.quote() == null ? " (the whole document)" : " \"" + brief(evidence.quote()) + "\"";
    return evidence.document() + place + ", grade " + evidence.grade() + quote;
  }

  private static List<String> view(View view, String primary) {
    var lines = new ArrayList<String>();
    Double score = view.scores().get(primary);
    lines.add(
        "%s  %s  %s%s%s"
            .formatted(
                view.id(),
                view.label(),
                view.state() == null ? "not run" : view.state().name().toLowerCase(Locale.ROOT),
                score == null ? "" : "  " + primary + " " + Figures.share(score),
                view.reason() == null ? "" : "  (" + view.reason() + ")"));
    for (EvidenceChunk chunk : view.evidence()) {
      lines.add(
          "   %s %s"
              .formatted(
                  chunk.chunk().id(),
                  chunk.grade() > 0 ? "grade " + chunk.grade() : "no evidence"));
      lines.add("      " + places(chunk.rank(), chunk.dense(), chunk.sparse()));
      if (chunk.rank() == 0) {
        lines.add("      " + chunk.reason());
      }
      if (!chunk.terms().isEmpty()) {
        lines.add("      BM25 " + terms(chunk.terms()));
      }
    }
    for (Found found : view.hits()) {
      lines.add(
          "   %3d. %s  %s%s"
              .formatted(
                  found.rank(),
                  found.chunk().id(),
                  (found.before() == null
                          ? ""
                          : number("before reranking %.0f", (double) found.before().rank())
                              + number(", score %.3f | ", found.before().score()))
                      + places(-1, found.dense(), found.sparse()),
                  found.grade() == null ? "" : "  grade " + found.grade()));
      lines.add("        " + brief(found.chunk().text()));
    }
    var judgement = view.judgement();
    if (judgement != null) {
      var answer = judgement.answer();
      lines.add(
          "   answer "
              + (answer.declined()
                  ? "declined"
                  : answer.failure() != null
                      ? "failed (" + answer.failure() + ")"
                      : "\"" + brief(answer.text()) + "\"")
              + ", judged by "
              + judgement.judge());
    }
    return lines;
  }

  /// `rank 3 | dense 12, cosine .612, part .014 | sparse -, BM25 2.31`
  private static String places(int rank, @Nullable Place dense, @Nullable Place sparse) {
    var parts = new ArrayList<String>();
    if (rank >= 0) {
      parts.add("rank " + (rank == 0 ? "-" : rank));
    }
    if (dense != null) {
      parts.add("dense " + place(dense) + number(", cosine %.3f", dense.score()) + part(dense));
    }
    if (sparse != null) {
      parts.add("sparse " + place(sparse) + number(", BM25 %.2f", sparse.score()) + part(sparse));
    }
    return String.join(" | ", parts);
  }

  private static String place(Place place) {
    return place.rank() == 0 ? "-" : Integer.toString(place.rank());
  }

  private static String part(Place place) {
    return place.part() == null ? "" : number(", part %.4f", place.part());
  }

  @com.google.errorprone.annotations.FormatMethod
  private static String number(String format, Object... value) {
    return String.format(Locale.ROOT, format, value);
  }

  /// `per term: refund 3.21 (df 4, tf 2) + renewal 1.02 (df 9, tf 1); absent: annual`
  private static String terms(List<Contribution> terms) {
    String present =
        terms.stream()
            .filter(Contribution::matched)
            .sorted(Comparator.comparingDouble(Contribution::score).reversed())
            .map(t -> number("%s %.2f (df %d, tf %d)", t.term(), t.score(), t.df(), t.tf()))
            .collect(Collectors.joining(" + "));
    String absent =
        terms.stream()
            .filter(t -> !t.matched())
            .map(Contribution::term)
            .collect(Collectors.joining(", "));
    return "per term: "
        + (present.isEmpty() ? "none matches" : present)
        + (absent.isEmpty() ? "" : "; absent: " + absent);
  }

  static String brief(String text) {
    String line = text.replaceAll("\\p{Cntrl}+|\\s+", " ").strip();
    int end = line.offsetByCodePoints(0, Math.min(BRIEF, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }
}
