package dev.assay.analysis;

import dev.assay.embed.Role;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lexical.Lexicon;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.HybridRanker;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Asks Milvus to fuse, and compares its answers with a fusion of the stored legs.
final class ParityCheck {
  private static final int TOP = 10;

  private final String engine;
  private final ChunkCollection collection;
  private final List<Asked> asked;

  /// One question.
  ///
  /// @param legs the stored ones, dense before sparse
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Asked(float[] dense, SortedMap<Long, Float> sparse, List<Leg> legs) {}

  /// One question's two answers.
  ///
  /// @param legs cut to the depth that is fused
  private record Answers(Ranking ours, Ranking milvus, List<Leg> legs, boolean tied) {}

  /// @param engine name and version
  /// @param model fingerprint of the dense vectors of the collection
  ParityCheck(
      String engine,
      ChunkCollection collection,
      VectorStore vectors,
      String model,
      Lexicon lexicon,
      List<GoldenQuestion> questions,
      Sweeper.Pair pair) {
    this.engine = engine;
    this.collection = collection;
    this.asked = new ArrayList<>();
    for (GoldenQuestion question : questions) {
      var sparse = lexicon.query(question.question());
      var dense = vectors.find(model, Role.QUERY, question.question());
      var legs = pair.found().apply(question);
      if (!sparse.isEmpty() && dense.isPresent() && legs.isPresent()) {
        asked.add(new Asked(dense.get().components(), sparse, legs.get()));
      }
    }
  }

  /// @param row with the fusion at an index, which is what Milvus is asked for, too
  Parity of(FusionRow row, int index) {
    HybridRanker ranker = row.ranker(index);
    int deepest = 2 * row.depth();
    var answers = new ArrayList<Answers>();
    for (Asked question : asked) {
      answers.add(
          new Answers(
              row.fusion(index).fuse(question.legs(), deepest),
              collection.hybrid(question.dense(), question.sparse(), ranker, row.depth(), deepest),
              question.legs().stream()
                  .map(leg -> new Leg(leg.name(), leg.ranking().top(row.depth())))
                  .toList(),
              question.legs().stream().anyMatch(leg -> tied(leg.ranking(), row.depth()))));
    }
    HybridFormula formula =
        HybridFormula.of(ranker).stream()
            .max(Comparator.comparingDouble(candidate -> same(answers, ranker, candidate)))
            .orElseThrow();
    return new Parity(
        engine,
        ranker.toString(),
        row.label(index) + ", depth " + row.depth(),
        answers.size(),
        share(answers, answer -> top(answer.ours()).equals(top(answer.milvus()))),
        largest(answers, Answers::ours),
        formula.formula(),
        same(answers, ranker, formula),
        largest(answers, answer -> formula.fuse(ranker, answer.legs())),
        reasons(answers, ranker, formula));
  }

  /// Compares sparse legs that were computed here with those that Milvus found.
  static Parity sparse(
      String engine, String setting, List<Ranking> computed, List<Ranking> searched) {
    var answers = new ArrayList<Answers>();
    for (int i = 0; i < computed.size(); i++) {
      answers.add(new Answers(computed.get(i), searched.get(i), List.of(), false));
    }
    double same = share(answers, answer -> top(answer.ours()).equals(top(answer.milvus())));
    double largest = largest(answers, Answers::ours);
    var reasons = new TreeMap<String, Integer>();
    for (Answers answer : answers) {
      if (!top(answer.ours()).equals(top(answer.milvus()))) {
        reasons.merge(rounded(answer) ? "32-bit scores" : "not explained", 1, Integer::sum);
      }
    }
    return new Parity(
        engine,
        "sparse leg",
        setting,
        answers.size(),
        same,
        largest,
        "BM25 by inner product",
        same,
        largest,
        reasons);
  }

  /// Whether the scores agree rank by rank up to what 32 bits hold.
  private static boolean rounded(Answers answer) {
    List<Hit> ours = answer.ours().top(TOP).hits();
    List<Hit> theirs = answer.milvus().top(TOP).hits();
    return ours.size() == theirs.size()
        && IntStream.range(0, ours.size())
            .allMatch(i ->
                Math.abs(ours.get(i).score() - theirs.get(i).score()) < 1e-5 * ours.get(i).score());
  }

  private static double same(List<Answers> answers, HybridRanker ranker, HybridFormula formula) {
    return share(answers, a -> top(formula.fuse(ranker, a.legs())).equals(top(a.milvus())));
  }

  private static double share(List<Answers> answers, Predicate<Answers> predicate) {
    return answers.isEmpty()
        ? 0
        : (double) answers.stream().filter(predicate).count() / answers.size();
  }

  private static Map<String, Integer> reasons(
      List<Answers> answers, HybridRanker ranker, HybridFormula formula) {
    var reasons = new TreeMap<String, Integer>();
    for (Answers answer : answers) {
      if (!top(answer.ours()).equals(top(answer.milvus()))) {
        String reason =
            top(formula.fuse(ranker, answer.legs())).equals(top(answer.milvus()))
                ? formula.reason()
                : answer.tied()
                    ? "equal scores in a leg, which Milvus orders otherwise"
                    : "not explained";
        reasons.merge(reason, 1, Integer::sum);
      }
    }
    return reasons;
  }

  /// Between Milvus's score and another's, over Milvus's first hits; a chunk that the other does
  /// not rank has no score to compare.
  private static double largest(List<Answers> answers, Function<Answers, Ranking> other) {
    double largest = 0;
    for (Answers answer : answers) {
      var scores = new HashMap<String, Double>();
      other.apply(answer).hits().forEach(hit -> scores.put(hit.id(), hit.score()));
      for (Hit hit : answer.milvus().top(TOP).hits()) {
        if (scores.containsKey(hit.id())) {
          double theirs = Objects.requireNonNull(scores.get(hit.id()));
          largest = Math.max(largest, Math.abs(hit.score() - theirs));
        }
      }
    }
    return largest;
  }

  private static List<String> top(Ranking ranking) {
    return ranking.top(TOP).hits().stream().map(Hit::id).toList();
  }

  /// Whether two neighbours of the first hits, or the first one cut off, have equal scores.
  private static boolean tied(Ranking leg, int depth) {
    List<Hit> hits = leg.top(depth + 1).hits();
    for (int i = 1; i < hits.size(); i++) {
      if (hits.get(i).score() == hits.get(i - 1).score()) {
        return true;
      }
    }
    return false;
  }
}
