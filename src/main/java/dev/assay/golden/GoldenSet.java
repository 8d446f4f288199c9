package dev.assay.golden;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Golden questions, and where each was written.
///
/// @param questions in the order of the files; no id stands twice
/// @param places question id to its line; empty for questions that come from no file
public record GoldenSet(List<GoldenQuestion> questions, Map<String, Place> places) {
  /// A line of a file.
  ///
  /// @param file as the user named it
  /// @param line from 1
  public record Place(String file, int line) {}

  public GoldenSet {
    questions = List.copyOf(questions);
    places = Map.copyOf(places);
  }

  public GoldenSet(List<GoldenQuestion> questions) {
    this(questions, Map.of());
  }

  /// Reads a JSONL file, or all `*.jsonl` of a folder in the order of their names.
  ///
  /// @throws InvalidInput with every line that is wrong
  public static GoldenSet read(Path fileOrFolder) {
    var questions = new LinkedHashMap<String, GoldenQuestion>();
    var places = new HashMap<String, Place>();
    var problems = new ArrayList<Problem>();
    for (var file : files(fileOrFolder)) {
      LineRecords.eachLine(
          file,
          problems,
          line -> {
            var place = new Place(file.toString(), line.number());
            var question = Json.MAPPER.readValue(line.text(), GoldenQuestion.class);
            var first = places.putIfAbsent(question.id(), place);
            if (first != null) {
              throw new IllegalArgumentException(
                  "duplicate id '%s', first in %s:%d"
                      .formatted(question.id(), first.file(), first.line()));
            }
            questions.put(question.id(), question);
          });
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new GoldenSet(List.copyOf(questions.values()), places);
  }

  /// Reads `queries.jsonl` and `qrels/SPLIT.tsv` of a BEIR folder: the questions that have
  /// judgements, in the order of the queries. Their evidence is whole documents; grade 0 (and
  /// below) is kept as judged not relevant. Type, language and answer are not known.
  ///
  /// @throws InvalidInput with every line that is wrong
  public static GoldenSet readBeir(Path folder, String split) {
    return BeirQuestions.read(folder, split);
  }

  /// The questions that are asked: those that a person accepted or edited.
  ///
  /// @param path where they come from, for the message
  /// @throws InvalidInput if there is none
  public GoldenSet takingPart(Path path) {
    var taking = questions.stream().filter(q -> q.status().takesPart()).toList();
    if (taking.isEmpty()) {
      throw new InvalidInput(
          Problem.error(
              path.toString(),
              0,
              0,
              "none of %d golden questions is accepted".formatted(questions.size()),
              "set the status of those that you reviewed to accepted"));
    }
    return new GoldenSet(taking, places);
  }

  /// The files that [#read] reads.
  static List<Path> files(Path fileOrFolder) {
    if (Files.isRegularFile(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    if (!Files.isDirectory(fileOrFolder)) {
      throw new InvalidInput(
          Problem.error(fileOrFolder.toString(), 0, 0, "there are no golden questions here", null));
    }
    try (var files = Files.list(fileOrFolder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl") && Files.isRegularFile(file))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new AssayException("cannot list " + fileOrFolder, e);
    }
  }

  /// One JSON object a line, as [#read] reads them.
  public String jsonl() {
    return questions.stream()
        .map(question -> Json.MAPPER.writeValueAsString(question) + "\n")
        .collect(Collectors.joining());
  }

  /// Where a question was written.
  public Place place(GoldenQuestion question) {
    return places.getOrDefault(question.id(), new Place(question.id(), 0));
  }

  /// The fingerprint of all that can change a score, whatever the order and the files; 64
  /// characters.
  public String hash() {
    var hash = new Sha256();
    questions.stream()
        .sorted(Comparator.comparing(GoldenQuestion::id))
        .forEach(question -> hash.add(Json.MAPPER.writeValueAsString(question)));
    return hash.hex();
  }
}
