package dev.assay.judge;

import dev.assay.judge.Overlap.Match;
import dev.assay.judge.words.Difference;
import dev.assay.judge.words.Negation;
import dev.assay.judge.words.Units;
import dev.assay.judge.words.Words;
import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges by counting words: a claim needs its content words close together in one context, and
/// there the same numbers, units, identifiers and negation.
final class WordRules {
  /// A claim is supported from this weighted share of its content words on.
  static final double SUPPORTED = 0.6;

  /// From this share on a claim and a text are about the same, so that a number or a negation that
  /// differs counts.
  private static final double SAME = 0.45;

  /// A chunk is useful from this weighted share of the reference answer's content words on.
  private static final double USEFUL = 0.35;

  /// The number of a list's next entry, where a sentence ends with it: `Do this: 1.`
  private static final Pattern NEXT_ENTRY =
      Pattern.compile("(?<=[:;.])\\s+" + Words.LIST_MARKER + "$");

  private WordRules() {}

  static Mark support(String claim, Overlap overlap) {
    String plain = overlap.inItsUnits(claim);
    var words = Words.content(plain);
    var matches = overlap.matches(words);
    if (matches.isEmpty()) {
      return new Mark(
          claim, "false", "none of its content words stands in the contexts", List.of());
    }
    String elsewhere = misplaced(plain, overlap);
    String misplaced = elsewhere == null ? unknown(plain, overlap) : elsewhere;
    var said = Negation.of(plain);
    var figures = words.stream().filter(WordRules::isFigure).map(Word::stem).toList();
    var supporting =
        matches.stream()
            .filter(match ->
                match.share() >= SUPPORTED
                    && misplaced == null
                    && Words.stems(match.window()).containsAll(figures)
                    && conflict(plain, said, Negation.of(match.window()), match, overlap) == null)
            .toList();
    var best = supporting.isEmpty() ? matches.getFirst() : supporting.getFirst();
    String reason = counted(best, best.chunk());
    String differs =
        misplaced == null
            ? conflict(plain, said, Negation.of(best.window()), best, overlap)
            : misplaced;
    return new Mark(
        claim,
        String.valueOf(!supporting.isEmpty()),
        best.share() < SUPPORTED || differs == null ? reason : differs + "; " + reason,
        supporting.stream().map(Match::chunk).toList());
  }

  /// What differs where a claim has its words in the contexts: a number, unit or identifier that
  /// none of them has there, or a negation against one of them where no other says the same. Null
  /// where nothing does, and where none has the words.
  ///
  /// @param matches of the claim's content words
  static @Nullable String disagreement(String claim, List<Match> matches, Overlap overlap) {
    String misplaced = misplaced(claim, overlap);
    if (misplaced != null) {
      return misplaced;
    }
    var said = Negation.of(claim);
    String conflict = null;
    for (var match : matches) {
      if (match.share() >= SAME) {
        var there = Negation.of(match.window());
        String other = conflict(claim, said, there, match, overlap);
        if (other == null && said.agrees(there)) {
          return null;
        }
        conflict = conflict == null ? other : conflict;
      }
    }
    return conflict;
  }

  /// A name that contexts and question lack: a claim with one goes beyond them, and they say
  /// nothing against it. Null where there is none.
  static @Nullable String unknown(String claim, Overlap overlap) {
    String name = overlap.unknownName(claim);
    return name == null ? null : "it does not say '" + name + "'";
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

  /// A number, unit or identifier that no context has near the claim's words, or what it has of
  /// something else; null where there is none.
  private static @Nullable String misplaced(String claim, Overlap overlap) {
    String figure = figure(claim, overlap);
    if (figure != null) {
      return figure;
    }
    String crossed = overlap.crossed(claim);
    return crossed == null ? null : "it says " + crossed;
  }

  /// The claim's other words tell whether it is about the same: a wrong number would weigh against
  /// that. The number has to stand where half as many of them stand as anywhere.
  private static @Nullable String figure(String claim, Overlap overlap) {
    var words = Words.words(NEXT_ENTRY.matcher(claim).replaceFirst(""));
    var figures =
        words.stream().filter(WordRules::isFigure).map(Word::stem).collect(Collectors.toSet());
    if (figures.isEmpty()) {
      return null;
    }
    var others = Words.content(claim).stream().filter(word -> !isFigure(word)).toList();
    var matches = overlap.matches(others);
    double most = matches.isEmpty() ? 0 : matches.getFirst().share();
    if (most < SAME) {
      return null;
    }
    var shares = overlap.sharesBeside(figures, others);
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      String amount = word.isNumber() ? Overlap.amount(words, i) : null;
      if (isFigure(word) && shares.getOrDefault(word.stem(), 0.0) < most / 2) {
        return "it does not say '" + word.surface() + "'";
      }
      if (amount != null && overlap.measuresOtherwise(word.stem(), amount)) {
        boolean behind = i + 1 < words.size() && Units.of(words.get(i + 1)) != null;
        return "it does not say '%s %s'"
            .formatted(
                words.get(behind ? i : i - 1).surface(), words.get(behind ? i + 1 : i).surface());
      }
    }
    return null;
  }

  private static boolean isFigure(Word word) {
    return word.isNumber() || word.isIdentifier();
  }

  private static @Nullable String conflict(
      String claim, Negation said, Negation there, Match match, Overlap overlap) {
    return Difference.between(
        claim, said, match.sentence(), match.window(), there, overlap.stems());
  }
}
