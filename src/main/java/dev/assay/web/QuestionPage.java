package dev.assay.web;

import dev.assay.analysis.Explanation;
import dev.assay.analysis.Explanation.EvidenceChunk;
import dev.assay.analysis.Explanation.Found;
import dev.assay.analysis.Explanation.View;
import dev.assay.corpus.Chunk;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lab.Lab;
import dev.assay.lexical.Analyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why was this chunk (not) found: one question under two configurations.
///
/// @param experiment its id
/// @param choices all configurations
/// @param runs the letters shown, one or two
/// @param sides empty while the experiment has no result
/// @param previous the question before it, or null
public record QuestionPage(
    Query query,
    String experiment,
    GoldenQuestion question,
    @Nullable String primary,
    List<Choice> choices,
    List<String> runs,
    List<Side> sides,
    boolean severalCorpora,
    int hits,
    @Nullable String previous,
    @Nullable String next)
    implements Page {

  /// A configuration that can be shown.
  public record Choice(String id, String label, boolean best) {}

  /// One configuration's answer to the question.
  ///
  /// @param chunking its name, for links to documents
  /// @param qualification of its judge: its report cards, or `unqualified`; null where it was not
  ///   judged
  public record Side(
      View view,
      String chunking,
      boolean best,
      @Nullable String qualification,
      List<Hit> hits,
      List<EvidenceChunk> evidence) {}

  /// A ranked chunk and its text in pieces.
  ///
  /// @param open whether its text shows at first
  public record Hit(Found found, List<Segment> text, boolean open) {}

  static QuestionPage of(Catalogue catalogue, Query query, String id) {
    Lab lab = catalogue.lab();
    ExperimentRecord experiment = catalogue.experiment(id);
    List<GoldenQuestion> all = lab.of(experiment).questions();
    GoldenQuestion question = Catalogue.question(all, query.required("id"));
    Result result = lab.of(experiment).result().orElse(null);
    int at = all.indexOf(question);
    int hits = query.number("hits", 10, 50);
    List<Choice> choices = result == null ? List.of() : choices(result);
    List<String> runs = result == null ? List.of() : runs(result, query);
    return new QuestionPage(
        query,
        experiment.id(),
        question,
        result == null ? null : result.primary(),
        choices,
        runs,
        runs.isEmpty() ? List.of() : sides(catalogue, experiment, question, choices, runs, hits),
        lab.of(experiment).corpora().several(),
        hits,
        at == 0 ? null : query.with("id", all.get(at - 1).id()),
        at == all.size() - 1 ? null : query.with("id", all.get(at + 1).id()));
  }

  private static List<Choice> choices(Result result) {
    return result.configurations().stream()
        .map(c -> new Choice(c.id(), c.label(), c.id().equals(result.best())))
        .toList();
  }

  /// The two asked for, or the best and the best other.
  private static List<String> runs(Result result, Query query) {
    List<String> known = result.configurations().stream().map(ConfigurationResult::id).toList();
    List<String> asked = query.list("runs", "run");
    for (String run : asked) {
      if (!known.contains(run)) {
        throw Refusal.unknown(
            "configuration", run, known, "There are %s.".formatted(String.join(", ", known)));
      }
    }
    if (!asked.isEmpty()) {
      return asked.subList(0, Math.min(2, asked.size()));
    }
    return result.configurations().stream()
        .sorted(
            Comparator.comparing(
                (ConfigurationResult c) -> mean(c.measures().get(result.primary())),
                Comparator.nullsLast(Comparator.reverseOrder())))
        .map(ConfigurationResult::id)
        .limit(2)
        .toList();
  }

  private static @Nullable Double mean(@Nullable Mean mean) {
    return mean == null ? null : mean.mean();
  }

  private static List<Side> sides(
      Catalogue catalogue,
      ExperimentRecord experiment,
      GoldenQuestion question,
      List<Choice> choices,
      List<String> runs,
      int count) {
    Analyzer analyzer = catalogue.analyzer(experiment);
    Set<String> terms = Segment.terms(question.question(), analyzer);
    var chunkings = new LinkedHashMap<String, String>();
    catalogue
        .lab()
        .of(experiment)
        .configurations()
        .forEach(c -> chunkings.put(c.id(), c.chunking().name()));
    Explanation explanation =
        catalogue
            .lab()
            .of(experiment)
            .explain(question.id(), runs, count, null)
            .orElseThrow(() ->
                new Refusal(
                    404, "This experiment has not finished yet.", "Its page shows how far it is."));
    var sides = new ArrayList<Side>();
    for (View view : explanation.views()) {
      List<Hit> hits =
          view.hits().stream()
              .map(found -> {
                boolean evidence = !found.evidence().isEmpty();
                return new Hit(
                    found,
                    Segment.of(found.chunk(), found.returned(), found.evidence(), terms, analyzer),
                    evidence || found.rank() <= 2);
              })
              .toList();
      sides.add(
          new Side(
              view,
              chunkings.getOrDefault(view.id(), ""),
              choices.stream().anyMatch(c -> c.best() && c.id().equals(view.id())),
              view.judgement() == null
                  ? null
                  : catalogue.lab().qualifications().summary(view.judgement().judge()),
              hits,
              view.evidence()));
    }
    return sides;
  }

  /// A link to the chunk in its document.
  public String document(Side side, Chunk chunk) {
    return Query.url(
            "/document",
            "exp",
            experiment,
            "id",
            chunk.document(),
            "with",
            side.chunking(),
            "chunk",
            String.valueOf(chunk.ordinal()))
        + "#c"
        + chunk.ordinal();
  }

  /// Whether a hit of a side returns more than what was searched.
  public boolean around() {
    return sides.stream()
        .flatMap(side -> side.hits().stream())
        .anyMatch(hit -> hit.found().returned() != null);
  }

  /// A link to evidence in its document; of several corpora, that of the side may not have it.
  public String evidence(Evidence evidence) {
    String chunking = sides.isEmpty() || severalCorpora ? null : sides.getFirst().chunking();
    String url =
        Query.url("/document", "exp", experiment, "id", evidence.document(), "with", chunking);
    return evidence.start() == null ? url : url + "#e" + evidence.start();
  }

  /// The BM25 score of a chunk: what its terms add.
  public double sum(EvidenceChunk chunk) {
    return chunk.terms().stream().mapToDouble(term -> term.score()).sum();
  }

  public @Nullable String type() {
    return QuestionList.typeName(question);
  }

  @Override
  public String template() {
    return "question";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("primary", primary);
    data.put("question", question);
    data.put("views", sides.stream().map(Side::view).toList());
    var qualifications = new LinkedHashMap<String, @Nullable String>();
    sides.stream()
        .filter(side -> side.view().judgement() != null)
        .forEach(side ->
            qualifications.put(
                Objects.requireNonNull(side.view().judgement()).judge(), side.qualification()));
    data.put("qualifications", qualifications);
    return data;
  }
}
