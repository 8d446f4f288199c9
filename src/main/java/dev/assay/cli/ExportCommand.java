package dev.assay.cli;

import dev.assay.Json;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Lab;
import dev.assay.experiment.Result;
import dev.assay.experiment.TrecView;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.report.ResultCsv;
import dev.assay.report.ResultMarkdown;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay export`.
@Command(
    header = "Writes a result as tables, TREC runs and qrels, JSON or Markdown.",
    description = {
      "%ncsv: configurations.csv and cells.csv. trec: ID.run per configuration and "
          + "CHUNKING.qrels. json: result.json. jsonl: cells.jsonl. md: result.md. White space and %% "
          + "in ids of TREC files are percent-encoded.",
    },
    customSynopsis = "assay export EXPERIMENT [--format csv,trec,json,jsonl,md] [-o DIR|FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay export demo -o demo-result            every format, into a folder",
      "  assay export last --format trec -o runs     for trec_eval",
      "  assay export demo --format csv              the configurations, to standard output",
      "  assay export demo -o cells.jsonl            one file, its ending names the format",
    })
final class ExportCommand implements Callable<Integer> {
  /// What can be written.
  enum Format {
    CSV,
    TREC,
    JSON,
    JSONL,
    MD
  }

  private final Assay assay;

  @Parameters(paramLabel = "EXPERIMENT", description = "Its id, a unique beginning of it, or last.")
  private String experiment = "";

  @Option(
      names = "--format",
      paramLabel = "F",
      split = ",",
      description = "csv, trec, json, jsonl, md (default: all).")
  private List<Format> formats = List.of();

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
      ExperimentRecord found = assay.find(lab, experiment);
      Result result =
          lab.result(found.id())
              .orElseThrow(() ->
                  Assay.wrong(
                      "'" + found.id() + "' has not finished",
                      "assay run " + Shell.quote(found.file().toString()) + " finishes it"));
      if (output == null) {
        assay.terminal.print(single(lab, found, result, onlyFormat()));
        return Exit.DONE;
      }
      Path target = assay.path(output);
      Format byEnding = formats.isEmpty() && !Files.isDirectory(target) ? ending(target) : null;
      var files = new LinkedHashMap<Path, String>();
      if (byEnding != null) {
        files.put(target, single(lab, found, result, byEnding));
      } else {
        var wanted = formats.isEmpty() ? List.of(Format.values()) : formats;
        for (Format format : wanted) {
          contents(lab, found, result, format)
              .forEach((name, text) -> files.put(target.resolve(name), text));
        }
      }
      files.forEach(Assay::write);
      var names = files.keySet().stream().map(Path::toString).toList();
      if (assay.json()) {
        assay.terminal.json(Map.of("files", names));
      } else {
        assay.terminal.print(String.join("\n", names));
      }
      return Exit.DONE;
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

  private static @Nullable Format ending(Path file) {
    String name = Objects.toString(file.getFileName(), "");
    String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    return name.indexOf('.') < 0
        ? null
        : List.of(Format.values()).stream()
            .filter(format -> format != Format.TREC && format.name().equals(ending))
            .findFirst()
            .orElse(null);
  }

  private static String single(Lab lab, ExperimentRecord found, Result result, Format format) {
    var contents = contents(lab, found, result, format);
    return switch (format) {
      case CSV, JSON, JSONL, MD -> contents.values().iterator().next();
      case TREC -> throw Assay.wrong("TREC runs are several files", "add -o DIR");
    };
  }

  private static Map<String, String> contents(
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
            ResultCsv.cells(measures, lab.cells(found.id(), null), lab.questions(found.id())));
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
              lab.cells(found.id(), null).stream()
                  .map((Cell cell) -> Json.MAPPER.writeValueAsString(cell) + "\n")
                  .collect(Collectors.joining()));
      case MD -> Map.of("result.md", ResultMarkdown.of(result));
    };
  }

  private static Map<String, String> trec(Lab lab, ExperimentRecord found) {
    var files = new LinkedHashMap<String, String>();
    for (Configuration configuration : lab.configurations(found)) {
      lab.trec(found, configuration)
          .ifPresent(view -> {
            files.put(configuration.id() + ".run", run(view));
            files.computeIfAbsent(configuration.chunking().name() + ".qrels", _ -> qrels(view));
          });
    }
    return files;
  }

  private static String run(TrecView view) {
    var rankings = new LinkedHashMap<String, Ranking>();
    view.run()
        .byQuestion()
        .forEach((question, ranking) -> {
          var hits = new ArrayList<Hit>();
          ranking.hits().forEach(hit -> hits.add(new Hit(word(hit.id()), hit.score())));
          rankings.put(word(question), Ranking.inOrder(hits));
        });
    var text = new StringWriter();
    try {
      TrecRun.write(new Run(rankings), "assay-" + view.configuration().id(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  private static String qrels(TrecView view) {
    var text = new StringBuilder();
    view.qrels()
        .byQuestion()
        .forEach((question, grades) ->
            grades.forEach((id, grade) ->
                text.append("%s 0 %s %d\n".formatted(word(question), word(id), grade))));
    return text.toString();
  }

  /// An id without white space, which separates the columns.
  private static String word(String id) {
    var word = new StringBuilder();
    id.codePoints()
        .forEach(c -> {
          if (c == '%' || Character.isWhitespace(c)) {
            word.append("%%%02X".formatted(c));
          } else {
            word.appendCodePoint(c);
          }
        });
    return word.toString();
  }
}
