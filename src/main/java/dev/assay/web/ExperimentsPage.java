package dev.assay.web;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import dev.assay.lab.Lab;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What ran, what runs now.
public record ExperimentsPage(Query query, Paging<Row> experiments) implements Page {
  /// One experiment.
  ///
  /// @param best the configuration with the highest mean of the primary measure; null without a
  ///   result
  /// @param value of the primary measure
  /// @param documents null while the corpus has not been read
  /// @param seconds the last run took, or null
  public record Row(
      String id,
      @Nullable String question,
      Standing standing,
      @Nullable String best,
      @Nullable String label,
      @Nullable String primary,
      @Nullable Mean value,
      @Nullable Integer questions,
      @Nullable Integer documents,
      Instant started,
      @Nullable Double seconds,
      boolean partial) {}

  static ExperimentsPage of(Catalogue catalogue, Query query) {
    Paging<ExperimentRecord> page = Paging.of(catalogue.lab().experiments(), query, 50);
    return new ExperimentsPage(query, page.map(experiment -> row(catalogue, experiment)));
  }

  private static Row row(Catalogue catalogue, ExperimentRecord experiment) {
    Lab lab = catalogue.lab();
    Standing standing = catalogue.standing(experiment);
    Result result = lab.of(experiment).result().orElse(null);
    if (result == null) {
      return new Row(
          experiment.id(),
          experiment.question(),
          standing,
          null,
          null,
          null,
          null,
          null,
          null,
          experiment.started(),
          null,
          experiment.partial());
    }
    ConfigurationResult best =
        result.configurations().stream()
            .filter(configuration -> configuration.id().equals(result.best()))
            .findFirst()
            .orElse(null);
    return new Row(
        experiment.id(),
        experiment.question(),
        standing,
        result.best(),
        best == null ? null : best.label(),
        result.primary(),
        best == null ? null : best.measures().get(result.primary()),
        result.golden().questions(),
        result.corpus().documents(),
        experiment.started(),
        result.seconds().total(),
        experiment.partial());
  }

  @Override
  public String template() {
    return "experiments";
  }

  @Override
  public Object data() {
    return experiments;
  }
}
