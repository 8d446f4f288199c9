package dev.assay.web;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import dev.assay.judge.metric.PromptUse;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a judge is asked, word for word.
///
/// @param experiment whose prompts they are; null: the built-in ones
public record PromptsPage(Query query, @Nullable String experiment, List<Row> rows)
    implements Page {
  /// One prompt.
  ///
  /// @param name without the version
  /// @param replaced whether the experiment's file stands here and not the built-in one
  /// @param usedBy metrics, and what else asks with it
  public record Row(
      String name,
      String version,
      String hash,
      boolean replaced,
      List<String> usedBy,
      String text) {
    static Row of(Prompt prompt) {
      int at = prompt.name().indexOf('@');
      return new Row(
          prompt.name().substring(0, at),
          prompt.name().substring(at + 1),
          prompt.hash(),
          prompt.own(),
          PromptUse.of(prompt),
          prompt.text());
    }
  }

  static PromptsPage of(Catalogue catalogue, Query query) {
    String asked = query.text("exp");
    ExperimentRecord experiment = asked == null ? null : catalogue.experiment(asked);
    Prompts prompts =
        experiment == null ? Prompts.builtIn() : catalogue.lab().of(experiment).prompts();
    return new PromptsPage(
        query,
        experiment == null ? null : experiment.id(),
        prompts.all().stream().map(Row::of).toList());
  }

  /// How many are not the built-in ones.
  public long replaced() {
    return rows.stream().filter(Row::replaced).count();
  }

  @Override
  public String template() {
    return "prompts";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("prompts", rows);
    return data;
  }
}
