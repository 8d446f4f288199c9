package dev.assay.cli;

import dev.assay.measure.Bootstrap;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.GradedRanking;
import dev.assay.measure.Interval;
import dev.assay.measure.Measure;
import dev.assay.measure.Qrels;
import dev.assay.measure.Score;
import dev.assay.measure.SpanMeasure;
import dev.assay.measure.Summary;
import dev.assay.ranking.TrecRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay measure`.
@Command(
    header = "Measures a TREC run file against TREC qrels.",
    description = "%nTies are broken as trec_eval breaks them. Intervals are 95 %% BCa.",
    customSynopsis = "assay measure RUN QRELS [-m MEASURE,...]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay measure F.run markdown.qrels",
      "  assay measure F.run markdown.qrels -m nDCG@10,R@100,AP@100 --json",
    })
final class MeasureCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(index = "0", paramLabel = "RUN", description = "question Q0 id rank score tag")
  private Path run = Path.of("");

  @Parameters(index = "1", paramLabel = "QRELS", description = "question 0 id grade")
  private Path qrels = Path.of("");

  @Option(
      names = {"-m", "--measure"},
      paramLabel = "MEASURE",
      split = ",",
      defaultValue = "nDCG@10,R@10,R@100,RR@10,AP@100",
      description = "Which (default: ${DEFAULT-VALUE}).")
  private List<String> measures = List.of();

  MeasureCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    Map<String, GradedRanking> graded = graded();
    var bootstrap = new Bootstrap(10_000, 0.95, Interval.Method.BCA, 7);
    var summaries = new LinkedHashMap<String, Summary>();
    for (String name : measures) {
      GradeMeasure measure = parse(name);
      var scores = new TreeMap<String, Score>();
      graded.forEach((question, ranking) -> scores.put(question, measure.score(ranking)));
      summaries.put(measure.toString(), Summary.of(scores, 0, question -> question, bootstrap));
    }
    if (assay.json()) {
      assay.terminal.json(summaries);
      return Exit.DONE;
    }
    var text = new StringBuilder();
    summaries.forEach((name, summary) -> {
      Interval interval = summary.interval();
      text.append(
          String.format(
              java.util.Locale.ROOT,
              "%-12s %s  n %d%n",
              name,
              summary.mean() == null || interval == null
                  ? "-"
                  : String.format(
                      java.util.Locale.ROOT,
                      "%.4f  [%.4f, %.4f]",
                      summary.mean(),
                      interval.low(),
                      interval.high()),
              summary.n()));
    });
    assay.terminal.print(text.toString());
    return Exit.DONE;
  }

  private Map<String, GradedRanking> graded() {
    var read = TrecRun.read(assay.path(run), TrecRun.Ties.TREC_EVAL);
    try {
      return Qrels.readTrec(assay.path(qrels)).grade(read);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(run + " and " + qrels + ": " + e.getMessage(), null);
    }
  }

  private static GradeMeasure parse(String name) {
    try {
      return switch (Measure.parse(name)) {
        case GradeMeasure graded -> graded;
        case SpanMeasure _ ->
            throw Assay.wrong(name + " needs spans, which TREC files do not have", null);
      };
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), "see docs/measures.md");
    }
  }
}
