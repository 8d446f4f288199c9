package dev.assay.embed;

import dev.assay.AssayException;

/// The last step of every model, a vector that can be stored, and how two of them are compared.
public final class Vectors {
  private Vectors() {}

  /// Checks that all numbers are finite, and divides by the Euclidean length if asked to.
  ///
  /// @param source whose vector it is, for the message
  static float[] finish(double[] values, boolean normalise, String source) {
    double squares = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new AssayException(source + " gave a vector with a number that is not finite");
      }
      squares += value * value;
    }
    if (squares == 0) {
      throw new AssayException(source + " gave a vector of zeros, which has no direction");
    }
    double length = normalise ? Math.sqrt(squares) : 1;
    float[] vector = new float[values.length];
    for (int d = 0; d < values.length; d++) {
      vector[d] = (float) (values[d] / length);
    }
    return vector;
  }

  /// The cosine of two vectors of one length, from -1 to 1, summed in double.
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }
}
