package dev.assay.cli;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.GradedRanking;
import dev.assay.measure.Measure;
import dev.assay.measure.Qrels;
import dev.assay.measure.Rbp;
import dev.assay.measure.RunScores;
import dev.assay.measure.SpanMeasure;
import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.report.MeasuredRun;
import dev.assay.report.MeasuredRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay measure`.
@Command(
    header = "Measures TREC run files against TREC qrels, and compares them.",
    description = {
      "%nA mean is over the judged questions with something relevant; the others are listed. Every "
          + "judged question must be in the run. Intervals are 95 %% BCa.",
      "%nWith several runs each is compared with the first, paired by question: delta, interval, and "
          + "sign-flip p, corrected for the number of runs (Holm).",
    },
    customSynopsis = "assay measure RUN [RUN..] QRELS [-m MEASURE]..",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay measure F.run markdown.qrels",
      "  assay measure F.run markdown.qrels -m nDCG@10 -m 'P(rel=2)@5' --per-question",
      "  assay measure ours.run theirs.run my.qrels -m nDCG@10",
      "  assay measure F.run my.qrels -c --trec-means       the means that trec_eval -c prints",
    })
final class MeasureCommand implements Callable<Integer> {
  private static final String EVERYTHING =
      "nDCG@10,nDCG,AP,AP@100,RR,RR@10,P@5,P@10,R@10,R@100,F1@5,Success@1,Success@10,Bpref,infAP,"
          + "RBP,Judged@10";

  private final Assay assay;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "Runs (question Q0 id rank score tag), then the qrels (question 0 id grade).")
  private List<Path> files = List.of();

  @Option(
      names = {"-m", "--measure"},
      paramLabel = "MEASURE",
      description = "As docs/measures.md spells it; repeatable, or with commas. Default: all.")
  private List<String> measures = List.of();

  @Option(
      names = "--ties",
      paramLabel = "RULE",
      defaultValue = "trec-eval",
      description =
          "Of two hits with equal scores first: the higher id (trec-eval, the default) or the lower "
              + "(assay). The rank column is ignored.")
  private String ties = "trec-eval";

  @Option(
      names = {"-c", "--complete"},
      description = "A judged question that a run lacks counts as nothing found, not as an error.")
  private boolean complete;

  @Option(names = "--trec-means", description = "A question with nothing relevant counts as 0.")
  private boolean trecMeans;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Only the first N hits of each question (trec_eval -M).")
  private int depth = Integer.MAX_VALUE;

  @Option(names = "--per-question", description = "The value of every question, too.")
  private boolean perQuestion;

  @Option(names = "--csv", description = "As a table for a spreadsheet.")
  private boolean csv;

  MeasureCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (depth < 1) {
      throw Assay.wrong("--depth must be at least 1, got " + depth, null);
    }
    List<GradeMeasure> wanted = wanted();
    var judgements = Qrels.readTrec(assay.path(files.getLast()));
    var measured = new ArrayList<MeasuredRun>();
    for (Path file : files.subList(0, files.size() - 1)) {
      measured.add(measured(file, judgements, wanted));
    }
    var runs = MeasuredRuns.of(files.getLast().toString(), measured);
    if (csv) {
      assay.terminal.print(perQuestion ? runs.questionsCsv() : runs.csv());
    } else if (assay.json()) {
      assay.terminal.json(runs.json(perQuestion));
    } else {
      assay.terminal.print(runs.text(perQuestion));
    }
    return Exit.DONE;
  }

  private MeasuredRun measured(Path file, Qrels judgements, List<GradeMeasure> wanted) {
    Run run = TrecRun.read(assay.path(file), tieRule()).top(depth);
    var judged = judgements.byQuestion().keySet();
    var missing = judged.stream().filter(q -> !run.byQuestion().containsKey(q)).toList();
    var unjudged = run.byQuestion().keySet().stream().filter(q -> !judged.contains(q)).toList();
    if (!unjudged.isEmpty()) {
      assay.terminal.note(
          "%s: %d questions that nobody judged are left out".formatted(file, unjudged.size()));
    }
    if (complete && !missing.isEmpty()) {
      assay.terminal.note(
          "%s: %d judged questions are missing and count as nothing found"
              .formatted(file, missing.size()));
    }
    var scores =
        RunScores.of(graded(file, complete ? run.completed(judged) : run, judgements), wanted);
    return MeasuredRun.of(
        file.toString(), trecMeans ? scores.asTrecEval() : scores, complete ? missing : List.of());
  }

  private static Map<String, GradedRanking> graded(Path file, Run run, Qrels judgements) {
    try {
      return judgements.grade(run);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          Problem.error(
              file.toString(),
              0,
              0,
              String.valueOf(e.getMessage()),
              "-c counts them as nothing found"));
    }
  }

  private TrecRun.Ties tieRule() {
    return switch (ties) {
      case "trec-eval" -> TrecRun.Ties.TREC_EVAL;
      case "assay" -> TrecRun.Ties.LOWER_ID_FIRST;
      default -> throw Assay.wrong("--ties must be trec-eval or assay, got '" + ties + "'", null);
    };
  }

  private List<GradeMeasure> wanted() {
    var names = measures.isEmpty() ? List.of(EVERYTHING) : measures;
    var wanted = new LinkedHashSet<GradeMeasure>();
    for (String list : names) {
      try {
        for (Measure measure : Measure.parseAll(list)) {
          wanted.add(
              switch (measure) {
                case GradeMeasure graded -> graded;
                case SpanMeasure _ ->
                    throw new IllegalArgumentException(
                        measure + " needs spans, which TREC files do not have");
              });
          if (measure instanceof Rbp rbp) { // says nothing without its residual
            wanted.add(rbp.withResidual());
          }
        }
      } catch (IllegalArgumentException e) {
        throw Assay.wrong(String.valueOf(e.getMessage()), "see docs/measures.md");
      }
    }
    return List.copyOf(wanted);
  }
}
