package dev.assay.analysis;

import dev.assay.analysis.GateReport.Checked;
import dev.assay.analysis.GateReport.Outcome;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.Baseline.Asked;
import dev.assay.experiment.Baseline.StoredRun;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Gate;
import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Pairs;
import dev.assay.measure.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds a run against its gates. Only a proven loss fails, and what is missing.
public final class GateCheck {
  private final ExperimentFile file;
  private final Baseline now;
  private final Function<String, @Nullable Baseline> stored;

  /// @param now what the run gave
  /// @param stored what a tag or a file holds; null where there is none
  public GateCheck(ExperimentFile file, Baseline now, Function<String, @Nullable Baseline> stored) {
    this.file = file;
    this.now = now;
    this.stored = stored;
  }

  public Checked check(Gate gate) {
    String measure =
        gate.measure() == null
            ? file.decision().primary()
            : file.unjudged().measureIfAny(gate.measure());
    StoredRun run = now.run(gate.run());
    if (run == null) {
      return missing(gate, measure, null, "the run '%s' is missing".formatted(gate.run()));
    }
    Map<String, Double> values = run.of(measure);
    if (values == null || values.isEmpty()) {
      return missing(gate, measure, run, "%s has no value of %s".formatted(run.id(), measure));
    }
    return gate.atLeast() != null
        ? atLeast(gate, measure, run, values, gate.atLeast())
        : notWorse(gate, measure, run, values, String.valueOf(gate.notWorseThan()));
  }

  private static String name(Gate gate, String measure, double margin) {
    return gate.atLeast() != null
        ? "%s %s at least %s".formatted(gate.run(), measure, gate.atLeast())
        : "%s %s not worse than %s by %s"
            .formatted(gate.run(), measure, gate.notWorseThan(), margin);
  }

  private double margin(Gate gate) {
    return gate.by() == null ? file.decision().minimumDifference() : gate.by();
  }

  private Checked missing(Gate gate, String measure, @Nullable StoredRun run, String message) {
    return new Checked(
        name(gate, measure, margin(gate)),
        run == null ? null : run.id(),
        null,
        measure,
        Outcome.FAILED,
        message,
        null,
        null);
  }

  private Checked atLeast(
      Gate gate, String measure, StoredRun run, Map<String, Double> values, double least) {
    double mean = mean(values);
    var numbers = new HashMap<String, Integer>();
    var ordered = new TreeMap<>(values);
    int[] clusters =
        ordered.keySet().stream()
            .mapToInt(q -> numbers.computeIfAbsent(document(q), _ -> numbers.size()))
            .toArray();
    Interval interval =
        Pairs.bootstrap(file.statistics())
            .interval(
                ordered.values().stream().mapToDouble(Double::doubleValue).toArray(), clusters);
    Outcome outcome =
        mean >= least
            ? Outcome.PASSED
            : interval.high() < least ? Outcome.FAILED : Outcome.INCONCLUSIVE;
    String message =
        String.format(
            Locale.ROOT,
            "%s is %.3f [%.3f, %.3f], n %d",
            run.id(),
            mean,
            interval.low(),
            interval.high(),
            values.size());
    return new Checked(
        name(gate, measure, margin(gate)), run.id(), null, measure, outcome, message, mean, null);
  }

  private String document(String question) {
    Asked asked = now.questions().get(question);
    return asked == null ? question : asked.document();
  }

  private static double mean(Map<String, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private Checked notWorse(
      Gate gate, String measure, StoredRun run, Map<String, Double> values, String than) {
    boolean same = now.run(than) != null;
    Baseline reference = same ? now : stored.apply(than);
    if (reference == null) {
      return missing(gate, measure, run, "there is no baseline '%s'".formatted(than));
    }
    StoredRun other = same ? now.run(than) : reference.counterpart(gate.run(), run);
    if (other == null) {
      return missing(
          gate, measure, run, "%s has no run '%s'".formatted(reference.experiment(), gate.run()));
    }
    Map<String, Double> before = other.of(measure);
    if (before == null || before.isEmpty()) {
      return missing(
          gate,
          measure,
          run,
          "%s %s has no value of %s".formatted(reference.experiment(), other.id(), measure));
    }
    var gone = new ArrayList<String>();
    int changed = 0;
    var deltas = new ArrayList<PairedDelta.OfQuestion>();
    for (Map.Entry<String, Double> entry : new TreeMap<>(before).entrySet()) {
      String question = entry.getKey();
      Double after = values.get(question);
      Asked is = now.questions().get(question);
      if (is != null && !is.equals(reference.questions().get(question))) {
        changed++;
      } else if (is == null || after == null) {
        gone.add(question);
      } else {
        deltas.add(new PairedDelta.OfQuestion(question, is.document(), after - entry.getValue()));
      }
    }
    String notes = notes(reference, changed, values.keySet(), before.keySet());
    if (!gone.isEmpty()) {
      return missing(
          gate,
          measure,
          run,
          "%d question%s of the baseline %s missing: %s%s"
              .formatted(
                  gone.size(),
                  gone.size() == 1 ? "" : "s",
                  gone.size() == 1 ? "is" : "are",
                  String.join(", ", gone.subList(0, Math.min(5, gone.size()))),
                  gone.size() > 5 ? ", …" : ""));
    }
    if (deltas.isEmpty()) {
      return missing(gate, measure, run, "no question is the same as in the baseline" + notes);
    }
    PairedDelta delta =
        PairedDelta.of(deltas, Pairs.bootstrap(file.statistics()), Pairs.test(file.statistics()));
    double margin = margin(gate);
    Outcome outcome = outcome(delta, delta.p(), margin);
    return new Checked(
        name(gate, measure, margin),
        run.id(),
        reference.experiment() + " " + other.id(),
        measure,
        outcome,
        String.format(
                Locale.ROOT,
                "%s %.3f against %s %.3f: %+.3f [%+.3f, %+.3f], p %.3f, n %d",
                run.id(),
                mean(values),
                other.id(),
                mean(before),
                delta.mean(),
                delta.low(),
                delta.high(),
                delta.p(),
                delta.n())
            + notes,
        mean(values),
        delta);
  }

  private String notes(
      Baseline reference, int changed, Iterable<String> after, Iterable<String> before) {
    var notes = new StringBuilder();
    if (!reference.corpus().equals(now.corpus())) {
      notes.append("; the corpus changed, other documents compete");
    }
    if (changed > 0) {
      notes.append(
          "; %d question%s left out: words or evidence changed"
              .formatted(changed, changed == 1 ? "" : "s"));
    }
    var added = new ArrayList<String>();
    after.forEach(added::add);
    before.forEach(added::remove);
    if (!added.isEmpty()) {
      notes.append(
          "; %d question%s left out: new".formatted(added.size(), added.size() == 1 ? "" : "s"));
    }
    return notes.toString();
  }

  /// Passed: the interval shows that it is not worse by the margin, or no question is worse.
  /// Failed: worse by more than the margin, and significantly worse.
  ///
  /// @param p of the delta, corrected where there are more
  static Outcome outcome(PairedDelta delta, double p, double margin) {
    if (delta.questions().losses() == 0 || (delta.reliable() && delta.low() > -margin)) {
      return Outcome.PASSED;
    }
    boolean proven = delta.high() < 0 && p < 1 - Pairs.LEVEL;
    return proven && delta.mean() < -margin ? Outcome.FAILED : Outcome.INCONCLUSIVE;
  }
}
