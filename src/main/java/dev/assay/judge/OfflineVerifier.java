package dev.assay.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges where no language model is set. With an encoder, by logistic models over [Entailment]'s
/// numbers; without one, by [WordRules]. Either way numbers, units, identifiers and negation must
/// agree where the words do. It does not understand; `docs/judges.md` has its report card.
/// Deterministic.
public final class OfflineVerifier implements Judge {
  private static final String CANNOT = "only a language model can be asked this";

  /// From this probability on a claim is supported or contradicted, and a chunk relevant.
  private static final double LIKELY = 0.5;

  private static final Logistic SUPPORT = Logistic.load("support@3");
  private static final Logistic CONTRADICTION = Logistic.load("contradiction@1");
  private static final Logistic RELEVANCE = Logistic.load("relevance@3");

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
    return encoder == null ? "offline:words@3" : "offline:verifier@4";
  }

  /// How contexts stand to an answer as a whole: means over its claims, each weighing by its
  /// content words.
  ///
  /// @param support the share that they support; 1 where nothing is claimed that could be
  ///   unsupported
  /// @param contradiction the share that they contradict, if they do not support it; 0 to 1
  /// @param disagrees whether a claim has its words in the contexts and differs there in a number,
  ///   unit, identifier or negation
  public record Stance(double support, double contradiction, boolean disagrees) {}

  public Stance stance(String answer, List<Context> contexts) {
    var overlap = new Overlap(contexts);
    var claims = weighed(answer, contexts, overlap);
    return new Stance(
        mean(claims, SUPPORT, 1),
        mean(claims, CONTRADICTION, 0),
        Claims.stated(answer).stream()
            .anyMatch(claim ->
                WordRules.disagreement(claim, overlap.matches(Words.content(claim))) != null));
  }

  private static double mean(List<Weighed> claims, Logistic model, double ofNothing) {
    double weights = claims.stream().mapToDouble(Weighed::weight).sum();
    return weights == 0
        ? ofNothing
        : claims.stream().mapToDouble(c -> c.weight() * model.of(c.features())).sum() / weights;
  }

  /// The numbers of an answer, means over its claims; of a copy where nothing is claimed.
  public Map<String, Double> supportFeatures(String answer, List<Context> contexts) {
    var claims = weighed(answer, contexts, new Overlap(contexts));
    double weights = claims.stream().mapToDouble(Weighed::weight).sum();
    if (weights == 0) {
      return Entailment.COPY;
    }
    var means = new TreeMap<String, Double>();
    for (var claim : claims) {
      claim
          .features()
          .forEach(
              (name, value) -> means.merge(name, claim.weight() * value / weights, Double::sum));
    }
    return means;
  }

  private record Weighed(double weight, Map<String, Double> features) {}

  /// An answer of only sentences that claim nothing claims, where there are contexts, that they
  /// hold no answer.
  private List<Weighed> weighed(String answer, List<Context> contexts, Overlap overlap) {
    var claims = Claims.stated(answer);
    var entailment = new Entailment(overlap, Objects.requireNonNull(encoder));
    var weighed = new ArrayList<Weighed>();
    for (String claim :
        claims.isEmpty() && !contexts.isEmpty() ? Words.sentences(answer) : claims) {
      int weight = Words.content(claim).size();
      if (weight > 0) {
        weighed.add(new Weighed(weight, entailment.features(claim)));
      }
    }
    return weighed;
  }

  /// The probability that the contexts hold an answer to the question.
  public double relevance(String question, List<Context> contexts) {
    return RELEVANCE.of(relevanceFeatures(question, contexts));
  }

  /// The numbers of a question.
  public Map<String, Double> relevanceFeatures(String question, List<Context> contexts) {
    return new Entailment(new Overlap(contexts), Objects.requireNonNull(encoder))
        .features(question);
  }

  /// The one to three sentences of the contexts that cover most of the question's content words, as
  /// they stand there. Declines where no sentence covers enough.
  @Override
  public Answer answer(String question, List<Context> contexts) {
    return ExtractiveAnswerer.answer(question, contexts);
  }

  /// The sentences of the text that claim something.
  @Override
  public Claims claims(String question, String text) {
    return new Claims.Known(Claims.stated(text));
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    return switch (check) {
      case SUPPORT -> supported(items, contexts);
      case CONSISTENCY ->
          encoder == null ? Marks.none(items, CANNOT) : consistent(items, contexts, encoder);
      case RELEVANCE ->
          encoder == null
              ? Marks.none(items, CANNOT)
              : relevant(items, Objects.requireNonNull(data.get("question")));
      case USEFULNESS -> WordRules.useful(items, Objects.requireNonNull(data.get("reference")));
      case PERTINENCE,
          PASSAGE_GRADE,
          RERANK,
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

  private Marks supported(List<String> claims, List<Context> contexts) {
    var overlap = new Overlap(contexts);
    var entailment = encoder == null ? null : new Entailment(overlap, encoder);
    return new Marks(
        claims.stream()
            .map(claim ->
                entailment == null
                    ? WordRules.support(claim, overlap)
                    : supported(claim, overlap, SUPPORT.of(entailment.features(claim))))
            .toList(),
        "");
  }

  /// By the model, unless a number, unit, identifier or negation differs where the words agree. The
  /// chunks named are those that hold most of its words.
  private static Mark supported(String claim, Overlap overlap, double probability) {
    var matches = overlap.matches(Words.content(claim));
    String disagreement = WordRules.disagreement(claim, matches);
    boolean supported = probability >= LIKELY && disagreement == null;
    String reason =
        probability(probability)
            + (matches.isEmpty()
                ? ""
                : "; " + WordRules.counted(matches.getFirst(), matches.getFirst().chunk()))
            + (disagreement == null ? "" : "; " + disagreement);
    return new Mark(
        claim,
        String.valueOf(supported),
        reason,
        supported
            ? matches.stream()
                .filter(match ->
                    match.share() >= WordRules.SUPPORTED || match.equals(matches.getFirst()))
                .map(Overlap.Match::chunk)
                .toList()
            : List.of());
  }

  /// A claim that differs where its words agree is contradicted; of the others that are not
  /// supported, the second model tells.
  private static Marks consistent(List<String> claims, List<Context> contexts, Encoder encoder) {
    var overlap = new Overlap(contexts);
    var entailment = new Entailment(overlap, encoder);
    return new Marks(
        claims.stream()
            .map(claim -> {
              var features = entailment.features(claim);
              double support = SUPPORT.of(features);
              double contradiction = CONTRADICTION.of(features);
              String differs = WordRules.disagreement(claim, overlap.matches(Words.content(claim)));
              if (differs != null) {
                return new Mark(claim, "contradicted", differs, List.of());
              }
              return support >= LIKELY
                  ? new Mark(claim, "supported", probability(support), List.of())
                  : new Mark(
                      claim,
                      contradiction >= LIKELY ? "contradicted" : "neither",
                      probability(contradiction),
                      List.of());
            })
            .toList(),
        "");
  }

  private Marks relevant(List<String> chunks, String question) {
    return new Marks(
        chunks.stream()
            .map(text -> {
              double probability = relevance(question, List.of(new Context("k", text)));
              return new Mark(
                  text,
                  probability >= LIKELY ? "relevant" : "unrelated",
                  probability(probability),
                  List.of());
            })
            .toList(),
        "");
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "probability %.2f", value);
  }
}
