package dev.assay.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.assay.experiment.Timings;
import dev.assay.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A plan as text.
public final class PlanText {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private PlanText() {}

  public static String of(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%s: %d configurations × %d questions = %d cells, %d cached; %d documents",
            plan.experiment(),
            plan.configurations(),
            plan.questions(),
            plan.cells(),
            plan.cachedCells(),
            plan.documents()));
    plan.models().forEach(model -> lines.add(embedding(model)));
    lines.add(
        line(
            "  milvus %-11s %,8d rows   %,8d searches  time %s",
            count(plan.engine().collections(), "collection"),
            plan.engine().rows(),
            plan.engine().searches(),
            time(plan.engine().seconds())));
    plan.rerankers().forEach(reranker -> lines.addAll(scoring(reranker)));
    asked("answer", plan.answerer()).ifPresent(lines::add);
    asked("judge", plan.judge()).ifPresent(lines::add);
    lines.add(total(plan));
    lines.addAll(detectable(plan.detectable()));
    plan.notes().forEach(note -> lines.add("note: " + note));
    if (plan.complete()) {
      lines.add("Nothing is left to do: a run reads its result from the ledger.");
    }
    lines.add("Nothing was spent.");
    return String.join("\n", lines);
  }

  private static String embedding(Plan.Embedding model) {
    return line(
        "  embed %-12s %,8d texts  %,8d cached  %,12d tokens%s  cost %s  time %s",
        model.model(),
        model.texts(),
        model.cached(),
        model.tokens(),
        model.exact() ? "" : " (estimated)",
        cost(model.cost(), model.currency()),
        time(model.seconds()));
  }

  private static List<String> scoring(Plan.Scoring reranker) {
    var lines = new ArrayList<String>();
    lines.add(
        line(
            "  rerank %-11s %s passages  time %s",
            reranker.reranker(), range(reranker.low(), reranker.high()), time(reranker.seconds())));
    if (reranker.calls() != null) {
      lines.add(line("    asked of %s: %s", reranker.calls().model(), calls(reranker.calls())));
    }
    return lines;
  }

  private static Optional<String> asked(String does, Plan.@Nullable Calls calls) {
    return calls == null
        ? Optional.empty()
        : Optional.of(
            line(
                "  %-18s %,8d cached %s  time %s",
                does + " " + calls.model(), calls.cached(), calls(calls), time(calls.seconds())));
  }

  private static String calls(Plan.Calls calls) {
    return line(
        "%s calls  %s tokens  cost %s",
        range(calls.low(), calls.high()),
        range(calls.lowTokens(), calls.highTokens()),
        cost(calls.lowCost(), calls.highCost(), calls.currency()));
  }

  private static String total(Plan plan) {
    var total = plan.total();
    return line(
        "  total  cost %s  time %s  disk about %.1f MB more%s",
        cost(total.lowCost(), total.highCost(), total.currency()),
        seconds(total.lowSeconds(), total.highSeconds()),
        plan.diskBytes() / 1e6,
        total.unknown().isEmpty() ? "" : "; not known: " + String.join(", ", total.unknown()));
  }

  private static List<String> detectable(Plan.Detectable found) {
    String from = found.assumed() ? " assumed" : " of the last run";
    var lines = new ArrayList<String>();
    lines.add(
        line(
            "%d questions detect %s deltas of about %.3f (80 %% power, Holm over %d; paired sd %.2f%s).",
            found.n(),
            found.measure(),
            found.difference(),
            found.candidates(),
            found.standardDeviation(),
            from));
    if (found.designEffect() > 1) {
      lines.add(
          line(
              "They come from %d documents and count like %.0f of as many (design effect %.2f, correlation %.2f%s).",
              found.clusters(),
              found.n() / found.designEffect(),
              found.designEffect(),
              found.correlation(),
              from));
    }
    lines.add(
        found.moreQuestions() == 0
            ? line("minimumDifference %.3f can be settled.", found.minimumDifference())
            : line(
                "minimumDifference is %.3f: expect \"inconclusive\" for small gaps; %,d more questions would do.",
                found.minimumDifference(), found.moreQuestions()));
    return lines;
  }

  private static String time(Timings.@Nullable Time time) {
    if (time == null) {
      return "unknown";
    }
    return time.high() == 0 ? "0 s" : seconds(time.low(), time.high()) + " (" + time.from() + ")";
  }

  private static String seconds(double low, double high) {
    double unit = high < 2 * MINUTE ? 1 : high < 2 * HOUR ? MINUTE : HOUR;
    String name = unit == 1 ? "s" : unit == MINUTE ? "min" : "h";
    String least = line("%.1f", low / unit);
    String most = line("%.1f", high / unit);
    return least.equals(most) ? "about " + most + " " + name : least + " to " + most + " " + name;
  }

  private static String range(long low, long high) {
    return low == high ? line("%,d", low) : line("%,d to %,d", low, high);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String cost(
      @Nullable BigDecimal low, @Nullable BigDecimal high, @Nullable String currency) {
    if (low == null || high == null || low.compareTo(high) == 0) {
      return cost(low, currency);
    }
    return low.stripTrailingZeros().toPlainString() + " to " + cost(high, currency);
  }

  private static String cost(@Nullable BigDecimal amount, @Nullable String currency) {
    if (amount == null) {
      return "unknown";
    }
    String number = amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    return currency == null ? number : number + " " + currency;
  }

  @FormatMethod
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
