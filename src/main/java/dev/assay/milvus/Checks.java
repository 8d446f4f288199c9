package dev.assay.milvus;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What Milvus Lite would take without a word and answer wrongly later.
final class Checks {
  /// Milvus's `proxy.maxNameLength`.
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  /// Sparse dimensions are unsigned 32-bit numbers, the greatest is reserved.
  private static final long LAST_TERM = 0xFFFF_FFFEL;

  private Checks() {}

  static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name a collection: letters, digits and _ only, not a digit first, at most 255"
              .formatted(name));
    }
    return name;
  }

  /// Text that comes back as it was sent: not blank, well-formed UTF-16, short enough.
  static void key(String what, String value, int maxBytes) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
    if (bytes.length > maxBytes) {
      throw new IllegalArgumentException(
          "the %s '%.40s…' has %d bytes, at most %d are stored"
              .formatted(what, value, bytes.length, maxBytes));
    }
    if (!value.equals(new String(bytes, StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("the " + what + " holds half a surrogate pair");
    }
  }

  static void dense(String owner, float[] vector) {
    boolean zero = true;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "the dense vector of %s holds %s at %d".formatted(owner, vector[i], i));
      }
      zero &= vector[i] == 0;
    }
    if (zero) {
      throw new IllegalArgumentException(
          "the dense vector of %s is zero: it has no cosine with anything".formatted(owner));
    }
  }

  static void dimensions(String owner, float[] vector, int dimensions) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "the dense vector of %s has %d dimensions, the collection %d"
              .formatted(owner, vector.length, dimensions));
    }
  }

  static void sparse(String owner, SortedMap<Long, Float> weights) {
    weights.forEach((term, weight) -> {
      if (term < 0 || term > LAST_TERM) {
        throw new IllegalArgumentException(
            "the sparse vector of %s holds the term id %d, outside 0 to %d"
                .formatted(owner, term, LAST_TERM));
      }
      if (!Float.isFinite(weight) || weight <= 0) {
        throw new IllegalArgumentException(
            "the sparse vector of %s gives term %d the weight %s, weights are above 0"
                .formatted(owner, term, weight));
      }
    });
  }
}
