package dev.assay.corpus;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A text that can be searched.
///
/// @param id the path below the corpus folder with `/` between names, or the id a collection gives
///   it; unique in a corpus
/// @param title the first heading or the title field; empty where there is none
/// @param text what was extracted, line ends normalised to `\n`; every span counts characters of
///   this string
/// @param format how the file was written
/// @param language ISO 639-1 code, or null where nobody said
public record Document(
    String id, String title, String text, Format format, @Nullable String language) {

  /// How a document was written.
  public enum Format {
    MARKDOWN,
    TEXT,
    HTML,
    PDF,
    DOCX,
    BEIR
  }

  public Document {
    Objects.requireNonNull(title);
    Objects.requireNonNull(format);
    if (id.isBlank()) {
      throw new IllegalArgumentException("a document needs an id");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("document '" + id + "' has no text");
    }
  }
}
