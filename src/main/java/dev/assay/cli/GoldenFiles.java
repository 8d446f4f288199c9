package dev.assay.cli;

import dev.assay.Problem;
import dev.assay.corpus.Rejected;
import dev.assay.experiment.ExperimentFile;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.Lint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Golden questions and the texts their evidence stands in, read from the files and not from a
/// ledger.
///
/// @param path the golden questions, as [GoldenSet#read] takes them
/// @param corpora of each, by its name, document id to text; empty for documents without evidence
record GoldenFiles(
    Path path,
    GoldenSet golden,
    Map<String, Map<String, String>> corpora,
    List<Rejected> rejected) {

  /// The golden questions and the corpus of an experiment file.
  static GoldenFiles of(Path file, ExperimentFile experiment) {
    Path base = base(file);
    Path path = base.resolve(experiment.golden().path()).normalize();
    String split = experiment.golden().split();
    return of(
        file,
        experiment,
        path,
        split == null ? GoldenSet.read(path) : GoldenSet.readBeir(path, split));
  }

  /// Other golden questions on the corpus of an experiment file.
  static GoldenFiles of(Path file, ExperimentFile experiment, Path path) {
    return of(file, experiment, path, GoldenSet.read(path));
  }

  private static GoldenFiles of(Path file, ExperimentFile experiment, Path path, GoldenSet golden) {
    var wanted = new HashSet<String>();
    golden
        .questions()
        .forEach(q -> q.evidence().stream().map(Evidence::document).forEach(wanted::add));
    var corpora = new LinkedHashMap<String, Map<String, String>>();
    var rejected = new ArrayList<Rejected>();
    for (var corpus : experiment.corpora()) {
      var texts = new HashMap<String, String>();
      corpus
          .value()
          .read(
              base(file),
              document ->
                  texts.put(document.id(), wanted.contains(document.id()) ? document.text() : ""),
              rejected::add);
      corpora.put(corpus.name(), texts);
    }
    return new GoldenFiles(path, golden, corpora, rejected);
  }

  List<Problem> lint() {
    return Lint.checkEach(
        golden, corpora, rejected.stream().map(Rejected::file).collect(Collectors.toSet()));
  }

  /// Documents of all corpora together.
  int documents() {
    return corpora.values().stream().mapToInt(Map::size).sum();
  }

  /// Document id to text; where corpora differ, as the first has it.
  Map<String, String> texts() {
    var texts = new HashMap<String, String>();
    corpora.values().forEach(each -> each.forEach(texts::putIfAbsent));
    return texts;
  }

  private static Path base(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
