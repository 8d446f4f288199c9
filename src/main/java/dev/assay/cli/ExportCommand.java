package dev.assay.cli;

import dev.assay.Json;
import dev.assay.Nearest;
import dev.assay.answers.AnswerFormat;
import dev.assay.corpus.Document;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.lab.ExperimentAnswers;
import dev.assay.lab.Lab;
import dev.assay.report.AnswerExport;
import dev.assay.report.AnswerExport.Layout;
import dev.assay.report.ResultCsv;
import dev.assay.report.ResultMarkdown;
import dev.assay.report.TrecText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay export`.
@Command(
    header = "Writes a result as tables, TREC runs, JSON, Markdown, or in other tools' formats.",
    description = {
      "%ncsv: configurations.csv and cells.csv. trec: ID.run per configuration and "
          + "CHUNKING.qrels. json: result.json. jsonl: cells.jsonl. md: result.md. White space and %% "
          + "in ids of TREC files are percent-encoded.",
      "%nragas, deepeval, trulens, phoenix: questions, contexts, answers, references and the judge's "
          + "scores in that tool's columns (docs/judges.md), ID.FORMAT.jsonl for each configuration "
          + "that was judged, or -o FILE (.jsonl, .json, .csv) for one. With --run also one that was "
          + "not judged, without answers.",
      "%nbeir: corpus.jsonl, queries.jsonl and qrels/test.tsv, into the folder of -o; a document has "
          + "the highest grade of its evidence.",
    },
    customSynopsis = "assay export [EXPERIMENT] [--format F,…] [--run ID,…] [-o DIR|FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay export demo -o demo-result            every format, into a folder",
      "  assay export last --format trec -o runs     for trec_eval",
      "  assay export demo --format csv              the configurations, to standard output",
      "  assay export demo -o cells.jsonl            one file, its ending names the format",
      "  assay export demo --format ragas --run A -o ragas.jsonl",
      "  assay export demo --format beir -o demo-beir",
    })
final class ExportCommand implements Callable<Integer> {
  /// What can be written.
  enum Format {
    CSV,
    TREC,
    JSON,
    JSONL,
    MD,
    RAGAS,
    DEEPEVAL,
    TRULENS,
    PHOENIX,
    BEIR;

    private static final List<Format> ALL = List.of(CSV, TREC, JSON, JSONL, MD);

    /// The tool whose dataset it is; null where it is none.
    @Nullable AnswerFormat tool() {
      return switch (this) {
        case CSV, TREC, JSON, JSONL, MD, BEIR -> null;
        case RAGAS -> AnswerFormat.RAGAS;
        case DEEPEVAL -> AnswerFormat.DEEPEVAL;
        case TRULENS -> AnswerFormat.TRULENS;
        case PHOENIX -> AnswerFormat.PHOENIX;
      };
    }
  }

  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Option(
      names = "--format",
      paramLabel = "F",
      split = ",",
      description =
          "csv, trec, json, jsonl, md (default: these), beir, ragas, deepeval, trulens, phoenix.")
  private List<Format> formats = List.of();

  @Option(
      names = "--run",
      paramLabel = "ID",
      split = ",",
      description =
          "The configurations of another tool's dataset (default: those that were judged).")
  private List<String> runs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|FILE",
      description = "Where to; without it one format goes to standard output.")
  private @Nullable Path output;

  ExportCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      ExperimentRecord found = experiment.find(assay, lab);
      Result result = lab.of(found).result().orElseThrow(() -> Assay.unfinished(found));
      if (output == null) {
        assay.terminal.print(single(lab, found, result, onlyFormat()));
        return Exit.DONE;
      }
      Path target = assay.path(output);
      var files = new LinkedHashMap<Path, String>();
      Format alone = Files.isDirectory(target) ? null : alone(target);
      if (alone != null && alone.tool() != null) {
        Layout layout = Layout.of(target).orElse(Layout.JSONL);
        files.put(target, dataset(alone.tool(), onlyRun(lab, found, result), layout));
      } else if (alone != null) {
        files.put(target, single(lab, found, result, alone));
      } else {
        for (Format format : formats.isEmpty() ? Format.ALL : formats) {
          contents(lab, found, result, format)
              .forEach((name, text) -> files.put(target.resolve(name), text));
        }
      }
      files.forEach(Assay::write);
      var written = new ArrayList<>(files.keySet());
      if (formats.contains(Format.BEIR)) {
        written.addAll(
            new BeirFolder(target)
                .write(each -> documents(lab, found, each), lab.of(found).questions()));
      }
      var names = written.stream().map(Path::toString).toList();
      if (assay.json()) {
        assay.terminal.json(Map.of("files", names));
      } else {
        assay.terminal.print(String.join("\n", names));
      }
      return Exit.DONE;
    }
  }

  /// Of several corpora each document once, as the first has it.
  private static void documents(Lab lab, ExperimentRecord found, Consumer<Document> consumer) {
    var seen = new HashSet<String>();
    for (String corpus : lab.of(found).corpora().hashes().values()) {
      lab.documents()
          .each(
              corpus,
              document -> {
                if (seen.add(document.id())) {
                  consumer.accept(document);
                }
              });
    }
  }

  private Format onlyFormat() {
    if (formats.size() == 1) {
      return formats.getFirst();
    }
    if (formats.isEmpty() && assay.json()) {
      return Format.JSON;
    }
    throw Assay.wrong("several files need a folder", "add -o DIR, or one --format");
  }

  /// The format where the target is a file: what its ending names, or a tool's dataset.
  private @Nullable Format alone(Path target) {
    if (formats.size() == 1 && formats.getFirst().tool() != null) {
      return Layout.of(target).isPresent() ? formats.getFirst() : null;
    }
    String name = Objects.toString(target.getFileName(), "");
    String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    return !formats.isEmpty() || name.indexOf('.') < 0
        ? null
        : Format.ALL.stream()
            .filter(format -> format != Format.TREC && format.name().equals(ending))
            .findFirst()
            .orElse(null);
  }

  private String single(Lab lab, ExperimentRecord found, Result result, Format format) {
    return switch (format) {
      case CSV, JSON, JSONL, MD -> contents(lab, found, result, format).values().iterator().next();
      case TREC, BEIR -> throw Assay.wrong(format + " is several files", "add -o DIR");
      case RAGAS, DEEPEVAL, TRULENS, PHOENIX ->
          dataset(Objects.requireNonNull(format.tool()), onlyRun(lab, found, result), Layout.JSONL);
    };
  }

  private static String dataset(AnswerFormat tool, ExperimentAnswers answers, Layout layout) {
    String judge = Objects.requireNonNullElse(answers.judge(), "");
    return AnswerExport.of(answers.answers(), judge, tool, layout);
  }

  private ExperimentAnswers onlyRun(Lab lab, ExperimentRecord found, Result result) {
    var answers = answers(lab, found, result);
    if (answers.size() > 1) {
      String ids =
          answers.stream().map(ExperimentAnswers::configuration).collect(Collectors.joining(", "));
      throw Assay.wrong("%s are several files".formatted(ids), "add --run ID");
    }
    return answers.getFirst();
  }

  private List<ExperimentAnswers> answers(Lab lab, ExperimentRecord found, Result result) {
    var all = lab.of(found).configurations();
    var ids = all.stream().map(Configuration::id).toList();
    for (String run : runs) {
      if (!ids.contains(run)) {
        throw Assay.wrong("no configuration '" + run + "'", Nearest.suggestion(run, ids));
      }
    }
    var wanted =
        !runs.isEmpty()
            ? runs
            : result.configurations().stream()
                .filter(configuration -> configuration.judge() != null)
                .map(Result.ConfigurationResult::id)
                .toList();
    if (wanted.isEmpty()) {
      throw Assay.wrong(
          "nothing was answered and judged in " + found.id(),
          "judge.on in its file says who is; --run ID writes questions and contexts alone");
    }
    return all.stream()
        .filter(configuration -> wanted.contains(configuration.id()))
        .flatMap(configuration -> lab.of(found).answers(configuration).stream())
        .toList();
  }

  private Map<String, String> contents(
      Lab lab, ExperimentRecord found, Result result, Format format) {
    return switch (format) {
      case CSV -> {
        var measures =
            result.configurations().stream()
                .flatMap(c -> c.measures().keySet().stream())
                .distinct()
                .toList();
        var files = new LinkedHashMap<String, String>();
        files.put("configurations.csv", ResultCsv.configurations(result));
        files.put(
            "cells.csv",
            ResultCsv.cells(measures, lab.of(found).cells(null), lab.of(found).questions()));
        yield files;
      }
      case TREC -> trec(lab, found);
      case JSON ->
          Map.of(
              "result.json",
              Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
      case JSONL ->
          Map.of(
              "cells.jsonl",
              lab.of(found).cells(null).stream()
                  .map((Cell cell) -> Json.MAPPER.writeValueAsString(cell) + "\n")
                  .collect(Collectors.joining()));
      case MD -> Map.of("result.md", ResultMarkdown.of(result));
      case BEIR -> Map.of(); // streamed, since a corpus may be large
      case RAGAS, DEEPEVAL, TRULENS, PHOENIX -> {
        // DeepEval reads an array
        Layout layout = format == Format.DEEPEVAL ? Layout.JSON : Layout.JSONL;
        AnswerFormat tool = Objects.requireNonNull(format.tool());
        var files = new LinkedHashMap<String, String>();
        for (ExperimentAnswers answers : answers(lab, found, result)) {
          files.put(
              "%s.%s.%s".formatted(answers.configuration(), tool, layout.ending()),
              dataset(tool, answers, layout));
        }
        yield files;
      }
    };
  }

  private static Map<String, String> trec(Lab lab, ExperimentRecord found) {
    var files = new LinkedHashMap<String, String>();
    for (Configuration configuration : lab.of(found).configurations()) {
      lab.of(found)
          .trec(configuration)
          .ifPresent(view -> {
            files.put(configuration.id() + ".run", TrecText.run(view));
            files.computeIfAbsent(
                configuration.chunking().name().replace(" · ", ".") + ".qrels",
                _ -> TrecText.qrels(view));
          });
    }
    return files;
  }
}
