package dev.assay.cli;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.experiment.ExperimentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay check`.
@Command(
    header = "Checks an experiment file and its golden questions; runs nothing.",
    customSynopsis = "assay check [FILE] [--format text|json]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay check                  ./assay.yaml",
      "  assay check my.yaml --json   the problems as JSON",
    })
final class CheckCommand implements Callable<Integer> {
  /// How problems are printed.
  enum Format {
    TEXT,
    JSON
  }

  /// What `check --json` and `golden lint --json` print.
  record Found(int errors, int warnings, List<Problem> problems) {
    static Found of(List<Problem> problems) {
      int errors =
          (int) problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
      return new Found(errors, problems.size() - errors, problems);
    }
  }

  private final Assay assay;

  @Mixin private GivenFile file = new GivenFile();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  CheckCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    Path path = file.path(assay);
    var problems = new ArrayList<Problem>();
    String summary = "";
    try {
      var experiment = ExperimentFile.read(path);
      var files = GoldenFiles.of(path, experiment);
      files
          .rejected()
          .forEach(
              r -> problems.add(Problem.warning(r.file(), 0, 0, "left out: " + r.reason(), null)));
      problems.addAll(files.lint());
      String hint = experiment.statistics().cluster().hint(files.golden().questions());
      if (hint != null) {
        problems.add(Problem.warning(file.toString(), 0, 0, hint, null));
      }
      var asked = files.golden().takingPart(files.path());
      summary =
          "%s ok: %d documents, %d golden questions%s\n"
              .formatted(
                  file,
                  files.documents(),
                  asked.questions().size(),
                  left(files.golden().questions().size() - asked.questions().size()));
    } catch (InvalidInput e) {
      problems.addAll(e.problems());
    }
    return report(assay, format == Format.JSON, problems, summary);
  }

  private static String left(int out) {
    return out == 0 ? "" : ", %d more that nobody accepted".formatted(out);
  }

  /// Prints the problems as data.
  static int report(Assay assay, boolean json, List<Problem> found, String summary) {
    List<Problem> problems = Problems.sorted(found);
    boolean wrong = Problems.anyError(problems);
    if (json || assay.json()) {
      assay.terminal.json(Found.of(problems));
    } else {
      var text = new StringBuilder();
      problems.forEach(problem -> text.append(Problems.text(problem)).append('\n'));
      text.append(wrong ? "" : summary).append(Problems.count(problems));
      assay.terminal.print(text.toString());
    }
    return wrong ? Exit.USAGE : Exit.DONE;
  }
}
