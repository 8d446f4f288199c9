package dev.assay.judge.words;

import java.util.regex.Pattern;

/// Tells by its words, in English, German and Indonesian, whether a sentence is about the one who
/// speaks or the one who is spoken to, which no document can support.
public final class Speaker {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;

  private static final Pattern SELF =
      Pattern.compile(
          "(?<!\\()\\bi\\b(?![/)&-]|\\.\\p{L})"
              + "|\\bim (?:a|an|the|so|not|sure|sorry|just|glad|happy|afraid|from|(?-i:[a-z]+ing))\\b"
              + "|\\b(?:of|is|are|was|were) mine\\b"
              + "|\\b(?:my|(?-i:me|mich|mir)|myself|ich|meine?[mnrs]?|saya|aku)\\b",
          FLAGS);

  private static final Pattern READER =
      Pattern.compile(
          "\\b(?:you|your|yours|yourself|du|dich|dir|deine?[mnrs]?|anda|kamu)\\b", FLAGS);

  /// What only introduces a claim, as in `I know that it was first sold in 1903`.
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "\\bi (?:know|knew|(?:have |had )?(?:read|heard|learned))\\b"
              + "|\\bich (?:weiß|habe (?:gelesen|gehört))\\b"
              + "|\\b(?:saya|aku) (?:tahu|baca|dengar)\\b",
          FLAGS);

  /// The first of several, as in `World War I` and `type I`.
  private static final Pattern NUMERAL =
      Pattern.compile(
          "\\b(?:\\p{Lu}\\w{0,30}|types?|phase|class|part|stage|level|grade|group|chapter|complex|factor) I\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:\\p{L}{2,8}[,!.]? )?(?:did|do) you know (?:that )?(?=\\S+ \\S+ \\S)(?!(?:what|who|whom|whose|where|when|why|how|which|if|whether|anything|any|about|of)\\b)(.*)\\?$",
          FLAGS);

  private Speaker() {}

  /// What is stated in the form of a question, `Did you know that it is blue?`, as a statement; any
  /// other sentence as it is.
  public static String stated(String sentence) {
    return OPENING.matcher(sentence).replaceFirst("$1.");
  }

  /// Whether it asks, or speaks of its speaker.
  public static boolean isPersonal(String sentence) {
    String plain = NUMERAL.matcher(sentence).replaceAll(" ");
    return sentence.endsWith("?")
        || SELF.matcher(INTRODUCTION.matcher(plain).replaceAll(" ")).find();
  }

  public static boolean addressesReader(String text) {
    return READER.matcher(text).find();
  }
}
