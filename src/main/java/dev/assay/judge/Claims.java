package dev.assay.judge;

import java.util.List;

/// The claims that a text makes, or why they are not known.
public sealed interface Claims {
  /// The claims.
  ///
  /// @param texts each a statement that can be true or false by itself; may be empty
  record Known(List<String> texts) implements Claims {
    public Known {
      texts = List.copyOf(texts);
    }
  }

  /// The judge gave no usable list.
  record Unknown(String reason) implements Claims {}
}
