package dev.assay.web;

import dev.assay.analysis.History;
import dev.assay.experiment.ExperimentRecord;
import gg.jte.Content;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The primary measure over the runs of one name, and whether the choice is due again.
///
/// @param names of all experiments
/// @param name the one that is shown; empty where nothing has run
/// @param history null where none of that name has finished
public record HistoryPage(Query query, List<String> names, String name, @Nullable History history)
    implements Page {

  static HistoryPage of(Catalogue catalogue, Query query) {
    List<ExperimentRecord> all = catalogue.lab().experiments();
    List<String> names = all.stream().map(ExperimentRecord::name).distinct().toList();
    if (names.isEmpty()) {
      return new HistoryPage(query, names, "", null);
    }
    String name = query.text("name", names.getFirst());
    ExperimentRecord newest =
        all.stream()
            .filter(experiment -> experiment.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                Refusal.unknown(
                    "experiment name", name, names, "All are on the page Experiments."));
    return new HistoryPage(query, names, name, catalogue.lab().history(newest, false).orElse(null));
  }

  public Content chart() {
    return HistoryChart.of(Objects.requireNonNull(history));
  }

  /// The runs, the newest first.
  public List<History.Point> points() {
    return Objects.requireNonNull(history).points().reversed();
  }

  @Override
  public String template() {
    return "history";
  }

  @Override
  public Object data() {
    return history == null ? List.of() : history;
  }
}
