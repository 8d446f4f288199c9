package dev.assay.cli;

import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Partial;
import dev.assay.experiment.Result;
import dev.assay.lab.Lab;
import dev.assay.report.ResultText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay run`.
@Command(
    header = "Runs an experiment, or finishes an interrupted one.",
    description = {
      "%nReads the documents, embeds and indexes the chunks, asks every golden question of every "
          + "configuration, measures and judges. What was done before is not done again.",
    },
    customSynopsis = "assay run [FILE] [--only C,..] [--sample N] [--tag NAME]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay run                          ./assay.yaml",
      "  assay run experiments/scifact.yaml",
      "  assay run my.yaml --json > result.json",
      "  assay run my.yaml --only A,F --sample 20      a first look; assay run my.yaml goes on from it",
    })
final class RunCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private GivenFile file = new GivenFile();

  @Option(
      names = "--tag",
      paramLabel = "NAME",
      description = "Keep the result under this name, for assay gate.")
  private @Nullable String tag;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "C",
      description =
          "Only these configurations, ids or labels. The result is partial: no decision, gate or "
              + "history takes it for the whole.")
  private List<String> only = List.of();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Only N questions, each type by its share, drawn with the seed; partial too.")
  private @Nullable Integer sample;

  RunCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    Path experiment = file.path(assay);
    if (tag != null && (!only.isEmpty() || sample != null)) {
      throw Assay.wrong("--tag takes no part of an experiment", "leave --only and --sample out");
    }
    try (var lab = Lab.open(assay.state())) {
      Result result = run(assay, lab, experiment, new Partial.Request(only, sample), again());
      if (tag != null) {
        tag(lab, result, tag);
      }
      if (assay.json()) {
        assay.terminal.json(result);
      } else {
        assay.terminal.print(ResultText.of(result));
        assay.terminal.note(next(assay.again(), lab, result));
      }
      return exitCode(assay, experiment, result);
    }
  }

  private String again() {
    return assay.again()
        + " run "
        + Shell.quote(file.toString())
        + (only.isEmpty() ? "" : " --only " + Shell.quote(String.join(",", only)))
        + (sample == null ? "" : " --sample " + sample);
  }

  private void tag(Lab lab, Result result, String name) {
    try {
      lab.tag(name, assay.finished(lab, result.experiment()).baseline());
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
    assay.terminal.note("tag:" + name + " is now " + result.experiment());
  }

  /// Runs with progress, and says how to go on if it is interrupted.
  static Result run(Assay assay, Lab lab, Path file, Partial.Request part, String again) {
    var terminal = assay.terminal;
    try (var _ = Interruption.says(terminal, "\nsaved; continue with: " + again)) {
      return Watched.work(terminal, progress -> lab.run(file, part, progress, terminal::note));
    }
  }

  /// What to do with a result.
  static String next(String assayWords, Lab lab, Result result) {
    String question =
        lab.of(lab.find(result.experiment()).orElseThrow()).questions().stream()
            .filter(candidate -> candidate.answerable())
            .findFirst()
            .map(candidate -> candidate.id())
            .orElse("QUESTION");
    return """
    next: %1$s explain %2$s %3$s   why its evidence was found or not
          %1$s export %2$s -o DIR   tables, TREC runs, JSON\
    """
        .formatted(assayWords, result.experiment(), Shell.quote(question));
  }

  /// 4 where a configuration was scored on fewer questions than the file asks for, or more of its
  /// answers failed to be judged.
  static int exitCode(Assay assay, Path file, Result result) {
    double minimum = ExperimentFile.read(file).coverage().minimum();
    var below =
        result.configurations().stream()
            .filter(configuration -> {
              var mean = configuration.measures().get(result.primary());
              return mean == null || mean.coverage() < minimum;
            })
            .toList();
    for (var configuration : below) {
      var mean = configuration.measures().get(result.primary());
      assay.terminal.error(
          "warning: %s %s was scored on %s questions, below coverage.minimum %s"
              .formatted(
                  configuration.id(),
                  configuration.label(),
                  mean == null ? "no" : mean.n() + " of " + mean.expected(),
                  minimum));
    }
    int judged =
        result.configurations().stream()
            .filter(configuration -> configuration.judge() != null)
            .flatMap(configuration ->
                Objects.requireNonNull(configuration.judge()).metrics().entrySet().stream()
                    .map(metric ->
                        assay.failures(
                            configuration.id() + " " + metric.getKey(),
                            Objects.requireNonNullElse(metric.getValue().failed(), 0),
                            metric.getValue().expected(),
                            minimum)))
            .max(Integer::compare)
            .orElse(Exit.DONE);
    return below.isEmpty() ? judged : Exit.COVERAGE;
  }
}
