package dev.assay.web;

import dev.assay.corpus.Document;
import dev.assay.corpus.Rejected;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents an experiment searched.
///
/// @param experiment its id
public record DocumentsPage(
    Query query, String experiment, Paging<Row> documents, List<Rejected> rejected)
    implements Page {
  /// One document.
  ///
  /// @param questions golden questions with evidence in it
  public record Row(
      String id,
      String title,
      String format,
      @Nullable String language,
      int characters,
      int questions) {}

  static DocumentsPage of(Catalogue catalogue, Query query) {
    ExperimentRecord experiment = catalogue.experiment(query.text("exp", "last"));
    CorpusStore documents = catalogue.lab().documents();
    String words = query.text("q", "").toLowerCase(Locale.ROOT);
    List<String> ids =
        documents.ids(experiment.corpus()).stream()
            .filter(id -> id.toLowerCase(Locale.ROOT).contains(words))
            .toList();
    Paging<String> page = Paging.of(ids, query, 50);
    Map<String, Integer> questions = questions(catalogue.lab().questions(experiment.id()));
    return new DocumentsPage(
        query,
        experiment.id(),
        page.map(id -> row(catalogue.document(experiment, id), questions.getOrDefault(id, 0))),
        documents.rejected(experiment.corpus()));
  }

  private static Row row(Document document, int questions) {
    return new Row(
        document.id(),
        document.title(),
        document.format().name().toLowerCase(Locale.ROOT),
        document.language(),
        document.text().length(),
        questions);
  }

  private static Map<String, Integer> questions(List<GoldenQuestion> questions) {
    var counts = new HashMap<String, Integer>();
    for (GoldenQuestion question : questions) {
      question.evidence().stream()
          .filter(evidence -> evidence.grade() > 0)
          .map(Evidence::document)
          .distinct()
          .forEach(id -> counts.merge(id, 1, Integer::sum));
    }
    return counts;
  }

  @Override
  public String template() {
    return "documents";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("documents", documents);
    data.put("rejected", rejected);
    return data;
  }
}
