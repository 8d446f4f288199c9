package dev.assay.analysis;

import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Leaderboard;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Scorer;
import dev.assay.experiment.Stored;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import dev.assay.milvus.DenseIndex;
import dev.assay.milvus.Effort;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.run.IndexLegs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sets the legs of approximate indexes against the exact ones.
///
/// @param searches where the legs of indexes come from
public record IndexSweeper(Stored stored, Cuts cuts, LegStore legs, IndexLegs searches) {
  private static final int[] CUTOFFS = {10, 100};

  /// What is indexed for the dense leg of a configuration.
  public IndexLegs.Content content(Configuration configuration, IndexRequest request) {
    String model = Objects.requireNonNull(configuration.model()).name();
    int count = stored.manifest().chunks(configuration.chunking().name());
    return new IndexLegs.Content(
        searches.server(),
        stored.corpora().of(configuration.chunking()),
        configuration.chunking(),
        searches.cut(configuration.chunking().value()),
        model,
        Objects.requireNonNull(stored.manifest().models().get(model)),
        count,
        request.index(count));
  }

  /// Searches with an approximate index at several efforts and holds each against the exact one.
  ///
  /// @param index of the approximate leg
  /// @param efforts at least one
  /// @param configurations those that have this dense leg, at least one
  public IndexSweep sweep(
      IndexLegs.Content index, List<Effort> efforts, List<Configuration> configurations) {
    List<String> queries =
        stored.questions().stream().map(GoldenQuestion::question).distinct().toList();
    var flat = index.with(new DenseIndex.Flat());
    List<Effort> exhaustive = flat.index().efforts();
    searches.ensure(flat, exhaustive, queries, stored.file().depth());
    searches.ensure(index, efforts, queries, stored.file().depth());
    var exact =
        new LegStore.Key(
            stored.manifest().dense(index.chunking().name(), index.model()).collection(),
            LegStore.Kind.DENSE,
            stored.file().depth());
    var settings = new ArrayList<IndexSweep.Setting>();
    exhaustive.forEach(e -> settings.add(setting(flat, e, exact, queries, configurations)));
    efforts.forEach(e -> settings.add(setting(index, e, exact, queries, configurations)));
    return new IndexSweep(
        index.chunking().name(),
        index.model(),
        index.chunks(),
        index.index().toString(),
        searches.engine(index),
        stored.file().decision().primary(),
        settings,
        because(index, efforts, queries));
  }

  private IndexSweep.Setting setting(
      IndexLegs.Content content,
      Effort effort,
      LegStore.Key exact,
      List<String> queries,
      List<Configuration> configurations) {
    LegStore.Key found = content.key(effort, stored.file().depth());
    double[] sums = new double[CUTOFFS.length];
    for (String query : queries) {
      Ranking wanted = legs.find(exact, query).orElseThrow();
      Ranking got = legs.find(found, query).orElseThrow();
      for (int i = 0; i < CUTOFFS.length; i++) {
        sums[i] += recall(wanted, got, CUTOFFS[i]);
      }
    }
    int fetched = Math.min(stored.file().depth(), effort.limit());
    return new IndexSweep.Setting(
        content.index().toString(),
        effort.toString(),
        CUTOFFS[0] > fetched ? null : sums[0] / queries.size(),
        CUTOFFS[1] > fetched ? null : sums[1] / queries.size(),
        Leaderboard.latency(legs.latencies(found).orElseThrow()),
        means(exact, found, configurations));
  }

  /// The share of the first exact hits that are among the first found; 1 where there are none.
  static double recall(Ranking exact, Ranking found, int cutoff) {
    List<Hit> wanted = exact.top(cutoff).hits();
    Set<String> ids =
        found.top(cutoff).hits().stream().map(Hit::id).collect(Collectors.toUnmodifiableSet());
    return wanted.isEmpty()
        ? 1
        : (double) wanted.stream().filter(hit -> ids.contains(hit.id())).count() / wanted.size();
  }

  private Map<String, Double> means(
      LegStore.Key exact, LegStore.Key found, List<Configuration> configurations) {
    String primary = stored.file().decision().primary();
    var rankings =
        new Rankings(
            legs, stored.manifest(), stored.file().depth(), key -> key.equals(exact) ? found : key);
    var scorer =
        new Scorer(
            List.of(Measure.parse(primary)), rankings, stored.file().golden().minimumCover());
    var scores = new TreeMap<String, List<Double>>();
    for (GoldenQuestion question : stored.questions()) {
      for (Configuration configuration : configurations) {
        Double score =
            scorer.score(configuration, question, cuts.of(configuration)).scores().get(primary);
        if (score != null) {
          scores.computeIfAbsent(configuration.id(), _ -> new ArrayList<>()).add(score);
        }
      }
    }
    var means = new TreeMap<String, Double>();
    scores.forEach((id, values) ->
        means.put(id, values.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    return means;
  }

  /// With one list in hundreds nobody finds everything: then the engine has looked at all of them.
  private @Nullable String because(
      IndexLegs.Content index, List<Effort> efforts, List<String> queries) {
    if (!(index.index() instanceof DenseIndex.IvfFlat(int nlist)) || nlist == 1) {
      return null;
    }
    LegStore.Key least = index.key(efforts.getFirst(), stored.file().depth());
    LegStore.Key all = index.key(new Effort.Nprobe(nlist), stored.file().depth());
    boolean same =
        queries.stream().allMatch(query -> legs.find(least, query).equals(legs.find(all, query)));
    return same
        ? "%s found the same with nprobe 1 as with all %d lists: it did not use the index"
            .formatted(searches.engine(index), nlist)
        : null;
  }
}
