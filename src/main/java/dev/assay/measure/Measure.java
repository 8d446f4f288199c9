package dev.assay.measure;

import java.util.Arrays;
import java.util.List;

/// A way to score the ranking of one question. A measure is a value with one spelling, `nDCG@10` or
/// `P(rel=2)@10`: [#parse] reads it, [Object#toString] prints it without defaults.
/// `docs/measures.md` has a formula, a paper and a worked example for each.
public sealed interface Measure permits GradeMeasure, SpanMeasure {
  /// The cutoff of a measure that looks at the whole ranking; printed as no `@k` at all.
  int UNCUT = Integer.MAX_VALUE;

  /// Reads `nDCG@10`, `P(rel=2)@10`, `nDCG(dcg='exp-log2')@10`, `EvR@2000tok`, `AP`; `MRR` is read
  /// as `RR`.
  ///
  /// @throws IllegalArgumentException with the nearest known name for anything unknown
  static Measure parse(String text) {
    return MeasureNames.measure(Spelling.parse(text));
  }

  /// Reads several, with commas between: `nDCG(dcg='exp-log2')@10,AP`. A comma inside parentheses
  /// separates parameters.
  static List<Measure> parseAll(String list) {
    return Arrays.stream(list.split(",(?![^(]*\\))", -1)).map(Measure::parse).toList();
  }

  /// The names that [#parse] knows, aliases aside.
  static List<String> names() {
    return MeasureNames.ALL;
  }
}
