package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.FloatBuffer;

/// How the vectors of the tokens become the vector of the text.
public enum Pooling {
  /// The mean of all tokens, special ones included (all-MiniLM, E5).
  @JsonProperty("mean")
  MEAN,
  /// The first token, `[CLS]` (BGE).
  @JsonProperty("first")
  FIRST;

  /// @param states one row of `dimensions` numbers a token, none of them padding
  double[] pool(FloatBuffer states, int tokens, int dimensions) {
    int rows = this == FIRST ? 1 : tokens;
    double[] sum = new double[dimensions];
    for (int row = 0; row < rows; row++) {
      for (int d = 0; d < dimensions; d++) {
        sum[d] += states.get(row * dimensions + d);
      }
    }
    for (int d = 0; d < dimensions; d++) {
      sum[d] /= rows;
    }
    return sum;
  }
}
