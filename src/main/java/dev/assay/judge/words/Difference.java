package dev.assay.judge.words;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a text says in place of what a claim says, where both are about the same.
public final class Difference {
  private static final Pattern NOT_WITHOUT =
      Pattern.compile(
          "(?:\\b(?:not|no|never|cannot|nicht|keine?|tidak)|n't)\\b[^.;]{0,200}\\b(?:without|unless|until|ohne|tanpa|kecuali)\\b([^.;]{0,200})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEEDED =
      Pattern.compile(
          "\\b(?:need(?:s|ed)?|requires?|required|must|necessary|brauch\\w*|muss|müssen|erforderlich|harus|perlu)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private Difference() {}

  private static final Pattern WITHOUT =
      Pattern.compile("\\b(?:without|ohne|tanpa)\\b", Pattern.CASE_INSENSITIVE);

  /// Whether the claim does without what the sentence does not do without.
  private static boolean skips(String claim, String sentence) {
    var said = WITHOUT.matcher(claim);
    var there = WITHOUT.matcher(sentence);
    return said.find()
        && there.find()
        && !NOT_WITHOUT.matcher(claim).find()
        && NOT_WITHOUT.matcher(sentence).find()
        && !Collections.disjoint(
            Words.stems(Words.content(claim.substring(said.end()))),
            Words.stems(Words.content(sentence.substring(there.end()))));
  }

  /// `It may not be sold without consent` says that selling it needs consent.
  private static boolean requires(String text, String claim) {
    var there = NOT_WITHOUT.matcher(text);
    return NEEDED.matcher(claim).find()
        && there.find()
        && !Collections.disjoint(
            Words.stems(Words.content(claim)), Words.stems(Words.content(there.group(1))));
  }

  /// A reason, as in `it says 'open'`; null where there is none.
  ///
  /// @param said what the claim negates
  /// @param sentence of the window, the nearest to the claim
  /// @param window neighbouring sentences
  /// @param there what the window negates
  /// @param known stems that some text has; a name of such is not taken for a wrong one
  public static @Nullable String between(
      String claim,
      Negation said,
      String sentence,
      String window,
      Negation there,
      Set<String> known) {
    if (said.denies(there)) {
      return "only the claim is negated";
    }
    boolean denied = Negation.of(sentence).denies(said) || there.deniesAnywhere(said);
    if ((denied && !requires(window, claim)) || skips(claim, sentence)) {
      return "only the chunk is negated";
    }
    String turned = Roles.turned(claim, window);
    if (turned != null) {
      return "it says '" + turned + "' the other way round";
    }
    var claimed = Words.words(claim);
    var nearest = Words.words(sentence);
    var around = Words.words(window);
    String other =
        Stream.<Supplier<@Nullable String>>of(
                () -> Contrast.excluding(claimed, nearest, around),
                () -> Quantity.other(claimed, around),
                () -> Substitution.name(claimed, nearest, around, known),
                () -> OtherNumber.in(window, claimed),
                () -> Count.other(claimed, around),
                () -> Trend.against(claim, window),
                () -> Substitution.word(claimed, said, nearest, around, there),
                () -> Prospect.in(claimed, window))
            .map(Supplier::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (other != null) {
      return "it says '" + other + "'";
    }
    String added = Addition.in(claimed, around, known);
    return added == null ? null : "it does not say '" + added + "'";
  }
}
