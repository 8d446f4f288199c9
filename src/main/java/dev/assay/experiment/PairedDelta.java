package dev.assay.experiment;

import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.SignFlip;
import dev.assay.measure.WinTieLoss;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// How much one configuration differs from another on the questions that both were scored on.
///
/// @param n questions scored in both
/// @param clusters source documents they come from
/// @param mean of the deltas, candidate - baseline
/// @param low lower end of the interval of the mean, drawn by source document
/// @param high upper end
/// @param method BCa, or percentile where all deltas are equal
/// @param reliable whether there are the 10 source documents an interval needs
/// @param standardDeviation of the deltas, over `n - 1`; 0 for one question
/// @param p of the sign-flip test, flipped by source document; not corrected
public record PairedDelta(
    int n,
    int clusters,
    double mean,
    double low,
    double high,
    Interval.Method method,
    boolean reliable,
    double standardDeviation,
    double p,
    WinTieLoss questions) {
  private static final int FEWEST_CLUSTERS = 10;

  /// One question's delta and the source document it hangs on.
  public record OfQuestion(String question, String cluster, double delta) {}

  /// Summarises the deltas of all questions.
  ///
  /// @param deltas at least one
  public static PairedDelta of(List<OfQuestion> deltas, Bootstrap bootstrap, SignFlip test) {
    var numbers = new HashMap<String, Integer>();
    int[] clusters =
        deltas.stream()
            .mapToInt(d -> numbers.computeIfAbsent(d.cluster(), _ -> numbers.size()))
            .toArray();
    double[] values = deltas.stream().mapToDouble(OfQuestion::delta).toArray();
    double mean = Arrays.stream(values).sum() / values.length;
    Interval interval = bootstrap.interval(values, clusters);
    return new PairedDelta(
        values.length,
        numbers.size(),
        mean,
        interval.low(),
        interval.high(),
        interval.method(),
        numbers.size() >= FEWEST_CLUSTERS,
        standardDeviation(values, mean),
        test.p(values, clusters),
        WinTieLoss.of(values));
  }

  /// The same where lower is better.
  public PairedDelta turned() {
    return new PairedDelta(
        n,
        clusters,
        -mean,
        /* low= */ -high,
        /* high= */ -low,
        method,
        reliable,
        standardDeviation,
        p,
        questions.turned());
  }

  private static double standardDeviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /// Whether the whole interval lies inside `±margin`, and can be relied on: equivalence rests on
  /// the interval alone, and that of a few documents is too short.
  boolean within(double margin) {
    return reliable && -margin < low && high < margin;
  }
}
