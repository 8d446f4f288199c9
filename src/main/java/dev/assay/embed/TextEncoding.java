package dev.assay.embed;

/// What a model does with a text beside its weights. A wrong value here costs quality without any
/// error.
///
/// @param maxTokens the longest input in tokens, special ones and prefix included
/// @param queryPrefix put before a query, with its space at the end; "" for none
/// @param documentPrefix put before a chunk
/// @param normalise whether vectors get Euclidean length 1, so that inner product is the cosine
record TextEncoding(
    Pooling pooling, int maxTokens, String queryPrefix, String documentPrefix, boolean normalise) {

  TextEncoding {
    checkMaxTokens(maxTokens);
  }

  /// Room for the two special tokens and one of the text.
  static void checkMaxTokens(int maxTokens) {
    if (maxTokens < 3) {
      throw new IllegalArgumentException("maxTokens must be at least 3, got " + maxTokens);
    }
  }

  String prefix(Role role) {
    return switch (role) {
      case QUERY -> queryPrefix;
      case DOCUMENT -> documentPrefix;
    };
  }
}
