package dev.assay.report;

import dev.assay.experiment.Loss;
import dev.assay.experiment.Losses;
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
        "share of the evidence lost before the first %d hits · %s"
            .formatted(losses.cutoff(), losses.experiment()));
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
