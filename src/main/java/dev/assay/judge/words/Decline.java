package dev.assay.judge.words;

import java.util.regex.Pattern;

/// Tells by its words what declines a question, in English, German and Indonesian: it says that
/// nothing is known or that the documents do not hold it, and does not go on with a "but" and an
/// answer.
public final class Decline {
  private static final String SOURCES =
      "(?:documents?|contexts?|passages?|sources?|texts?|excerpts?|articles?|information|content)";

  private static final String ENGLISH =
      "i (?:do not|don't|did not|didn't) (?:know|have (?:\\p{L}+ ){0,4}(?:information|answer|details|knowledge))|i(?:'m| am) (?:not sure|unable to)|i (?:cannot|can't|can not|could not|couldn't) (?:answer|find|determine|say|tell)"
          + "|(?:cannot|can't|can not) be (?:answered|determined)|(?:^|there is |there's )(?:not enough|insufficient|no) (?:relevant )?(?:information|answer|mention)"
          + "|"
          + SOURCES
          + "(?: [\\p{L}]+){0,3} (?:do|does|did) ?(?:not|n't) (?:\\p{L}+ )?(?:contain|mention|provide|include|say|state|specify|answer|address|give|have|cover)"
          + "|(?:is|are) not (?:mentioned|stated|specified|provided|covered|given|contained|found) (?:in|by) (?:the|these|those|any) (?:\\p{L}+ )?"
          + SOURCES
          + "|^(?:no answer|unanswerable|not answerable|n/a|unknown)\\W*$";

  private static final String GERMAN =
      "(?:das )?weiß ich (?:leider )?nicht|ich weiß (?:es |das )?(?:leider )?nicht|kann ich (?:leider )?nicht (?:beantworten|sagen)|ich kann (?:\\p{L}+ ){0,4}nicht (?:beantworten|sagen|finden)"
          + "|(?:lässt|läßt) sich (?:\\p{L}+ ){0,6}nicht (?:beantworten|sagen|entnehmen)"
          + "|(?:dokumente?n?|kontexte?|texte?n?|quellen?|auszügen?|abschnitten?) (?:\\p{L}+ ){0,4}(?:enthält|enthalten|nennt|nennen|liefern|liefert|geben|gibt|finden sich|steht|stehen) (?:\\p{L}+ ){0,4}(?:nicht|keine?n?|nichts)"
          + "|(?:geht|gehen) (?:\\p{L}+ ){0,6}nicht hervor|(?:es gibt|gibt es|es liegen|es finden sich|dazu finden sich) (?:\\p{L}+ ){0,4}keine (?:informationen|angaben|antwort)"
          + "|^keine (?:antwort|informationen|angaben)";

  private static final String INDONESIAN =
      "(?:saya|aku|kami) (?:tidak|belum) (?:tahu|mengetahui|dapat menjawab|bisa menjawab|dapat menemukan|menemukan)|tidak (?:dapat|bisa) (?:dijawab|ditentukan)"
          + "|(?:dokumen|konteks|teks|sumber|bagian)(?: \\p{L}+){0,4} tidak (?:memuat|menyebutkan|menyebut|berisi|mencantumkan|menjelaskan|memberikan|mengandung)"
          + "|tidak (?:ada|ditemukan|terdapat|cukup) (?:informasi|jawaban|keterangan)|tidak disebutkan (?:di )?dalam (?:dokumen|konteks|teks|sumber)";

  private static final Pattern DECLINES =
      Pattern.compile(ENGLISH + "|" + GERMAN + "|" + INDONESIAN);
  private static final Pattern GOES_ON =
      Pattern.compile("\\b(?:but|however|although|aber|jedoch|allerdings|tetapi|namun|tetapi)\\b");

  /// Longer than this an answer says something, whatever its first sentence.
  private static final int MOST_SENTENCES = 3;

  private Decline() {}

  /// Whether an answer does: its first sentence, and no further one goes on.
  public static boolean declines(String answer) {
    var sentences = Words.sentences(answer);
    if (sentences.isEmpty() || sentences.size() > MOST_SENTENCES) {
      return false;
    }
    return sentence(sentences.getFirst())
        && sentences.stream().skip(1).noneMatch(next -> GOES_ON.matcher(normal(next)).lookingAt());
  }

  /// Whether one sentence declines; it claims nothing then.
  public static boolean sentence(String sentence) {
    String text = normal(sentence);
    var match = DECLINES.matcher(text);
    return match.find() && !GOES_ON.matcher(text).region(match.end(), text.length()).find();
  }

  private static String normal(String sentence) {
    String bounded = sentence.length() > 1000 ? sentence.substring(0, 1000) : sentence;
    return bounded
        .toLowerCase(java.util.Locale.ROOT)
        .replace('’', '\'')
        .replaceAll("\\s+", " ")
        .strip();
  }
}
