package dev.assay.corpus;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// ISO 639-1 codes: two small letters.
final class Languages {
  private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

  private Languages() {}

  static void check(@Nullable String language) {
    if (language != null && !CODES.contains(language)) {
      throw new IllegalArgumentException(
          "language must be an ISO 639-1 code such as 'en', got '%s'".formatted(language));
    }
  }

  /// `de` of the language tag `de-AT`; null where it names no language of two letters.
  static @Nullable String ofTag(String tag) {
    var code = Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
    return CODES.contains(code) ? code : null;
  }

  /// The last folder of a path that is called like a language: `de` of `help/de/x.md`.
  static @Nullable String ofPath(String id) {
    String found = null;
    var parts = id.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (CODES.contains(parts[i])) {
        found = parts[i];
      }
    }
    return found;
  }
}
