package dev.assay.report;

import dev.assay.analysis.PoolBias;
import java.util.ArrayList;
import java.util.List;

/// How much each configuration owes to the pool, as a table.
public final class PoolBiasText {
  private PoolBiasText() {}

  public static String of(PoolBias bias) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "",
            "configuration",
            "unique",
            bias.measure(),
            "without",
            "delta",
            "rank",
            "n",
            "lost"));
    for (var row : bias.configurations()) {
      rows.add(
          List.of(
              row.id(),
              row.label(),
              String.valueOf(row.unique()),
              Figures.share(row.mean()),
              Figures.share(row.without()),
              delta(row),
              ranks(row),
              String.valueOf(row.n()),
              String.valueOf(row.lost())));
    }
    var lines = new ArrayList<String>();
    lines.add(
        "%s, each configuration without the relevant texts that it alone returned in its first %d"
            .formatted(bias.measure(), bias.cutoff()));
    lines.addAll(Columns.aligned(rows));
    lines.add(
        "One that comes later may lack as much until its own finds are judged: assay golden pool -k %d --unjudged"
            .formatted(bias.cutoff()));
    return String.join("\n", lines) + "\n";
  }

  private static String delta(PoolBias.Row row) {
    return row.mean() == null || row.without() == null
        ? "-"
        : Figures.signed(row.without() - row.mean());
  }

  private static String ranks(PoolBias.Row row) {
    return row.rank() == null
        ? "-"
        : row.rank().equals(row.rankWithout())
            ? String.valueOf(row.rank())
            : row.rank() + " -> " + row.rankWithout();
  }
}
