package dev.assay.judge;

import dev.assay.judge.Overlap.Match;
import dev.assay.judge.Words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges by counting words, where no language model is set. It sees whether a claim's words stand
/// together in one chunk and whether numbers, units, identifiers and negation agree; it does not
/// understand, and paraphrases and other languages escape it. Deterministic.
public final class OfflineVerifier implements Judge {
  /// A claim is supported from this weighted share of its content words on.
  private static final double SUPPORTED = 0.6;

  /// A chunk is relevant from this weighted share of the reference answer's content words on.
  private static final double RELEVANT = 0.35;

  /// The answerer declines where no sentence, with its chunk, scores as much.
  private static final double ANSWERABLE = 0.3;

  /// A further sentence joins the answer when it scores this share of the best one.
  private static final double JOINS = 0.6;

  /// What the rest of the chunk counts beside a sentence itself.
  private static final double AROUND = 0.5;

  private static final int MOST_SENTENCES = 3;

  private static final String CANNOT = "only a language model can be asked this";

  @Override
  public String name() {
    return "offline:verifier@1";
  }

  /// The one to three sentences of the contexts that cover most of the question's content words, as
  /// they stand there. Declines where no sentence covers enough.
  @Override
  public Answer answer(String question, List<Context> contexts) {
    var wanted = Words.content(question);
    if (wanted.isEmpty()) {
      return Answer.declines();
    }
    var overlap = new Overlap(contexts);
    double total = wanted.stream().mapToDouble(overlap::weight).sum();
    var candidates = new ArrayList<Candidate>();
    for (int rank = 0; rank < contexts.size(); rank++) {
      var context = contexts.get(rank);
      var sentences = Words.sentences(context.text());
      double around = share(wanted, stems(context.text()), overlap, total);
      for (int place = 0; place < sentences.size(); place++) {
        String sentence = sentences.get(place);
        if (sentence.endsWith("?") || sentence.startsWith("#") || sentence.length() > 600) {
          continue;
        }
        var stems = stems(sentence);
        double share = share(wanted, stems, overlap, total) + AROUND * around;
        // A small head start for chunks that were ranked higher; it only decides near ties.
        candidates.add(
            new Candidate(context, rank, place, sentence, stems, share, share + 0.1 / (rank + 1)));
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::rank)
            .thenComparingInt(Candidate::place));
    if (candidates.isEmpty() || candidates.getFirst().share() < ANSWERABLE) {
      return Answer.declines();
    }
    return joined(candidates, wanted);
  }

  private static double share(List<Word> wanted, Set<String> stems, Overlap overlap, double total) {
    return wanted.stream()
            .filter(word -> stems.contains(word.stem()))
            .mapToDouble(overlap::weight)
            .sum()
        / total;
  }

  private record Candidate(
      Context context,
      int rank,
      int place,
      String sentence,
      Set<String> stems,
      double share,
      double score) {}

  private static Answer joined(List<Candidate> candidates, List<Word> wanted) {
    var best = candidates.getFirst();
    var chosen = new ArrayList<Candidate>();
    var open = new HashSet<String>();
    wanted.forEach(word -> open.add(word.stem()));
    for (var candidate : candidates) {
      boolean adds = candidate.stems().stream().anyMatch(open::contains);
      if (chosen.size() < MOST_SENTENCES && adds && candidate.score() >= JOINS * best.score()) {
        chosen.add(candidate);
        open.removeAll(candidate.stems());
      }
    }
    chosen.sort(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::place));
    return Answer.of(
        String.join(" ", chosen.stream().map(Candidate::sentence).toList()),
        chosen.stream().map(candidate -> candidate.context().chunk()).distinct().toList());
  }

  /// The sentences of the text that have a content word.
  @Override
  public Claims claims(String question, String text) {
    return new Claims.Known(
        Words.sentences(text).stream()
            .filter(sentence -> !Words.content(sentence).isEmpty())
            .toList());
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    return switch (check) {
      case SUPPORT -> {
        var overlap = new Overlap(contexts);
        yield new Marks(items.stream().map(claim -> verify(claim, overlap)).toList(), "");
      }
      case USEFULNESS -> useful(items, Objects.requireNonNull(data.get("reference")));
      case CONSISTENCY,
          PERTINENCE,
          RELEVANCE,
          PASSAGE_GRADE,
          CONTEXT_GRADE,
          GROUNDEDNESS_GRADE,
          ANSWER_GRADE,
          HALLUCINATION,
          NUGGET ->
          Marks.none(items, CANNOT);
    };
  }

  @Override
  public Reply ask(Prompt prompt, Map<String, ?> data, int maxTokens) {
    return new Reply.None(CANNOT);
  }

  private static Mark verify(String claim, Overlap overlap) {
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

  private static String counted(Match match, String where) {
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
    if (Words.isNegated(claim) != Words.isNegated(match.sentence())) {
      return Words.isNegated(claim) ? "only the claim is negated" : "only the chunk is negated";
    }
    return null;
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

  private static Marks useful(List<String> chunks, String reference) {
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
                            String.valueOf(match.share() >= RELEVANT),
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

  private static Set<String> stems(String text) {
    var stems = new HashSet<String>();
    Words.words(text).forEach(word -> stems.add(word.stem()));
    return stems;
  }
}
