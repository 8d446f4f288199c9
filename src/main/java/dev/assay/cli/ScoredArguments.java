package dev.assay.cli;

import dev.assay.Nearest;
import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.answers.Preferences.Systems;
import dev.assay.experiment.ExperimentFile.Statistics;
import dev.assay.lab.Lab;
import dev.assay.verdicts.AnswerComparer;
import dev.assay.verdicts.JudgedFile;
import dev.assay.verdicts.ScoredAnswers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Names of scored answers: what was judged here, or files that have scores already.
final class ScoredArguments {
  @Option(names = "--given", description = "Read the scores that the files have already.")
  private boolean given;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "assay",
      description =
          "Of files with --given: assay, ragas, deepeval, trulens or phoenix (default: "
              + "${DEFAULT-VALUE}).")
  private String format = "assay";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of the intervals and tests (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  /// What intervals and tests draw.
  Statistics statistics() {
    return AnswerComparer.statistics(seed);
  }

  /// Answers that can be compared.
  static AnswerComparer comparer(
      ScoredAnswers baseline, List<ScoredAnswers> others, List<String> metrics) {
    try {
      boolean declining = metrics.stream().anyMatch(metric -> metric.startsWith("declined"));
      var comparer = new AnswerComparer(baseline, others, declining);
      if (comparer.metrics().isEmpty()) {
        throw Assay.wrong("they have no metric in common", "judge them by the same --metrics");
      }
      return comparer;
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }

  /// Of intervals and tests.
  long seed() {
    return seed;
  }

  /// Works with the answers, by their names, of one judge or of files.
  ///
  /// @param work on them and the qualification of the first one's judge, null without a judge
  <T> T read(Assay assay, List<String> names, Work<T> work) {
    if (given) {
      var wanted = Assay.choice("--format", format, AnswerFormat.values());
      return work.on(
          each(names, name -> given(assay, name, wanted)),
          null,
          pair(names.stream().map(Path::of).toList(), names.size()));
    }
    try (var lab = assay.openExisting()) {
      var answers = each(names, name -> judged(assay, lab, name));
      String judge = String.valueOf(answers.getFirst().judge());
      var files =
          answers.stream()
              .flatMap(one -> lab.judgedFiles().find(one.name()).stream())
              .map(file -> Path.of(file.file()))
              .toList();
      return work.on(answers, lab.qualifications().summary(judge), pair(files, answers.size()));
    }
  }

  private static @Nullable Systems pair(List<Path> files, int systems) {
    return files.size() == 2 && systems == 2 ? Systems.of(files.getFirst(), files.getLast()) : null;
  }

  /// What is done with answers.
  @FunctionalInterface
  interface Work<T> {
    /// Comes to something.
    ///
    /// @param files that two systems' answers are in; null where one is a configuration of an
    ///   experiment, and where there are not two
    T on(List<ScoredAnswers> answers, @Nullable String qualification, @Nullable Systems files);
  }

  private static List<ScoredAnswers> each(
      List<String> names, Function<String, ScoredAnswers> read) {
    return names.stream().map(read).toList();
  }

  private static ScoredAnswers given(Assay assay, String file, AnswerFormat format) {
    var answers = AnswerFile.read(assay.path(Path.of(file)), format);
    if (answers.getFirst().scores().isEmpty()) {
      throw Assay.wrong(
          file + " has no scores",
          "name the --format that they are in, or judge it: assay judge run --input "
              + Shell.quote(file));
    }
    return ScoredAnswers.of(file, null, null, answers);
  }

  private static ScoredAnswers judged(Assay assay, Lab lab, String name) {
    return lab.scored(name)
        .orElseThrow(() -> {
          if (assay.isFile(name)) {
            return Assay.wrong(
                name + " was not judged here",
                "judge it: assay judge run --input %s, or read the scores it has: --given"
                    .formatted(Shell.quote(name)));
          }
          var known = lab.judgedFiles().all().stream().map(JudgedFile::id).toList();
          return Assay.wrong(
              "nothing that was judged is called '" + name + "'",
              known.isEmpty()
                  ? "assay judge run --input FILE judges answers"
                  : Nearest.suggestion(name, known)
                      + "; of an experiment name the configuration too: demo/C");
        });
  }

  /// The metrics that are asked for, by their names with or without a version; all where none is.
  static List<String> metrics(List<String> asked, List<String> known) {
    var wanted = new ArrayList<String>();
    for (String metric : asked) {
      var named =
          known.stream().filter(one -> one.equals(metric) || one.startsWith(metric + "@")).toList();
      if (named.isEmpty()) {
        throw Assay.wrong("there is no metric '" + metric + "'", Nearest.suggestion(metric, known));
      }
      wanted.addAll(named);
    }
    return asked.isEmpty() ? known : wanted.stream().distinct().toList();
  }
}
