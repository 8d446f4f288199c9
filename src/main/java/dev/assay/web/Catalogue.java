package dev.assay.web;

import dev.assay.corpus.Document;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Corpora;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lab.Lab;
import dev.assay.lexical.Analyzer;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.JudgedFile;
import dev.assay.verdicts.ScoredAnswers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Finds by name, or refuses with the nearest name that is known.
///
/// @param comparisons the last few of answers, by all that was compared
record Catalogue(
    Lab lab, LossCache losses, Recent<List<ScoredAnswers>, AnswerComparison> comparisons) {
  /// Of an id, the beginning of one, or `last`.
  ExperimentRecord experiment(String id) {
    List<String> known = lab.experiments().stream().map(ExperimentRecord::id).toList();
    if (known.isEmpty()) {
      throw new Refusal(404, "Nothing has run yet.", "Run one: scripts/assay demo");
    }
    return lab.find(id)
        .orElseThrow(
            () -> Refusal.unknown("experiment", id, known, "All are on the page Experiments."));
  }

  JudgedFile judgedFile(String id) {
    return lab.judgedFiles()
        .find(id)
        .orElseThrow(() ->
            Refusal.unknown(
                "judged file",
                id,
                lab.judgedFiles().all().stream().map(JudgedFile::id).toList(),
                "All are on the page Answers."));
  }

  Standing standing(ExperimentRecord experiment) {
    return Standing.of(experiment, lab.of(experiment).lastEvent().orElse(null), Instant.now());
  }

  static GoldenQuestion question(List<GoldenQuestion> questions, String id) {
    return questions.stream()
        .filter(question -> question.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Refusal.unknown(
                "golden question",
                id,
                questions.stream().map(GoldenQuestion::id).toList(),
                "All are on the page Golden questions."));
  }

  /// The first of the experiment's corpora that has the document; the first of all where none has.
  String corpus(Corpora corpora, String document) {
    var hashes = corpora.hashes().values();
    return hashes.stream()
        .filter(hash -> lab.documents().has(hash, document))
        .findFirst()
        .orElse(hashes.iterator().next());
  }

  /// @param corpus its hash
  Document document(String corpus, String id) {
    return lab.documents()
        .find(corpus, id)
        .orElseThrow(() ->
            Refusal.unknown(
                "document", id, lab.documents().ids(corpus), "All are on the page Documents."));
  }

  /// The analyzer the experiment's BM25 reads with; English where it has none.
  Analyzer analyzer(ExperimentRecord experiment) {
    return lab.of(experiment).configurations().stream()
        .map(Configuration::bm25)
        .filter(Objects::nonNull)
        .map(bm25 -> bm25.analyzer())
        .findFirst()
        .orElse(Analyzer.ENGLISH);
  }
}
