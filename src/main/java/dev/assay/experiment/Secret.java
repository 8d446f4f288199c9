package dev.assay.experiment;

import dev.assay.AssayException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys and tokens: an experiment file names an environment variable, `${NAME}`, and the value
/// never reaches the ledger.
public final class Secret {
  private Secret() {}

  /// What the variable holds; null where nothing was asked for.
  ///
  /// @throws AssayException if the variable is not set, or holds what no header can
  public static @Nullable String resolve(@Nullable String reference) {
    return resolve(reference, System.getenv());
  }

  static @Nullable String resolve(@Nullable String reference, Map<String, String> environment) {
    if (reference == null) {
      return null;
    }
    String name = reference.substring(2, reference.length() - 1);
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new AssayException(
          "the environment variable %s is not set: export %s=… and run again"
              .formatted(name, name));
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new AssayException(
          "the environment variable %s holds something other than printable ASCII without spaces; is there a line break at its end?"
              .formatted(name));
    }
    return value;
  }

  /// @throws IllegalArgumentException if it is anything but `${NAME}`
  static void check(String key, @Nullable String reference) {
    if (reference != null && !reference.matches("\\$\\{[A-Za-z_][A-Za-z0-9_]*}")) {
      throw new IllegalArgumentException(
          key
              + " must name an environment variable, like ${"
              + key.toUpperCase(java.util.Locale.ROOT)
              + "}");
    }
  }
}
