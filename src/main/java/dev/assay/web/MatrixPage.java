package dev.assay.web;

import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Judgement;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.metric.ClaimMatrix;
import dev.assay.lab.Lab;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Which claim stands in which chunk: RAGChecker's matrix of one answer, from the verdicts that
/// were kept.
///
/// @param run the configuration's letter
/// @param chunking the name of the configuration's, for links to documents
/// @param qualification of the judge: its report cards, or `unqualified`
public record MatrixPage(
    Query query,
    String experiment,
    GoldenQuestion question,
    String run,
    String label,
    String chunking,
    Judgement judgement,
    String qualification,
    ClaimMatrix matrix)
    implements Page {

  static MatrixPage of(Catalogue catalogue, Query query, String id) {
    Lab lab = catalogue.lab();
    ExperimentRecord experiment = catalogue.experiment(id);
    GoldenQuestion question =
        Catalogue.question(lab.of(experiment).questions(), query.required("id"));
    String run = query.required("run");
    var configurations = lab.of(experiment).configurations();
    Configuration configuration =
        configurations.stream()
            .filter(c -> c.id().equals(run))
            .findFirst()
            .orElseThrow(() ->
                Refusal.unknown(
                    "configuration",
                    run,
                    configurations.stream().map(c -> c.id()).toList(),
                    "All are on the experiment's page."));
    Judgement judgement =
        lab.of(experiment)
            .judgement(run, question.id())
            .orElseThrow(() ->
                new Refusal(
                    404,
                    "%s was not judged on %s.".formatted(run, question.id()),
                    "judge.on in the experiment file says who is."));
    return new MatrixPage(
        query,
        experiment.id(),
        question,
        run,
        configuration.label(),
        configuration.chunking().name(),
        judgement,
        lab.qualifications().summary(judgement.judge()),
        ClaimMatrix.of(judgement.evidence(), judgement.contexts()));
  }

  /// The document of a chunk `guide.md#3`.
  public String document(String chunk) {
    int at = chunk.lastIndexOf('#');
    return Query.url(
            "/document",
            "exp",
            experiment,
            "id",
            at < 0 ? chunk : chunk.substring(0, at),
            "with",
            chunking,
            "chunk",
            at < 0 ? null : chunk.substring(at + 1))
        + (at < 0 ? "" : "#c" + chunk.substring(at + 1));
  }

  /// `yes`, `no`, or that there is no verdict.
  public static String word(@Nullable Boolean entailed) {
    return entailed == null ? "no verdict" : entailed ? "yes" : "no";
  }

  @Override
  public String template() {
    return "matrix";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("question", question.id());
    data.put("run", run);
    data.put("judge", judgement.judge());
    data.put("qualification", qualification);
    data.put("matrix", matrix);
    data.put("outcomes", judgement.outcomes());
    return data;
  }
}
