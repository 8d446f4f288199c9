package dev.assay.synth;

import org.jspecify.annotations.Nullable;

/// How one language asks. Each gives a question, or null where the text does not fit its pattern.
sealed interface Patterns permits English, German, Indonesian {
  static Patterns of(Language language) {
    return switch (language) {
      case EN -> new English();
      case DE -> new German();
      case ID -> new Indonesian();
    };
  }

  /// Words that make a heading a heading and nothing more.
  String BARE =
      "(?i)(?:overview|introduction|notes?|contents|general|summary|background|definitions?|scope|purpose|parties"
          + "|signatures?|history|appendix.*|annex.*|schedule.*|überblick|einleitung|hinweise?|allgemeines|inhalt"
          + "|umsetzung|ringkasan|pendahuluan|catatan|umum|isi)";

  /// Headings that are half a question already.
  String ASKING =
      "(?i)(?:what|when|where|who|why|how|which|if|was|wann|wo|wer|wie|warum|welche\\p{L}*|wenn|apa|kapan|siapa|bagaimana"
          + "|mengapa|jika)\\b.*";

  String NUMBER = "(?<num>\\d+(?:[.,]\\d+)?)";

  String code(String code);

  @Nullable String cell(String column, String row);

  /// From a heading that is a question or names an action.
  @Nullable String heading(String heading);

  /// From any other heading of two to six words.
  default @Nullable String subject(String heading) {
    long words = heading.chars().filter(c -> c == ' ').count() + 1;
    boolean fits =
        words >= 2
            && words <= 6
            && heading.matches("[\\p{L}\\p{N} ,'’-]{8,60}")
            && !heading.matches(BARE)
            && !heading.matches(ASKING);
    return fits && heading(heading) == null ? about(calm(heading)) : null;
  }

  String about(String subject);

  /// From a sentence with a number and a unit.
  @Nullable String number(String sentence);

  /// From a sentence that says what something is.
  @Nullable String definition(String sentence);

  /// A heading in capitals as a writer would write it.
  private static String calm(String heading) {
    return heading.equals(heading.toUpperCase(java.util.Locale.ROOT))
        ? heading.toLowerCase(java.util.Locale.ROOT)
        : heading;
  }

  /// With a small first letter where the first word is one of these.
  static String inner(String phrase, String words) {
    return phrase.matches("(?:" + words + ")\\b.*")
        ? Character.toLowerCase(phrase.charAt(0)) + phrase.substring(1)
        : phrase;
  }
}
