package dev.assay.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.assay.experiment.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A plan as text.
public final class PlanText {
  private PlanText() {}

  public static String of(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%s: %d configurations × %d questions = %d cells, %d documents",
            plan.experiment(),
            plan.configurations(),
            plan.questions(),
            plan.cells(),
            plan.documents()));
    for (var model : plan.models()) {
      lines.add(
          line(
              "  embed %-12s %,8d texts  %,8d cached  %,12d tokens%s  cost %s",
              model.model(),
              model.texts(),
              model.cached(),
              model.tokens(),
              model.exact() ? "" : " (estimated)",
              cost(model.cost(), model.currency())));
    }
    var judge = plan.judge();
    if (judge != null) {
      lines.add(
          line(
              "  judge %-12s %,d to %,d calls  %,d to %,d tokens  cost %s to %s",
              judge.model(),
              judge.low(),
              judge.high(),
              judge.lowTokens(),
              judge.highTokens(),
              cost(judge.lowCost(), judge.currency()),
              cost(judge.highCost(), judge.currency())));
    }
    lines.add(
        line("  disk about %.1f MB more; time depends on the machine", plan.diskBytes() / 1e6));
    var found = plan.detectable();
    lines.add(
        line(
            "%d questions detect %s deltas of about %.3f (80 %% power, Holm over %d; paired sd %.2f%s).",
            found.n(),
            found.measure(),
            found.difference(),
            found.candidates(),
            found.standardDeviation(),
            found.assumed() ? " assumed" : " of the last run"));
    lines.add(
        found.moreQuestions() == 0
            ? line("minimumDifference %.3f can be settled.", found.minimumDifference())
            : line(
                "minimumDifference is %.3f: expect \"inconclusive\" for small gaps; %,d more questions would do.",
                found.minimumDifference(), found.moreQuestions()));
    plan.notes().forEach(note -> lines.add("note: " + note));
    lines.add("Nothing was spent.");
    return String.join("\n", lines);
  }

  private static String cost(@Nullable BigDecimal amount, @Nullable String currency) {
    if (amount == null) {
      return "unknown";
    }
    return amount.signum() == 0 && currency == null
        ? "0"
        : amount.stripTrailingZeros().toPlainString() + (currency == null ? "" : " " + currency);
  }

  @FormatMethod
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
