package dev.assay.synth;

import dev.assay.corpus.Document;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The languages there are question patterns for.
enum Language {
  EN("the of and to is in for with not or"),
  DE("der die und das ist nicht mit von den ein für"),
  ID("yang dan di untuk dengan tidak dari atau ini dalam");

  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int READ = 4000;

  private final String common;

  Language(String common) {
    this.common = " " + common + " ";
  }

  /// ISO 639-1.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As the document says, else the one whose commonest words stand in its beginning most often;
  /// null where it is none of ours.
  static @Nullable Language of(Document document) {
    var said = document.language();
    if (said != null) {
      return Arrays.stream(values())
          .filter(language -> language.code().equals(said))
          .findFirst()
          .orElse(null);
    }
    var start = document.text().substring(0, Math.min(READ, document.text().length()));
    List<String> words =
        WORD.matcher(start).results().map(word -> word.group().toLowerCase(Locale.ROOT)).toList();
    Language best = null;
    long most = words.size() / 20; // below one in twenty it is another language, or no language
    for (var language : values()) {
      long hits = words.stream().filter(word -> language.common.contains(" " + word + " ")).count();
      if (hits > most) {
        most = hits;
        best = language;
      }
    }
    return best;
  }
}
