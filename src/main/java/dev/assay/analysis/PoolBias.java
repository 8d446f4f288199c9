package dev.assay.analysis;

import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Scorer;
import dev.assay.experiment.Stored;
import dev.assay.experiment.TrecView;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Score;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each configuration would have scored had it not been in the pool: judged again without the
/// relevant texts that it alone returned within the cutoff. So much a configuration that comes
/// later, and whose own finds nobody judged, may be at a disadvantage. Zobel 1998, "How reliable
/// are the results of large-scale information retrieval experiments?", doi:10.1145/290941.291014.
///
/// A configuration's own lost questions are in neither of its means, so where some are lost its
/// means are not those of the result, and ranks are near enough, not exact.
///
/// @param cutoff hits of each configuration that make the pool
public record PoolBias(String measure, int cutoff, List<Row> configurations) {

  /// One configuration.
  ///
  /// @param unique relevant texts that it alone returned
  /// @param n questions scored with and without them
  /// @param lost questions of which nothing relevant is left without them; in neither mean
  /// @param mean over those `n`; null for none
  /// @param without mean over the same, its unique texts unjudged
  /// @param rank of `mean` among the configurations, from 1; null without a mean
  /// @param rankWithout its rank with `without`, the others as they are
  public record Row(
      String id,
      String label,
      int unique,
      int n,
      int lost,
      @Nullable Double mean,
      @Nullable Double without,
      @Nullable Integer rank,
      @Nullable Integer rankWithout) {}

  /// What a configuration returned for a question.
  ///
  /// @param text of a hit: the same for the same text, whichever chunking cut it
  record Returned(Ranking ranking, Map<String, Integer> grades, Function<String, String> text) {
    Set<String> relevantTexts(int cutoff) {
      return ranking.top(cutoff).hits().stream()
          .map(Hit::id)
          .filter(id -> grades.getOrDefault(id, 0) > 0)
          .map(text)
          .collect(Collectors.toCollection(HashSet::new));
    }

    /// Its grades without those of some texts that it returned.
    Map<String, Integer> without(Set<String> texts, int cutoff) {
      var left = new HashMap<>(grades);
      ranking.top(cutoff).hits().stream()
          .map(Hit::id)
          .filter(id -> texts.contains(text.apply(id)))
          .forEach(left::remove);
      return left;
    }
  }

  public static PoolBias of(Stored stored, GradeMeasure measure, int cutoff) {
    var labels = new LinkedHashMap<String, String>();
    stored.configurations().forEach(one -> labels.put(one.id(), one.label()));
    var cuts = stored.cuts();
    var scorer = stored.scorer(List.of());
    var questions =
        stored.questions().stream().map(question -> returned(stored, question, scorer, cuts));
    return of(labels, questions, measure, cutoff);
  }

  private static Map<String, Returned> returned(
      Stored stored, GoldenQuestion question, Scorer scorer, Cuts cuts) {
    var returned = new HashMap<String, Returned>();
    for (Configuration configuration : stored.configurations()) {
      Chunks chunks = cuts.of(configuration);
      TrecView view = scorer.trec(configuration, List.of(question), chunks);
      Ranking ranking = view.run().byQuestion().get(question.id());
      if (ranking != null) {
        returned.put(
            configuration.id(),
            new Returned(
                ranking,
                view.qrels().grades(question.id()),
                Scorer.wholeDocuments(question)
                    ? Function.identity()
                    : id -> Pooling.text(chunks.find(id))));
      }
    }
    return returned;
  }

  /// What each configuration would score without the relevant texts that it alone returned.
  ///
  /// @param labels of the configurations, by their ids
  /// @param questions what each configuration returned, by its id
  public static PoolBias of(
      Map<String, String> labels,
      Stream<Map<String, Returned>> questions,
      GradeMeasure measure,
      int cutoff) {
    var sums = new HashMap<String, Sums>();
    labels.keySet().forEach(id -> sums.put(id, new Sums()));
    questions.forEach(question -> {
      var found = new HashMap<String, Set<String>>();
      question.forEach((id, one) -> found.put(id, one.relevantTexts(cutoff)));
      var finders = new HashMap<String, Integer>();
      found.values().forEach(texts -> texts.forEach(text -> finders.merge(text, 1, Integer::sum)));
      found.forEach((id, own) -> {
        own.removeIf(text -> finders.getOrDefault(text, 0) > 1);
        Objects.requireNonNull(sums.get(id))
            .add(Objects.requireNonNull(question.get(id)), own, measure, cutoff);
      });
    });
    List<Double> means = sums.values().stream().map(Sums::mean).filter(Objects::nonNull).toList();
    var rows = new ArrayList<Row>();
    labels.forEach(
        (id, label) -> rows.add(Objects.requireNonNull(sums.get(id)).row(id, label, means)));
    return new PoolBias(measure.toString(), cutoff, List.copyOf(rows));
  }

  private static final class Sums {
    private int unique;
    private int n;
    private int lost;
    private double with;
    private double without;

    void add(Returned returned, Set<String> own, GradeMeasure measure, int cutoff) {
      unique += own.size();
      if (measure.score(returned.ranking(), returned.grades())
          instanceof Score.Scored(double all)) {
        if (measure.score(returned.ranking(), returned.without(own, cutoff))
            instanceof Score.Scored(double left)) {
          n++;
          with += all;
          without += left;
        } else {
          lost++;
        }
      }
    }

    @Nullable Double mean() {
      return n == 0 ? null : (Double) (with / n);
    }

    Row row(String id, String label, List<Double> means) {
      Double mean = mean();
      Double alone = n == 0 ? null : (Double) (without / n);
      return new Row(
          id,
          label,
          unique,
          n,
          lost,
          mean,
          alone,
          rank(mean, mean, means),
          rank(alone, mean, means));
    }

    /// @param own what stands in `means` for the one that is ranked
    private static @Nullable Integer rank(
        @Nullable Double value, @Nullable Double own, List<Double> means) {
      if (value == null || own == null) {
        return null;
      }
      long above = means.stream().filter(mean -> mean > value).count();
      return 1 + (int) above - (own > value ? 1 : 0);
    }
  }
}
