package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.measure.BestCover;
import dev.assay.measure.Region;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.UnitRanking;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How much of one question's evidence a choice of hits can reach: the share of its characters, or
/// of its documents where whole documents are the evidence. As [Scorer] has it, so that the first
/// hits of a ranking reach its `EvR@k` or `R@k`.
public sealed interface Reach {
  /// The most that any `cutoff` of these can reach, in [0,1].
  ///
  /// @param hits chunks, or documents where those are judged
  double best(Collection<String> hits, int cutoff);

  /// The most that any `cutoff` hits can reach.
  double best(int cutoff);

  /// Whether a piece of the evidence is whole in no chunk.
  boolean cut();

  /// The ranking of what is judged: what chunks return, or documents.
  Ranking judged(Ranking chunks);

  /// Empty where there is nothing to find: no document is relevant, no evidence has a span.
  static Optional<Reach> of(GoldenQuestion question, Chunks chunks) {
    if (question.evidence().stream().allMatch(Evidence::wholeDocument)) {
      var relevant =
          Grading.documentGrades(question).entrySet().stream()
              .filter(graded -> graded.getValue() > 0)
              .map(Map.Entry::getKey)
              .collect(Collectors.toUnmodifiableSet());
      return relevant.isEmpty() ? Optional.empty() : Optional.of(new Documents(relevant));
    }
    List<Region> evidence = Scorer.evidence(question);
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(new Spans(question, evidence, chunks));
  }

  /// What the first hits of one ranking reach.
  default double first(Ranking ranking, int cutoff) {
    return firstOfEach(List.of(ranking), cutoff);
  }

  /// The most that the hits of several rankings can reach.
  default double anywhere(Collection<Ranking> rankings, int cutoff) {
    return union(rankings, Integer.MAX_VALUE, cutoff);
  }

  /// The most that the first hits of several rankings can reach.
  default double firstOfEach(Collection<Ranking> rankings, int cutoff) {
    return union(rankings, cutoff, cutoff);
  }

  private double union(Collection<Ranking> rankings, int depth, int cutoff) {
    var ids = new TreeSet<String>();
    for (Ranking ranking : rankings) {
      judged(ranking).top(depth).hits().stream().map(Hit::id).forEach(ids::add);
    }
    return best(ids, cutoff);
  }

  /// Evidence is characters.
  record Spans(GoldenQuestion question, List<Region> evidence, Chunks chunks) implements Reach {
    @Override
    public double best(Collection<String> hits, int cutoff) {
      return BestCover.recall(hits.stream().map(chunks::region).toList(), evidence, cutoff);
    }

    @Override
    public double best(int cutoff) {
      return best(chunks.around(question).stream().map(Chunk::id).toList(), cutoff);
    }

    @Override
    public boolean cut() {
      var all = chunks.around(question).stream().map(chunk -> chunks.region(chunk.id())).toList();
      return evidence.stream().anyMatch(piece -> all.stream().noneMatch(piece::liesIn));
    }

    @Override
    public Ranking judged(Ranking ranking) {
      return UnitRanking.of(ranking, chunks::unit);
    }
  }

  /// Evidence is documents.
  ///
  /// @param relevant at least one
  record Documents(Set<String> relevant) implements Reach {
    @Override
    public double best(Collection<String> hits, int cutoff) {
      long found = hits.stream().filter(relevant::contains).count();
      return (double) Math.min(found, cutoff) / relevant.size();
    }

    @Override
    public double best(int cutoff) {
      return best(relevant, cutoff);
    }

    @Override
    public boolean cut() {
      return false;
    }

    @Override
    public Ranking judged(Ranking chunks) {
      return UnitRanking.of(chunks, Chunk::documentOf);
    }
  }
}
