package dev.assay.judge.words;

import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/// What something needs, said by two negations: `it may not be sold without consent`. English,
/// German, Indonesian.
final class Need {
  private static final Pattern NOT_WITHOUT =
      Pattern.compile(
          "(?:\\b(?:not|no|never|cannot|nicht|keine?|tidak)|n't)\\b[^.;]{0,200}\\b(?:without|unless|until|ohne|tanpa|kecuali)\\b([^.;]{0,200})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WITHOUT =
      Pattern.compile(
          "\\b(?:without|ohne|tanpa)\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern NEEDED =
      Pattern.compile(
          "\\b(?:need(?:s|ed)?|requires?|required|must|necessary|brauch\\w*|muss|müssen|erforderlich|harus|perlu)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private Need() {}

  /// Whether the claim says that it is needed: `selling it needs consent`.
  static boolean isSaid(String claim, String text) {
    var there = NOT_WITHOUT.matcher(text);
    return NEEDED.matcher(claim).find()
        && there.find()
        && !Collections.disjoint(stems(claim), stems(there.group(1)));
  }

  /// Whether the claim does without it: `it is sold without consent`.
  static boolean isSkipped(String claim, String sentence) {
    var said = WITHOUT.matcher(claim);
    var there = WITHOUT.matcher(sentence);
    return said.find()
        && there.find()
        && !NOT_WITHOUT.matcher(claim).find()
        && NOT_WITHOUT.matcher(sentence).find()
        && !Collections.disjoint(stems(said.group(1)), stems(there.group(1)));
  }

  private static Set<String> stems(String text) {
    return Words.stems(Words.content(text));
  }
}
