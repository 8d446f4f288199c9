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
}
