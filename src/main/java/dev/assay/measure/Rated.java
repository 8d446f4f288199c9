package dev.assay.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// An item that a judge gave a value, and a person perhaps another.
///
/// @param group items of one group are alike and were drawn together: the claims of an answer
/// @param human null where nobody labelled it
public record Rated(String group, double judge, @Nullable Double human) {
  /// The variance of an estimate that moves by its items' influences: the sum over groups of the
  /// square of each one's sum. With one item a group it is the usual one for independent items.
  /// Liang and Zeger 1986, doi:10.1093/biomet/73.1.13, without a correction for few groups.
  static double variance(List<Rated> items, ToDoubleFunction<Rated> influence) {
    var byGroup = new LinkedHashMap<String, Double>();
    items.forEach(item -> byGroup.merge(item.group(), influence.applyAsDouble(item), Double::sum));
    return byGroup.values().stream().mapToDouble(sum -> sum * sum).sum();
  }
}
