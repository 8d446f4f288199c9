package dev.assay.judge;

import dev.assay.judge.Overlap.Match;
import dev.assay.judge.Words.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges by counting words: a claim needs its content words close together in one context, and
/// there the same numbers, units, identifiers and negation.
final class WordRules {
  /// A claim is supported from this weighted share of its content words on.
  static final double SUPPORTED = 0.6;

  /// From this share on a claim and a text are about the same, so that a number that differs
  /// counts.
  private static final double SAME = 0.45;

  /// A chunk is useful from this weighted share of the reference answer's content words on.
  private static final double USEFUL = 0.35;

  private WordRules() {}

  static Mark support(String claim, Overlap overlap) {
    var words = Words.content(claim);
    var matches = overlap.matches(words);
    if (matches.isEmpty()) {
      return new Mark(
          claim, "false", "none of its content words stands in the contexts", List.of());
    }
    var supporting =
        matches.stream()
            .filter(match -> match.share() >= SUPPORTED && disagreement(claim, match) == null)
            .toList();
    var best = supporting.isEmpty() ? matches.getFirst() : supporting.getFirst();
    String reason = counted(best, best.chunk());
    String disagreement = best.share() >= SUPPORTED ? disagreement(claim, best) : null;
    return new Mark(
        claim,
        String.valueOf(!supporting.isEmpty()),
        disagreement == null ? reason : reason + "; " + disagreement,
        supporting.stream().map(Match::chunk).toList());
  }

  /// What differs where a claim has its words in the contexts; null where some context agrees, and
  /// where none has the words.
  static @Nullable String disagreement(String claim, List<Match> matches) {
    return matches.isEmpty()
            || matches.getFirst().share() < SAME
            || matches.stream().anyMatch(m -> m.share() >= SAME && disagreement(claim, m) == null)
        ? null
        : disagreement(claim, matches.getFirst());
  }

  static Marks useful(List<String> chunks, String reference) {
    var contexts = new ArrayList<Context>();
    chunks.forEach(text -> contexts.add(new Context("k" + contexts.size(), text)));
    var matches = new Overlap(contexts).matches(Words.content(reference));
    return new Marks(
        contexts.stream()
            .map(context ->
                matches.stream()
                    .filter(match -> match.chunk().equals(context.chunk()))
                    .findFirst()
                    .map(match ->
                        new Mark(
                            context.text(),
                            String.valueOf(match.share() >= USEFUL),
                            counted(match, "it"),
                            List.of()))
                    .orElse(
                        new Mark(
                            context.text(),
                            "false",
                            "no content word of the reference answer",
                            List.of())))
            .toList(),
        "");
  }

  static String counted(Match match, String where) {
    String found =
        "%d of %d content words found in %s"
            .formatted(match.found(), match.found() + match.missing().size(), where);
    return match.missing().isEmpty()
        ? found
        : found
            + "; missing: "
            + String.join(
                ", ", match.missing().stream().limit(8).map(word -> "'" + word + "'").toList());
  }

  /// What makes a claim wrong although its words are there, or null.
  private static @Nullable String disagreement(String claim, Match match) {
    var words = Words.words(claim);
    var there = Words.words(match.window());
    var stems = new HashSet<String>();
    there.forEach(word -> stems.add(word.stem()));
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if ((word.isNumber() || word.isIdentifier()) && !stems.contains(word.stem())) {
        return "it does not say '" + word.surface() + "'";
      }
      String unit = i + 1 < words.size() ? Words.unit(words.get(i + 1)) : null;
      if (word.isNumber() && unit != null && !unitsOf(word, there).contains(unit)) {
        return "it does not say '%s %s'".formatted(word.surface(), words.get(i + 1).surface());
      }
    }
    var said = Negation.of(claim);
    if (said.denies(Negation.of(match.window()))) {
      return "only the claim is negated";
    }
    return Negation.of(match.sentence()).denies(said) ? "only the chunk is negated" : null;
  }

  private static Set<String> unitsOf(Word number, List<Word> words) {
    var units = new HashSet<String>();
    for (int i = 0; i + 1 < words.size(); i++) {
      String unit = Words.unit(words.get(i + 1));
      if (unit != null && Objects.equals(words.get(i).stem(), number.stem())) {
        units.add(unit);
      }
    }
    return units;
  }
}
