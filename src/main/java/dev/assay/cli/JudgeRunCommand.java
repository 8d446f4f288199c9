package dev.assay.cli;

import dev.assay.Json;
import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.experiment.ExperimentFile;
import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.report.AnswerExport;
import dev.assay.report.JudgedText;
import dev.assay.verdicts.JudgedAnswers;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay judge run`.
@Command(
    header = "Judges the answers of a system that the lab did not build.",
    description = {
      "%nFILE has a JSON object a line: question, contexts (texts, or objects of id and text), answer, "
          + "and where known id, reference (the golden answer) and answerable (true or false). With "
          + "--format the columns are those of another tool, and FILE may end in .json (an array) or "
          + ".csv. Scores that such a file has already stand beside the judge's. Replies of a model "
          + "are kept in the ledger: what was answered is not asked again. So is what the judge said: "
          + "the page /answers of assay serve shows it, with the matrix of claims and chunks.",
      "%n--output-format writes every answer with its scores in the columns of another tool, as the "
          + "ending of -o says: .jsonl, .json or .csv.",
    },
    customSynopsis =
        "assay judge run --input FILE [--metrics M,…] [--judge URI --model NAME] [-o FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge run --input answers.jsonl",
      "  assay judge run --input answers.jsonl --verifier models/nli",
      "  assay judge run --input ragas.csv --format ragas --per-row -o judged.json",
      "  assay judge run --input test_run.json --format deepeval --metrics none",
      "  assay judge run --input answers.jsonl -o scores.csv --output-format phoenix",
      "  assay judge run --input answers.jsonl --judge http://127.0.0.1:8000/v1 --model m \\",
      "    --metrics none --criterion polite='The answer is polite and free of jargon.'",
      "  assay judge run --input answers.jsonl --judge https://api.example.com/v1 --model m \\",
      "    --key '$${API_KEY}' --metrics ragas:faithfulness,ragchecker:f1 --max-calls 500",
    })
final class JudgeRunCommand implements Callable<Integer> {
  private final Assay assay;

  @Option(names = "--input", paramLabel = "FILE", required = true, description = "The answers.")
  private Path input = Path.of("");

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--metrics",
      paramLabel = "M",
      split = ",",
      defaultValue = "faithfulness,contextPrecision",
      description =
          "As docs/judges.md spells them, or none for the scores of the file alone (default: "
              + "${DEFAULT-VALUE}).")
  private List<String> metrics = List.of();

  @Option(
      names = "--criterion",
      paramLabel = "NAME=TEXT",
      description =
          "Also what an answer has to be, in your words, for a language model to say; may be "
              + "repeated.")
  private List<String> criteria = List.of();

  @Option(
      names = "--compat",
      paramLabel = "C",
      defaultValue = "corrected",
      description = "exact gives the tools' own values, defects included.")
  private Compat compat = Compat.CORRECTED;

  @Mixin private JudgeOptions judge = new JudgeOptions();

  @Option(
      names = "--embeddings",
      paramLabel = "URI",
      description =
          "An OpenAI-compatible endpoint, …/v1/embeddings, for metrics with a cosine (default: "
              + "the embedded model).")
  private @Nullable URI embeddings;

  @Option(
      names = "--embedding-model",
      paramLabel = "NAME",
      description = "The model at that endpoint.")
  private @Nullable String embeddingModel;

  @Option(
      names = "--embedding-key",
      paramLabel = "'$${ENV}'",
      description = "The environment variable that holds that endpoint's key.")
  private @Nullable String embeddingKey;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of the intervals (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(names = "--per-row", description = "Add what came of each answer, with the verdicts.")
  private boolean perRow;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the JSON there as well.")
  private @Nullable Path output;

  @Option(
      names = "--output-format",
      paramLabel = "F",
      description = "Write the answers with their scores there instead: a format as above.")
  private @Nullable String outputFormat;

  JudgeRunCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    boolean none = metrics.equals(List.of("none"));
    var asked = new ArrayList<String>(none ? List.of() : metrics);
    criteria.forEach(criterion -> asked.add("criterion:" + criterion));
    none &= criteria.isEmpty();
    var settings = judge.settings(assay, List.copyOf(asked), compat);
    var written =
        outputFormat == null
            ? null
            : Assay.choice("--output-format", outputFormat, AnswerFormat.values());
    if (written != null && output == null) {
      throw Assay.wrong("--output-format needs a file", "add -o FILE");
    }
    var layout = written == null ? null : layout(assay.path(Objects.requireNonNull(output)));
    assay.refuseToOverwrite(output, input);
    Model embedding = embeddings == null ? null : endpoint(embeddings);
    var wanted = format.chosen();
    var answers = AnswerFile.read(assay.path(input), wanted);
    if (none && answers.getFirst().scores().isEmpty()) {
      throw Assay.wrong(
          "%s has no scores, and --metrics none judges nothing".formatted(input),
          "name metrics, or the --format that the scores are in");
    }
    if (written != null && layout != null) {
      AnswerExport.refuseUnwritable(answers, written, layout);
    }
    var bootstrap = new Bootstrap(10_000, .95, Interval.Method.BCA, seed);
    var terminal = assay.terminal;
    JudgedAnswers all;
    String again = assay.again() + " judge run --input " + Shell.quote(input.toString());
    try (var lab = Lab.open(assay.state());
        var _ = Interruption.says(terminal, "\nsaved; continue with: " + again + " …")) {
      all =
          Watched.work(
              terminal,
              progress ->
                  lab.judge(input.toString(), answers, settings, embedding, bootstrap, progress));
    }
    var judged = perRow ? all : all.withoutRows();
    if (output != null) {
      Path file = assay.path(output);
      Assay.write(
          file,
          written == null || layout == null
              ? Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(judged) + "\n"
              : none
                  ? AnswerExport.of(answers, "given", written, layout)
                  : AnswerExport.of(all.scored(answers), all.judge(), written, layout));
    }
    if (assay.json()) {
      terminal.json(judged);
    } else {
      terminal.print(JudgedText.of(judged));
      if (all.kept() != null) {
        terminal.note(
            "claims × chunks of each answer: %s serve, then /answers/%s"
                .formatted(assay.again(), all.kept()));
      }
    }
    return all.metrics().entrySet().stream()
        .mapToInt(metric ->
            assay.failures(
                metric.getKey(),
                metric.getValue().failed(),
                metric.getValue().expected(),
                ExperimentFile.Coverage.USUAL))
        .max()
        .orElse(Exit.DONE);
  }

  private static AnswerExport.Layout layout(Path file) {
    return AnswerExport.Layout.of(file)
        .orElseThrow(() -> Assay.wrong(file + " must end in .jsonl, .json or .csv", null));
  }

  private Model endpoint(URI uri) {
    if (embeddingModel == null) {
      throw Assay.wrong("--embeddings needs --embedding-model, the name of the model there", null);
    }
    try {
      return new Http(embeddingModel, uri, embeddingKey);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong("--embeddings: " + e.getMessage(), null);
    }
  }
}
