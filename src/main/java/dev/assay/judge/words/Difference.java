package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a text says in place of what a claim says, where both are about the same.
public final class Difference {
  /// The share of a sentence's words with content that a claim has if it repeats it.
  private static final double MOST = .85;

  private Difference() {}

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
    if ((denied && !Need.isSaid(claim, window)) || Need.isSkipped(claim, sentence)) {
      return "only the chunk is negated";
    }
    String turned = Roles.turned(claim, window);
    if (turned != null) {
      return "it says '" + turned + "' the other way round";
    }
    var claimed = Words.words(claim);
    var nearest = Words.words(sentence);
    var around = Words.words(window);
    var gaps = Gap.between(claimed, nearest);
    String other =
        Stream.<Supplier<@Nullable String>>of(
                () -> Contrast.excluding(claimed, nearest, around),
                () -> Quantity.other(claimed, around),
                () -> Substitution.name(claimed, nearest, known),
                () -> Swap.in(gaps, claimed, nearest, around, known),
                () -> Flip.in(gaps, claimed, nearest),
                () -> Exchange.in(claim, claimed, nearest),
                () -> beside(claim, claimed, sentence, window, around, known),
                () -> OtherNumber.in(window, claimed),
                () -> Count.other(claimed, around),
                () -> Course.against(claim, window),
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

  /// Whether the claim has nearly all words of a sentence.
  private static boolean repeats(List<Word> claim, List<Word> sentence) {
    var said = Words.stems(claim);
    var there = sentence.stream().filter(Words::isContent).toList();
    return there.stream().filter(word -> said.contains(word.stem())).count() >= MOST * there.size();
  }

  /// What differs from another sentence of the window, of which the claim may say more than of the
  /// nearest, and is not said there nor anywhere between.
  private static @Nullable String beside(
      String claim,
      List<Word> claimed,
      String nearest,
      String window,
      List<Word> around,
      Set<String> known) {
    return Words.sentences(window).stream()
        .filter(sentence -> !sentence.equals(nearest))
        .map(Words::words)
        .filter(sentence -> repeats(claimed, sentence))
        .map(sentence -> {
          var gaps =
              Gap.between(claimed, sentence).stream()
                  .filter(gap -> gap.isAnchored() && !gap.isSaidIn(around))
                  .toList();
          String swapped = Swap.in(gaps, claimed, sentence, around, known);
          String turned = swapped == null ? Flip.in(gaps, claimed, sentence) : swapped;
          return turned == null ? Exchange.in(claim, claimed, sentence) : turned;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
