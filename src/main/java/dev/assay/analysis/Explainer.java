package dev.assay.analysis;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Span;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.Grid;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Retrieval;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.lexical.Explanation.Contribution;
import dev.assay.lexical.Lexicon;
import dev.assay.ranking.Fusion;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Part;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.UnitRanking;
import dev.assay.run.Lexicons;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.KeptJudgements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes the stored legs of a finished experiment apart. Nothing is searched or embedded anew.
public final class Explainer {
  /// Chunks of evidence shown for one question: evidence that is a whole document can have
  /// hundreds.
  private static final int MOST_EVIDENCE = 30;

  private final ExperimentRecord experiment;
  private final ExperimentFile file;
  private final Manifest manifest;
  private final ExperimentStore store;
  private final HumanLabels labels;
  private final VectorStore vectors;
  private final Lexicons lexicons;
  private final Rankings rankings;
  private final Cuts cuts;
  private final Map<Manifest.Index, Optional<Lexicon>> read = new HashMap<>();

  public Explainer(Ledger ledger, Cutter cutter, ExperimentRecord experiment, Manifest manifest) {
    this.experiment = experiment;
    this.file = ExperimentFile.parse(experiment.file(), experiment.settings());
    this.manifest = manifest;
    this.store = new ExperimentStore(ledger);
    this.labels = new HumanLabels(ledger);
    this.vectors = new VectorStore(ledger);
    var documents = new CorpusStore(ledger);
    this.lexicons = new Lexicons(ledger, documents, cutter);
    this.rankings = new Rankings(new LegStore(ledger), manifest, file.depth());
    this.cuts = new Cuts(documents, cutter, experiment, file);
  }

  /// Explains where a document or chunk stands for a question, and why.
  ///
  /// @param ids the configurations wanted; empty for all
  /// @param hits how many hits of each ranking
  /// @param extra the id of a chunk to explain whether it holds evidence or not, or null
  public Explanation explain(
      GoldenQuestion question, List<String> ids, int hits, @Nullable String extra) {
    var cells =
        store.cells(experiment.id(), question.id()).stream()
            .collect(Collectors.toMap(Cell::configuration, cell -> cell));
    var all =
        Grid.configurations(file).stream()
            .filter(one -> !experiment.partial() || cells.containsKey(one.id()))
            .toList();
    var wanted = ids.isEmpty() ? all.stream().map(Configuration::id).toList() : ids;
    var views = new ArrayList<Explanation.View>();
    for (String id : wanted) {
      all.stream()
          .filter(c -> c.id().equals(id))
          .findFirst()
          .ifPresent(c -> views.add(view(c, question, hits, extra, cells.get(id))));
    }
    return new Explanation(experiment.id(), question, views);
  }

  private Explanation.View view(
      Configuration configuration,
      GoldenQuestion question,
      int count,
      @Nullable String extra,
      @Nullable Cell cell) {
    Optional<List<Leg>> legs = rankings.legs(configuration, question.question());
    Optional<Ranking> ranking =
        rankings.of(configuration, question.question()).map(cuts.of(configuration)::distinct);
    var hits = new ArrayList<Explanation.Found>();
    var evidence = new ArrayList<Explanation.EvidenceChunk>();
    if (legs.isPresent() && ranking.isPresent()) {
      var subject =
          new Subject(configuration, question, legs.get(), ranking.get(), cuts.of(configuration));
      ranking.get().top(count).hits().forEach(hit -> hits.add(found(subject, hit)));
      evidence.addAll(evidence(subject));
      if (extra != null
          && cuts.of(configuration).has(extra)
          && evidence.stream().noneMatch(e -> e.chunk().id().equals(extra))) {
        evidence.add(evidenceChunk(subject, extra, 0));
      }
    }
    return new Explanation.View(
        configuration.id(),
        configuration.label(),
        cell == null ? null : cell.state(),
        cell == null ? null : cell.reason(),
        cell == null ? Map.of() : cell.scores(),
        hits,
        evidence,
        judgement(configuration, question));
  }

  /// With what people said in the place of the judge's verdicts.
  private @Nullable Judgement judgement(Configuration configuration, GoldenQuestion question) {
    var said = labels.of(question.question());
    return store
        .judgement(experiment.id(), configuration.id(), question.id())
        .map(judgement ->
            KeptJudgements.Kept.of(question, judgement, cuts.of(configuration))
                .judged()
                .with(said, file.judge()))
        .orElse(null);
  }

  /// What one view is made of.
  private record Subject(
      Configuration configuration,
      GoldenQuestion question,
      List<Leg> legs,
      Ranking ranking,
      Chunks chunks) {}

  private Explanation.Found found(Subject subject, Hit hit) {
    Chunk chunk = subject.chunks().find(hit.id());
    Integer grade =
        new Grading(file.golden().minimumCover())
            .grades(subject.question(), List.of(chunk))
            .get(chunk.id());
    return new Explanation.Found(
        subject.ranking().rankOf(hit.id()),
        hit.score(),
        chunk,
        chunk.returned().equals(chunk.span()) ? null : subject.chunks().returned(chunk),
        grade,
        touching(subject.question(), chunk),
        before(subject, chunk.id()),
        place(subject, "dense", chunk),
        place(subject, "sparse", chunk));
  }

  private static List<Evidence> touching(GoldenQuestion question, Chunk chunk) {
    return question.evidence().stream()
        .filter(evidence -> evidence.document().equals(chunk.document()))
        .filter(evidence -> {
          Span span = evidence.span();
          return span == null || span.overlap(chunk.returned()) > 0;
        })
        .toList();
  }

  private List<Explanation.EvidenceChunk> evidence(Subject subject) {
    Map<String, Integer> grades =
        new Grading(file.golden().minimumCover())
            .grades(subject.question(), subject.chunks().around(subject.question()));
    return grades.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_EVIDENCE)
        .map(entry -> evidenceChunk(subject, bestOfUnit(subject, entry.getKey()), entry.getValue()))
        .toList();
  }

  /// Of the chunks that return the same: the one that was found, else the one that itself holds
  /// most evidence.
  private static String bestOfUnit(Subject subject, String unit) {
    Chunks chunks = subject.chunks();
    return subject.ranking().hits().stream()
        .map(Hit::id)
        .filter(id -> chunks.unit(id).equals(unit))
        .findFirst()
        .orElseGet(() ->
            Collections.max(
                    chunks.ofUnit(unit),
                    Comparator.comparingInt((Chunk chunk) -> held(subject.question(), chunk))
                        .thenComparing(Chunk::ordinal, Comparator.reverseOrder()))
                .id());
  }

  /// Evidence characters in what is searched.
  private static int held(GoldenQuestion question, Chunk chunk) {
    return question.evidence().stream()
        .filter(evidence -> evidence.document().equals(chunk.document()))
        .map(Evidence::span)
        .filter(Objects::nonNull)
        .mapToInt(span -> span.overlap(chunk.span()))
        .sum();
  }

  /// The rank of what a chunk returns, from 1; 0 where it was not retrieved.
  private static int rank(Subject subject, String chunk) {
    Chunks chunks = subject.chunks();
    return UnitRanking.of(subject.ranking(), chunks::unit).rankOf(chunks.unit(chunk));
  }

  private Explanation.EvidenceChunk evidenceChunk(Subject subject, String id, int grade) {
    Chunk chunk = subject.chunks().find(id);
    Explanation.Place dense = place(subject, "dense", chunk);
    Explanation.Place sparse = place(subject, "sparse", chunk);
    List<Contribution> terms = sparse == null ? List.of() : contributions(subject, chunk);
    int rank = rank(subject, id);
    Explanation.Place before = before(subject, id);
    return new Explanation.EvidenceChunk(
        chunk,
        grade,
        touching(subject.question(), chunk),
        rank,
        before,
        dense,
        sparse,
        terms,
        new Reason(file.depth(), last(subject, "dense"), last(subject, "sparse"))
            .of(rank, before, dense, sparse, terms));
  }

  private List<Contribution> contributions(Subject subject, Chunk chunk) {
    return lexicon(subject.configuration())
        .map(
            lexicon -> lexicon.explain(subject.question().question(), chunk.text()).contributions())
        .orElse(List.of());
  }

  private Optional<Lexicon> lexicon(Configuration configuration) {
    Retrieval.Bm25 bm25 = configuration.bm25();
    return bm25 == null
        ? Optional.empty()
        : read.computeIfAbsent(
            manifest.sparse(configuration.chunking().name(), bm25.toString()),
            index -> lexicons.find(index.lexicon(), bm25));
  }

  private Explanation.@Nullable Place place(Subject subject, String name, Chunk chunk) {
    Optional<Leg> leg =
        subject.legs().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    if (leg.isEmpty()) {
      return null;
    }
    int rank = leg.get().ranking().rankOf(chunk.id());
    double score =
        rank > 0
            ? leg.get().ranking().hits().get(rank - 1).score()
            : name.equals("dense") ? cosine(subject, chunk) : bm25(subject, chunk);
    Fusion fusion = subject.configuration().fusion();
    Double part =
        fusion == null
            ? null
            : fusion.explain(subject.legs(), chunk.id()).stream()
                .filter(p -> p.leg().equals(name))
                .map(Part::part)
                .findFirst()
                .orElse(0.0);
    return new Explanation.Place(rank, score, part);
  }

  private double bm25(Subject subject, Chunk chunk) {
    return contributions(subject, chunk).stream().mapToDouble(Contribution::score).sum();
  }

  private double cosine(Subject subject, Chunk chunk) {
    var model = Objects.requireNonNull(subject.configuration().model());
    String fingerprint = Objects.requireNonNull(manifest.models().get(model.name()));
    var query = vectors.find(fingerprint, Role.QUERY, subject.question().question());
    var document = vectors.find(fingerprint, Role.DOCUMENT, chunk.text());
    return query.isPresent() && document.isPresent()
        ? Vectors.cosine(query.get().components(), document.get().components())
        : Double.NaN;
  }

  /// Where the chunk stood before it was reranked; null where the reranker did not see it.
  private Explanation.@Nullable Place before(Subject subject, String chunk) {
    String query = subject.question().question();
    Optional<Ranking> reordered = rankings.reordered(subject.configuration(), query);
    int place = reordered.map(ranking -> ranking.rankOf(chunk)).orElse(0);
    if (place == 0) {
      return null;
    }
    double score = reordered.orElseThrow().hits().get(place - 1).score();
    int rank =
        subject
            .chunks()
            .distinct(rankings.fused(subject.configuration(), subject.legs()))
            .rankOf(chunk);
    return new Explanation.Place(rank, score, null);
  }

  /// The score of a leg's last hit; 0 where it has none.
  private static double last(Subject subject, String name) {
    return subject.legs().stream()
        .filter(leg -> leg.name().equals(name) && leg.ranking().size() > 0)
        .findFirst()
        .map(leg -> leg.ranking().hits().getLast().score())
        .orElse(0.0);
  }
}
