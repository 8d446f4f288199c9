package dev.assay.judge;

import java.util.List;

/// A sentence encoder that also tells what it makes of each word. Safe for use by many threads.
@FunctionalInterface
public interface Encoder {
  Encoded encode(String text);

  /// Vectors of length 1.
  ///
  /// @param vector of the whole text
  /// @param words one piece of a word for each of `states`, as written
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(float[] vector, List<String> words, List<float[]> states) {}

  /// The cosine of two vectors of length 1: four sums side by side, since a processor waits for
  /// each addition to one.
  static double cosine(float[] a, float[] b) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    double sum = (double) sum0 + sum1 + sum2 + sum3;
    for (; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
