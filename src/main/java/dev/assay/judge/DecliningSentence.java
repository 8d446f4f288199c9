package dev.assay.judge;

import java.util.regex.Pattern;

/// Finds sentences that say that nothing is said: that the contexts hold no answer, or that the
/// answerer does not know. English, German, Indonesian. Of whole answers, [Decline].
final class DecliningSentence {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "\\b(?:sorry|unfortunately"
              + "|(?:do|does|did)(?:n't| not) (?:have|provide|contain|mention|specify|know|include|state|say)"
              + "|(?:not|isn't|aren't|no) (?:(?:enough|specific|explicit) )?(?:information|mentioned|specified|provided|stated)"
              + "|(?:can(?:no|')t|can not|unable to) (?:answer|find|determine|say|provide)"
              + "|don't know"
              + "|leider|wei(?:ß|ss) (?:ich|es) nicht|(?:kann|konnte) (?:ich )?nicht (?:beantwort|find)\\w*"
              + "|keine (?:angaben?|informationen)|nicht (?:angegeben|erwähnt|enthalten)"
              + "|maaf|tidak (?:tahu|ada informasi|disebutkan|menemukan|dapat menjawab))\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private DecliningSentence() {}

  static boolean is(String text) {
    return SENTENCE.matcher(text.length() > 2000 ? text.substring(0, 2000) : text).find();
  }
}
