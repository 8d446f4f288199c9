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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges where no language model is set. With an encoder, by a logistic model over [Entailment]'s
/// three numbers; without one, by counting words. Either way numbers, units, identifiers and
/// negation must agree where the words do. It does not understand; `docs/judges.md` has its report
/// card. Deterministic.
public final class OfflineVerifier implements Judge {
  /// A claim is supported from this weighted share of its content words on.
  private static final double SUPPORTED = 0.6;

  /// From this share on a claim and a text are about the same, so that a number that differs
  /// counts.
  private static final double SAME = 0.45;

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

  /// From this probability on a claim is supported, and a chunk relevant.
  private static final double LIKELY = 0.5;

  private static final Logistic SUPPORT = Logistic.load("support@2");
  private static final Logistic RELEVANCE = Logistic.load("relevance@2");

  private final @Nullable Encoder encoder;

  /// By words alone.
  public OfflineVerifier() {
    this(null);
  }

  /// @param encoder null to count words alone
  public OfflineVerifier(@Nullable Encoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public String name() {
    return encoder == null ? "offline:words@1" : "offline:verifier@2";
  }

  /// The probability that the contexts support an answer as a whole: the model's at the mean of its
  /// claims' numbers, each claim weighing by its content words. Sentences that decline claim
  /// nothing; an answer of only those has no claim that could be unsupported.
  public double support(String answer, List<Context> contexts) {
    return SUPPORT.of(supportFeatures(answer, contexts));
  }

  /// Whether a claim of the answer has its words in the contexts and differs there in a number,
  /// unit, identifier or negation.
  public boolean disagrees(String answer, List<Context> contexts) {
    var overlap = new Overlap(contexts);
    return Words.sentences(answer).stream()
        .filter(claim -> !DecliningSentence.is(claim))
        .anyMatch(claim -> disagreement(claim, overlap.matches(Words.content(claim))) != null);
  }

  /// Null where some context agrees, and where none has the words.
  private static @Nullable String disagreement(String claim, List<Match> matches) {
    return matches.isEmpty()
            || matches.getFirst().share() < SAME
            || matches.stream().anyMatch(m -> m.share() >= SAME && disagreement(claim, m) == null)
        ? null
        : disagreement(claim, matches.getFirst());
  }

  /// The three numbers of an answer, means over its claims.
  public Map<String, Double> supportFeatures(String answer, List<Context> contexts) {
    var entailment = new Entailment(contexts, Objects.requireNonNull(encoder));
    var sums = new TreeMap<String, Double>();
    double weights = 0;
    for (String claim : Words.sentences(answer)) {
      int weight = Entailment.content(claim).size();
      if (weight == 0 || DecliningSentence.is(claim)) {
        continue;
      }
      weights += weight;
      entailment
          .features(claim)
          .forEach((name, value) -> sums.merge(name, weight * value, Double::sum));
    }
    if (weights == 0) {
      // As if a copy: nothing is claimed that is not there.
      return new TreeMap<>(Map.of("alignment", 1.0, "coverage", 1.0, "cosine", 1.0));
    }
    double all = weights;
    sums.replaceAll((_, sum) -> sum / all);
    return sums;
  }

  /// The probability that the contexts hold an answer to the question.
  public double relevance(String question, List<Context> contexts) {
    return RELEVANCE.of(relevanceFeatures(question, contexts));
  }

  public Map<String, Double> relevanceFeatures(String question, List<Context> contexts) {
    return new Entailment(contexts, Objects.requireNonNull(encoder)).features(question);
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
        var entailment = encoder == null ? null : new Entailment(contexts, encoder);
        yield new Marks(
            items.stream()
                .map(claim ->
                    entailment == null
                        ? verify(claim, overlap)
                        : verify(claim, overlap, SUPPORT.of(entailment.features(claim))))
                .toList(),
            "");
      }
      case RELEVANCE ->
          encoder == null
              ? Marks.none(items, CANNOT)
              : relevant(items, Objects.requireNonNull(data.get("question")));
      case USEFULNESS -> useful(items, Objects.requireNonNull(data.get("reference")));
      case CONSISTENCY,
          PERTINENCE,
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
  public Reply ask(String prompt, Map<String, ?> data, int maxTokens) {
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

  /// By the model, unless a number, unit, identifier or negation differs where the words agree. The
  /// chunks named are those that hold most of its words.
  private static Mark verify(String claim, Overlap overlap, double probability) {
    var matches = overlap.matches(Words.content(claim));
    String disagreement = disagreement(claim, matches);
    boolean supported = probability >= LIKELY && disagreement == null;
    String reason =
        String.format(java.util.Locale.ROOT, "probability %.2f", probability)
            + (matches.isEmpty()
                ? ""
                : "; " + counted(matches.getFirst(), matches.getFirst().chunk()))
            + (disagreement == null ? "" : "; " + disagreement);
    return new Mark(
        claim,
        String.valueOf(supported),
        reason,
        supported
            ? matches.stream()
                .filter(match -> match.share() >= SUPPORTED || match.equals(matches.getFirst()))
                .map(Match::chunk)
                .toList()
            : List.of());
  }

  private Marks relevant(List<String> chunks, String question) {
    return new Marks(
        chunks.stream()
            .map(text -> {
              double probability = relevance(question, List.of(new Context("k", text)));
              return new Mark(
                  text,
                  probability >= LIKELY ? "relevant" : "unrelated",
                  String.format(java.util.Locale.ROOT, "probability %.2f", probability),
                  List.of());
            })
            .toList(),
        "");
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
