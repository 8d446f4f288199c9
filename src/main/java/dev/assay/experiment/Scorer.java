package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Measure;
import dev.assay.measure.Qrels;
import dev.assay.measure.Region;
import dev.assay.measure.Score;
import dev.assay.measure.SpanMeasure;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.UnitRanking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Scores one question under one configuration.
///
/// Where the evidence is whole documents (BEIR, TREC), a document stands at the rank of its best
/// chunk. Where it is spans, what a chunk returns takes its grade from the span it covers; chunks
/// that return the same count once, at the rank of the best.
public final class Scorer {
  private final List<Measure> measures;
  private final Rankings rankings;
  private final double minimumCover;
  private final boolean byDocument;

  public Scorer(List<Measure> measures, Rankings rankings, double minimumCover) {
    this(measures, rankings, minimumCover, false);
  }

  /// @param byDocument whether a document stands at the rank of its best chunk, with the highest
  ///   grade of its evidence, for all questions
  public Scorer(
      List<Measure> measures, Rankings rankings, double minimumCover, boolean byDocument) {
    this.measures = measures;
    this.rankings = rankings;
    this.minimumCover = minimumCover;
    this.byDocument = byDocument;
  }

  public Cell score(Configuration configuration, GoldenQuestion question, Chunks chunks) {
    String skipped = whySkipped(question, chunks);
    if (skipped != null) {
      return cell(configuration, question, Cell.State.SKIPPED, skipped, Map.of());
    }
    Optional<Ranking> found = rankings.of(configuration, question.question());
    return found.isEmpty()
        ? failed(configuration, question, rankings.whyMissing(configuration, question.question()))
        : score(configuration, question, chunks, judgedRanking(question, found.get(), chunks));
  }

  /// Scores what was found elsewhere.
  ///
  /// @param ranking of documents or of what chunks return, as the question is judged
  public Cell score(Compared other, GoldenQuestion question, Chunks chunks, Ranking ranking) {
    String skipped = whySkipped(question, chunks);
    if (skipped != null) {
      return cell(other, question, Cell.State.SKIPPED, skipped, Map.of());
    }
    Map<String, Integer> grades = grades(question, chunks);
    var scores = new TreeMap<String, Double>();
    for (Measure measure : measures) {
      Score score =
          switch (measure) {
            case GradeMeasure graded -> graded.score(ranking, grades);
            case SpanMeasure spans ->
                documents(question)
                    ? new Score.NotApplicable("the evidence is whole documents")
                    : spans.score(
                        () -> chunks.regions(ranking), chunks::tokens, evidence(question));
          };
      if (score instanceof Score.Scored(double value)) {
        scores.put(measure.toString(), value);
      }
    }
    return cell(other, question, state(ranking, grades), null, scores);
  }

  /// A question that has no ranking.
  static Cell failed(Compared compared, GoldenQuestion question, String why) {
    return cell(compared, question, Cell.State.ERROR, why, Map.of());
  }

  /// Whether it must be known where in its document a hit stands.
  boolean needsPlaces() {
    return measures.stream().anyMatch(SpanMeasure.class::isInstance);
  }

  /// The questions that are scored, as TREC files have them.
  public TrecView trec(Configuration configuration, List<GoldenQuestion> questions, Chunks chunks) {
    var run = new LinkedHashMap<String, Ranking>();
    var qrels = new LinkedHashMap<String, Map<String, Integer>>();
    for (GoldenQuestion question : questions) {
      Optional<Ranking> found = rankings.of(configuration, question.question());
      if (whySkipped(question, chunks) == null && found.isPresent()) {
        run.put(question.id(), judgedRanking(question, found.get(), chunks));
        qrels.put(question.id(), grades(question, chunks));
      }
    }
    return new TrecView(configuration, new Run(run), new Qrels(qrels));
  }

  public static boolean wholeDocuments(GoldenQuestion question) {
    return question.evidence().stream().allMatch(Evidence::wholeDocument);
  }

  private Ranking judgedRanking(GoldenQuestion question, Ranking found, Chunks chunks) {
    return UnitRanking.of(found, documents(question) ? Chunk::documentOf : chunks::unit);
  }

  private boolean documents(GoldenQuestion question) {
    return byDocument || wholeDocuments(question);
  }

  private Map<String, Integer> grades(GoldenQuestion question, Chunks chunks) {
    return documents(question)
        ? Grading.documentGrades(question)
        : new Grading(minimumCover).grades(question, chunks.around(question));
  }

  /// Evidence in a document that the corpus does not have cannot be found.
  private static @Nullable String whySkipped(GoldenQuestion question, Chunks chunks) {
    if (!question.answerable()) {
      return "unanswerable: nothing to find";
    }
    return question.evidence().stream()
        .map(Evidence::document)
        .filter(document -> !chunks.known(document))
        .findFirst()
        .map(document -> "its evidence stands in " + document + ", which is not in the corpus")
        .orElse(null);
  }

  private static Cell.State state(Ranking ranking, Map<String, Integer> grades) {
    return ranking.hits().stream().anyMatch(hit -> grades.getOrDefault(hit.id(), 0) > 0)
        ? Cell.State.OK
        : Cell.State.MISS;
  }

  private static Cell cell(
      Compared compared,
      GoldenQuestion question,
      Cell.State state,
      @Nullable String reason,
      Map<String, Double> scores) {
    return new Cell(compared.id(), question.id(), state, reason, scores);
  }

  /// What counts as evidence character by character. A text that a person judged without a quote
  /// says that it is relevant, not which of its characters are, so beside quotes it does not count.
  public static List<Region> evidence(GoldenQuestion question) {
    var relevant = question.evidence().stream().filter(e -> e.grade() > 0).toList();
    boolean quoted = relevant.stream().anyMatch(e -> e.quote() != null);
    var regions = new ArrayList<Region>();
    for (Evidence evidence : relevant) {
      var span = evidence.span();
      if (span != null && (evidence.quote() != null || !quoted)) {
        regions.add(new Region(evidence.document(), span.start(), span.end()));
      }
    }
    return regions;
  }
}
