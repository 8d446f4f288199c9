package dev.assay.judge.words;

import java.util.regex.Pattern;

/// Tells by its words a sentence of courtesy, in English, German and Indonesian: thanks, an offer
/// of more help, a hope that it helped. It claims nothing. One with a number or an address may.
public final class Courtesy {
  private static final int LONGEST = 160;

  private static final String ENGLISH =
      "(?:i |we )?hope (?:this|that|it|these|you)\\b.*\\b(?:help\\w*|useful|clear\\w*|answers?)\\b.*"
          + "|(?:please )?(?:let me know|feel free|don't hesitate|do not hesitate|(?:just )?(?:ask|tell) me)\\b.*"
          + "|please ask\\b.*|i(?:'m| am| would be|'d be) (?:happy|glad|here) to (?:help|assist|answer)\\b.*"
          + "|(?:if|should) you have (?:any |some )?(?:other |more |further |additional |specific )?questions\\b.*"
          + "|(?:is there|do you have) any(?:thing else|(?: other| more| further)? questions)\\b.*"
          + "|(?:thank you|thanks)\\b.*|you(?:'re| are) (?:very )?welcome\\b.*|have a (?:nice|great|good) \\w+"
          + "|(?:sure|certainly|of course|absolutely|(?:that is |that's |what )?an? (?:great|good|excellent) question|(?:great|good|excellent) question)";

  private static final String GERMAN =
      "ich hoffe,? .*\\b(?:hilft|geholfen|hilfreich|weiter)\\b.*|vielen dank\\b.*|danke\\b.*|gern(?:e)? geschehen\\b.*"
          + "|(?:zögern sie nicht|melden sie sich|lassen sie (?:es )?mich wissen|sagen sie mir|fragen sie (?:mich )?gerne?)\\b.*"
          + "|(?:wenn|falls|sollten) sie (?:noch |weitere |noch weitere )?fragen haben\\b.*|bei (?:weiteren )?fragen\\b.*|gute frage|natürlich|gerne";

  private static final String INDONESIAN =
      "semoga .*\\b(?:membantu|bermanfaat|jelas)\\b.*|jangan ragu\\b.*|terima kasih\\b.*|silakan (?:bertanya|tanyakan|beri tahu)\\b.*"
          + "|(?:jika|kalau|apabila) (?:ada|anda (?:punya|memiliki|mempunyai)) pertanyaan\\b.*|sama-sama|tentu(?: saja)?|pertanyaan (?:yang )?bagus";

  private static final Pattern COURTEOUS =
      Pattern.compile(
          "(?:" + ENGLISH + "|" + GERMAN + "|" + INDONESIAN + ")\\W*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern FACT = Pattern.compile("[\\p{Nd}@]|://|www\\.");

  private Courtesy() {}

  public static boolean sentence(String sentence) {
    return sentence.length() <= LONGEST
        && !FACT.matcher(sentence).find()
        && COURTEOUS.matcher(sentence.strip().replace('’', '\'')).matches();
  }
}
