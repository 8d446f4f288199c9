package dev.assay.analysis;

import dev.assay.experiment.Result;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An approximate index of one dense leg, searched with more and more effort, against the exact
/// leg. `docs/losses.md` says what each figure means.
///
/// @param chunks how many vectors are indexed
/// @param index `IVF_FLAT(nlist=288)`
/// @param engine who searched, name and version
/// @param settings exact search first, then from the least effort to the most
/// @param because what makes the figures say nothing about this kind of index, or null
public record IndexSweep(
    String chunking,
    String model,
    int chunks,
    String index,
    String engine,
    String measure,
    List<Setting> settings,
    @Nullable String because) {

  /// One search setting, all questions asked one by one.
  ///
  /// @param index `FLAT` for exact search, else the index above
  /// @param effort `exact`, `nprobe=8`, `ef=64`
  /// @param recallAt10 the share of the first 10 exact hits that are among its first 10, mean over
  ///   questions; null where fewer hits are fetched
  /// @param recallAt100 the same for 100
  /// @param latencyMs of one search
  /// @param means the measure of each configuration that has this dense leg
  public record Setting(
      String index,
      String effort,
      @Nullable Double recallAt10,
      @Nullable Double recallAt100,
      Result.Latency latencyMs,
      Map<String, Double> means) {}
}
