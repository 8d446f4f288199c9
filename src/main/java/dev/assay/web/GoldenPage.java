package dev.assay.web;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.golden.GoldenQuestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The golden questions of an experiment, as they were when it ran.
///
/// @param experiment its id
/// @param types all there are, for the filter
public record GoldenPage(
    Query query,
    String experiment,
    Paging<GoldenQuestion> questions,
    List<String> types,
    List<String> languages)
    implements Page {

  static GoldenPage of(Catalogue catalogue, Query query) {
    ExperimentRecord experiment = catalogue.experiment(query.text("exp", "last"));
    List<GoldenQuestion> all = catalogue.lab().of(experiment).questions();
    String words = query.text("q", "").toLowerCase(Locale.ROOT);
    String type = query.text("type");
    String language = query.text("language");
    List<GoldenQuestion> shown =
        all.stream()
            .filter(question -> type == null || type.equals(QuestionList.typeName(question)))
            .filter(question -> language == null || language.equals(question.language()))
            .filter(question ->
                question.question().toLowerCase(Locale.ROOT).contains(words)
                    || question.id().toLowerCase(Locale.ROOT).contains(words))
            .toList();
    return new GoldenPage(
        query,
        experiment.id(),
        Paging.of(shown, query, 50),
        QuestionList.present(all, QuestionList::typeName),
        QuestionList.present(all, GoldenQuestion::language));
  }

  public @Nullable String type(GoldenQuestion question) {
    return QuestionList.typeName(question);
  }

  /// `human`, `accepted`
  public String word(Enum<?> value) {
    return Numbers.camelCase(value.name());
  }

  @Override
  public String template() {
    return "golden";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("questions", questions);
    return data;
  }
}
