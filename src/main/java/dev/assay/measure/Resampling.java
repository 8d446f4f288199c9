package dev.assay.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Draws rows with replacement, those of a cluster together, for the 95 % percentile interval of
/// any statistic of them; 1,000 times, the same each time. A draw that the statistic says nothing
/// of is left out. Efron 1979, doi:10.1214/aos/1176344552.
public final class Resampling<T> {
  private static final int RESAMPLES = 1000;

  private final List<T> all;
  private final List<List<T>> clusters;
  private final long seed;

  /// Rows to draw from.
  ///
  /// @param cluster rows for which it is the same are drawn together
  public Resampling(List<T> rows, Function<T, String> cluster, long seed) {
    var byCluster = new LinkedHashMap<String, List<T>>();
    rows.forEach(
        row -> byCluster.computeIfAbsent(cluster.apply(row), _ -> new ArrayList<>()).add(row));
    this.all = rows;
    this.clusters = List.copyOf(byCluster.values());
    this.seed = seed;
  }

  /// The statistic of all rows, with its interval; null where it says nothing of them.
  public @Nullable Figure figure(Function<List<T>, OptionalDouble> statistic) {
    OptionalDouble value = all.isEmpty() ? OptionalDouble.empty() : statistic.apply(all);
    if (value.isEmpty()) {
      return null;
    }
    var random = new Random(seed);
    var drawn = new ArrayList<Double>();
    for (int i = 0; i < RESAMPLES; i++) {
      var rows = new ArrayList<T>(all.size());
      for (int j = 0; j < clusters.size(); j++) {
        rows.addAll(clusters.get(random.nextInt(clusters.size())));
      }
      statistic.apply(rows).ifPresent(drawn::add);
    }
    double[] sorted = drawn.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? new Figure(value.getAsDouble(), value.getAsDouble(), value.getAsDouble())
        : new Figure(value.getAsDouble(), at(sorted, .025), at(sorted, .975));
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }
}
