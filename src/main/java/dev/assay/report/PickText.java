package dev.assay.report;

import dev.assay.analysis.Pick;
import dev.assay.analysis.Pick.Contender;
import dev.assay.analysis.Pick.Part;
import dev.assay.experiment.PairedDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision for a terminal.
public final class PickText {
  private PickText() {}

  /// The pick with its reasons, both parts of the questions, and who was eligible.
  ///
  /// @param most configurations to list
  public static String of(Pick pick, int most) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %s · minimum difference %s"
            .formatted(pick.measure(), pick.experiment(), Figures.share(pick.minimumDifference())));
    if (pick.pick() != null) {
      lines.add("pick  %s  %s".formatted(pick.pick(), pick.label()));
    }
    pick.reasons().forEach(lines::add);
    lines.add("");
    lines.addAll(part("development", pick.development()));
    if (pick.candidate() != null) {
      lines.add(
          "  the best of %,d equally good ones would gain up to +%s here by chance"
              .formatted(pick.searched(), Figures.share(pick.byChance())));
    }
    if (pick.heldOut() != null) {
      lines.addAll(part("held out", pick.heldOut()));
    }
    lines.add("");
    lines.addAll(contenders(pick, most));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> part(String name, Part part) {
    var lines = new ArrayList<String>();
    lines.add(
        "%-11s  %d questions of %d documents".formatted(name, part.questions(), part.documents()));
    var candidate = part.candidate();
    var best = part.best();
    if (candidate != null) {
      lines.add(
          "  %s %s, baseline %s %s: %s"
              .formatted(
                  candidate.id(),
                  Figures.share(candidate.mean()),
                  part.baseline().id(),
                  Figures.share(part.baseline().mean()),
                  delta(part.delta())));
    }
    if (candidate != null && best != null && !best.id().equals(candidate.id())) {
      lines.add(
          "  %s %s, highest %s %s: %s"
              .formatted(
                  candidate.id(),
                  Figures.share(candidate.mean()),
                  best.id(),
                  Figures.share(best.mean()),
                  delta(part.againstBest())));
    }
    return lines;
  }

  private static String delta(@Nullable PairedDelta delta) {
    return delta == null
        ? "no question is scored in both"
        : "%s %s p %s"
            .formatted(Figures.signed(delta.mean()), Figures.interval(delta), Figures.p(delta.p()));
  }

  private static List<String> contenders(Pick pick, int most) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("", "simplest first", "development", "p95 ms", "memory", "eligible"));
    for (Contender one : pick.configurations()) {
      boolean named = one.id().equals(pick.candidate()) || one.id().equals(highest(pick));
      if (rows.size() - 1 < most || named) {
        rows.add(
            List.of(
                one.id(),
                one.label(),
                Figures.share(one.development()),
                one.p95Ms() == null ? "-" : Figures.millis(one.p95Ms()),
                one.memory() == null ? "-" : one.memory().toString(),
                one.eligible() ? "yes" : "no: " + String.join("; ", one.refusals())));
      }
    }
    var lines = new ArrayList<>(Columns.aligned(rows));
    int left = pick.configurations().size() - rows.size() + 1;
    if (left > 0) {
      lines.add("and %,d more: --all".formatted(left));
    }
    return lines;
  }

  private static @Nullable String highest(Pick pick) {
    var best = pick.development().best();
    return best == null ? null : best.id();
  }
}
