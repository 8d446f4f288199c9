package dev.assay.cli;

import dev.assay.analysis.AnswerGates;
import dev.assay.analysis.AnswerGates.Bound;
import dev.assay.analysis.GateReport;
import dev.assay.analysis.GateReport.Checked;
import dev.assay.experiment.Pairs;
import dev.assay.verdicts.ScoredAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay judge gate`.
@Command(
    header = "Fails a build where answers are proven to be worse than they must be.",
    description = {
      "%nANSWERS, and BASE, are named as for judge compare. A mean that is below its bound fails "
          + "only if its whole interval is, and a metric that is worse than that of BASE only if "
          + "that is significant and more than --by. Missing fails: a question that BASE was asked, "
          + "and more than 2%% of a metric's verdicts. Each metric of both is held against BASE, "
          + "how often they decline too, if it is known which way is better (declined:answerable, "
          + "declined:unanswerable).",
      "",
      "Exit codes: 0 passed, 10 failed or something is missing, 11 the questions do not tell.",
    },
    customSynopsis =
        "assay judge gate ANSWERS [--at-least M=V] [--at-most M=V] [--not-worse-than BASE]%n"
            + "                        [--given] [--lenient] [--junit F] [--summary F]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge gate answers.jsonl --at-least faithfulness=0.9 --junit gate.xml",
      "  assay judge gate new.jsonl --not-worse-than old.jsonl --by 0.05",
      "  assay judge gate ragas.csv --given --format ragas --at-least ragas:faithfulness=0.8",
    })
final class JudgeGateCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(index = "0", paramLabel = "ANSWERS", description = "What must pass.")
  private String answers = "";

  @Option(
      names = "--at-least",
      paramLabel = "M=V",
      split = ",",
      description = "The mean of the metric must be so much.")
  private Map<String, Double> least = new LinkedHashMap<>();

  @Option(
      names = "--at-most",
      paramLabel = "M=V",
      split = ",",
      description = "The same for metrics of which less is better.")
  private Map<String, Double> most = new LinkedHashMap<>();

  @Option(
      names = "--not-worse-than",
      paramLabel = "BASE",
      description = "Answers to the same questions.")
  private @Nullable String base;

  @Option(
      names = "--by",
      paramLabel = "D",
      defaultValue = "0.02",
      description = "A loss against BASE that does not matter (default: ${DEFAULT-VALUE}).")
  private double margin;

  @Option(
      names = "--metrics",
      paramLabel = "M",
      split = ",",
      description = "Hold only these against BASE (default: all that BASE has).")
  private List<String> metrics = List.of();

  @Mixin private ScoredArguments scored = new ScoredArguments();

  @Mixin private GateOptions output = new GateOptions();

  JudgeGateCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (least.isEmpty() && most.isEmpty() && base == null) {
      throw Assay.wrong(
          "there is nothing to reach",
          "add --at-least M=V, --at-most M=V or --not-worse-than BASE");
    }
    if (!(margin >= 0 && margin < 1)) {
      throw Assay.wrong("--by must be from 0 to below 1, got " + margin, null);
    }
    var names = Stream.concat(Stream.of(answers), Stream.ofNullable(base)).toList();
    GateReport report =
        scored.read(
            assay,
            names,
            (all, _, _) -> {
              ScoredAnswers these = all.getFirst();
              ScoredAnswers held = these.declining();
              var checked =
                  new ArrayList<>(
                      AnswerGates.bounds(held, bounds(held), Pairs.bootstrap(scored.statistics())));
              if (all.size() > 1) {
                checked.addAll(notWorse(all.getLast(), these));
              }
              return GateReport.of(these.name(), checked);
            });
    return output.report(assay, report);
  }

  private List<Bound> bounds(ScoredAnswers these) {
    var bounds = new ArrayList<Bound>();
    least.forEach((metric, value) -> bounds.addAll(bounds(these, metric, true, value)));
    most.forEach((metric, value) -> bounds.addAll(bounds(these, metric, false, value)));
    return bounds;
  }

  private static List<Bound> bounds(
      ScoredAnswers these, String metric, boolean least, double value) {
    return ScoredArguments.metrics(List.of(metric), these.metrics()).stream()
        .map(name -> new Bound(name, least, value))
        .toList();
  }

  private List<Checked> notWorse(ScoredAnswers baseline, ScoredAnswers these) {
    var comparer = ScoredArguments.comparer(baseline, List.of(these), metrics);
    var wanted = ScoredArguments.metrics(metrics, comparer.metrics());
    var directed = wanted.stream().filter(comparer::isDirected).toList();
    if (directed.isEmpty()) {
      throw Assay.wrong(
          "nothing can be held against %s: nobody says which way of %s is better"
              .formatted(baseline.name(), String.join(", ", wanted)),
          "--at-least METRIC=VALUE and --at-most METRIC=VALUE hold a metric by itself");
    }
    if (directed.size() < wanted.size()) {
      assay.terminal.note(
          "left out, since nobody says which way is better: "
              + wanted.stream()
                  .filter(metric -> !directed.contains(metric))
                  .collect(Collectors.joining(", ")));
    }
    var checked =
        new ArrayList<>(
            AnswerGates.notWorse(comparer.compare(directed, scored.statistics(), margin), margin));
    if (metrics.isEmpty()) {
      checked.addAll(AnswerGates.missing(baseline, these, margin));
    }
    return checked;
  }
}
