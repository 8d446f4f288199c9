package dev.assay.web;

import dev.assay.corpus.Document;
import dev.assay.corpus.Rejected;
import dev.assay.experiment.Corpora;
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
/// @param corpus whose documents are shown
/// @param corpora the names of all
/// @param chunking one of this corpus, where there are several corpora
public record DocumentsPage(
    Query query,
    String experiment,
    Paging<Row> documents,
    List<Rejected> rejected,
    String corpus,
    List<String> corpora,
    @Nullable String chunking)
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
    Corpora corpora = catalogue.lab().of(experiment).corpora();
    List<String> names = List.copyOf(corpora.hashes().keySet());
    String name = query.text("corpus", names.getFirst());
    String corpus = corpora.hashes().get(name);
    if (corpus == null) {
      throw Refusal.unknown("corpus", name, names, "All are in the file.");
    }
    String words = query.text("q", "").toLowerCase(Locale.ROOT);
    List<String> ids =
        documents.ids(corpus).stream()
            .filter(id -> id.toLowerCase(Locale.ROOT).contains(words))
            .toList();
    Paging<String> page = Paging.of(ids, query, 50);
    Map<String, Integer> questions = questions(catalogue.lab().of(experiment).questions());
    return new DocumentsPage(
        query,
        experiment.id(),
        page.map(id -> row(catalogue.document(corpus, id), questions.getOrDefault(id, 0))),
        documents.rejected(corpus),
        name,
        names,
        corpora.several() ? corpora.chunkingsOf(corpus).getFirst() : null);
  }

  /// A link to a document, cut by a chunking of this corpus.
  public String document(String id) {
    return Query.url("/document", "exp", experiment, "id", id, "with", chunking);
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
    data.put("corpus", corpus);
    data.put("documents", documents);
    data.put("rejected", rejected);
    return data;
  }
}
