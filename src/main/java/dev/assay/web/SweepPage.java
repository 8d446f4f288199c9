package dev.assay.web;

import dev.assay.InvalidInput;
import dev.assay.analysis.Sweep;
import dev.assay.analysis.Sweep.Curve;
import dev.assay.experiment.ExperimentRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What each fusion of the stored legs is worth, and how sure the best is.
///
/// @param sweep null where there is nothing to sweep, or no result yet
/// @param legs the names of all pairs of legs, and the one that is shown
/// @param depth hits of each leg in the curves that are shown
public record SweepPage(
    Query query,
    String experiment,
    @Nullable Sweep sweep,
    List<String> legs,
    String shown,
    int depth)
    implements Page {

  static SweepPage of(Catalogue catalogue, SweepMemo memo, Query query, String id) {
    ExperimentRecord experiment = catalogue.experiment(id);
    Sweep sweep;
    try {
      sweep = memo.sweep(catalogue.lab(), experiment, query.text("measure"));
    } catch (InvalidInput unknown) {
      throw new Refusal(
          400,
          String.valueOf(unknown.getMessage()),
          experiment.partial()
              ? "The sweep of the whole experiment is on its own page."
              : "docs/measures.md has all measures.");
    }
    if (sweep == null) {
      return new SweepPage(query, experiment.id(), null, List.of(), "", 0);
    }
    List<String> legs = sweep.curves().stream().map(SweepPage::legs).distinct().toList();
    Sweep.Setting best = sweep.best();
    String shown = query.text("legs", legs(best.chunking(), best.model(), best.bm25()));
    if (!legs.contains(shown)) {
      throw Refusal.unknown("pair of legs", shown, legs, "All are on this page without legs=.");
    }
    int depth = query.number("depth", best.depth(), 1000);
    if (sweep.curves().stream().noneMatch(curve -> curve.depth() == depth)) {
      throw new Refusal(
          404, "No curve has depth " + depth + ".", "All are on this page without depth=.");
    }
    return new SweepPage(query, experiment.id(), sweep, legs, shown, depth);
  }

  private static String legs(Curve curve) {
    return legs(curve.chunking(), curve.model(), curve.bm25());
  }

  private static String legs(String chunking, String model, String bm25) {
    return chunking + " · " + model + " + " + bm25;
  }

  private Sweep found() {
    return Objects.requireNonNull(sweep);
  }

  /// The depths that were tried.
  public List<Integer> depths() {
    var depths = new TreeSet<Integer>();
    found().curves().forEach(curve -> depths.add(curve.depth()));
    return List.copyOf(depths);
  }

  /// All curves of the pair that is shown.
  public List<Curve> curves() {
    return found().curves().stream().filter(curve -> legs(curve).equals(shown)).toList();
  }

  /// One figure a kind of fusion, all with the same axis.
  public List<SweepChart> charts() {
    return SweepChart.of(
        found().measure(), curves().stream().filter(curve -> curve.depth() == depth).toList());
  }

  public boolean isBest(Curve curve) {
    Sweep.Setting best = found().best();
    return curve.depth() == best.depth()
        && curve.normalise() == best.normalise()
        && legs(curve).equals(legs(best.chunking(), best.model(), best.bm25()));
  }

  /// `RRF` or the normalisation of the weights.
  public static String name(Curve curve) {
    return curve.normalise() == null ? "RRF" : "weights, " + curve.normalise();
  }

  /// `k 12` or `dense .43`
  public static String at(Curve curve, int index) {
    double at = curve.at().get(index);
    return curve.normalise() == null ? "k " + Math.round(at) : "dense " + Numbers.decimals(at);
  }

  /// The best setting in words.
  public String best() {
    Sweep.Setting best = found().best();
    return "%s · %s, first %d of each leg"
        .formatted(
            legs(best.chunking(), best.model(), best.bm25()),
            best.k() == null
                ? "%s weights, dense %s"
                    .formatted(
                        best.normalise(),
                        Numbers.decimals(Objects.requireNonNull(best.denseWeight())))
                : "RRF with k " + best.k(),
            best.depth());
  }

  @Override
  public String template() {
    return "sweep";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("sweep", sweep);
    return data;
  }
}
