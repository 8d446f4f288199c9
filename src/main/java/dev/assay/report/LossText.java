package dev.assay.report;

import dev.assay.analysis.IndexSweep;
import dev.assay.analysis.Loss;
import dev.assay.analysis.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The losses of an experiment for a terminal.
public final class LossText {
  /// Questions named for each place.
  private static final int NAMED = 5;

  private LossText() {}

  /// A line for each configuration, then the questions that lose most at each place.
  public static String of(Losses losses) {
    var lines = new ArrayList<String>();
    lines.add(
        "share of the evidence lost before the first %d hits · %s · dense search %s"
            .formatted(losses.cutoff(), losses.experiment(), losses.searched()));
    lines.add("");
    lines.addAll(Columns.aligned(table(losses)));
    for (var configuration : losses.configurations()) {
      var buckets = configuration.buckets();
      if (!buckets.isEmpty()) {
        lines.add("");
        lines.add(configuration.id() + "  " + configuration.label());
        for (var bucket : buckets) {
          lines.add("  " + text(bucket));
        }
      }
    }
    losses.indexes().forEach(sweep -> lines.addAll(text(sweep)));
    lines.add("");
    lines.add("next: assay explain " + losses.experiment() + " QUESTION");
    return String.join("\n", lines) + "\n";
  }

  /// `ranked low`
  public static String name(Loss.Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<List<String>> table(Losses losses) {
    var rows = new ArrayList<List<String>>();
    var header = new ArrayList<>(List.of("", "configuration"));
    for (Loss.Part part : Loss.Part.values()) {
      header.add(name(part));
    }
    header.addAll(List.of("reached", "n", "cut"));
    rows.add(header);
    for (var configuration : losses.configurations()) {
      Loss mean = configuration.mean();
      var row = new ArrayList<>(List.of(configuration.id(), configuration.label()));
      for (Loss.Part part : Loss.Part.values()) {
        row.add(Figures.share(mean == null ? null : mean.of(part)));
      }
      row.add(Figures.share(mean == null ? null : mean.reached()));
      row.add(String.valueOf(configuration.n()));
      row.add(String.valueOf(configuration.cut()));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> text(IndexSweep sweep) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%s · %s · %s of %,d chunks on %s"
            .formatted(
                sweep.chunking(), sweep.model(), sweep.index(), sweep.chunks(), sweep.engine()));
    var rows = new ArrayList<List<String>>();
    var header = new ArrayList<>(List.of("", "recall@10", "recall@100", "mean ms", "p95 ms"));
    var configurations = sweep.settings().getFirst().means().keySet();
    configurations.forEach(id -> header.add(sweep.measure() + " " + id));
    rows.add(header);
    for (IndexSweep.Setting setting : sweep.settings()) {
      var row =
          new ArrayList<>(
              List.of(
                  setting.effort(),
                  Figures.share(setting.recallAt10()),
                  Figures.share(setting.recallAt100()),
                  Figures.millis(setting.latencyMs().mean()),
                  Figures.millis(setting.latencyMs().p95())));
      configurations.forEach(id -> row.add(Figures.share(setting.means().get(id))));
      rows.add(row);
    }
    Columns.aligned(rows).forEach(line -> lines.add("  " + line));
    if (sweep.because() != null) {
      lines.add("  " + sweep.because());
    }
    return lines;
  }

  private static String text(Losses.Bucket bucket) {
    List<String> ids = bucket.questions();
    String more = ids.size() > NAMED ? " and %d more".formatted(ids.size() - NAMED) : "";
    return "%s %d: %s%s"
        .formatted(
            name(bucket.part()),
            ids.size(),
            String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
            more);
  }
}
