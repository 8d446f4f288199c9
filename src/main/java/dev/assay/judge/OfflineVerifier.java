package dev.assay.judge;

import dev.assay.judge.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges where no language model is set. With an encoder, by logistic models over [Entailment]'s
/// numbers; without one, by [WordRules]. Either way numbers, units, identifiers and negation must
/// agree where the words do. It does not understand; `docs/judges.md` has its report card.
/// Deterministic.
public final class OfflineVerifier implements Judge {
  private static final String CANNOT = "only a language model can be asked this";

  /// From this probability on a claim is supported or contradicted, and a chunk relevant.
  private static final double LIKELY = 0.5;

  /// What a claim's probability is worth where its words are in the contexts and a number, unit,
  /// identifier or negation differs, or where it names what they do not: it is not supported,
  /// however alike it is.
  private static final double DIFFERING = 0.5;

  private static final Logistic SUPPORT = Logistic.load("support@8");
  private static final Logistic CONTRADICTION = Logistic.load("contradiction@4");
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
    return encoder == null ? "offline:words@13" : "offline:verifier@14";
  }

  /// How contexts stand to an answer as a whole, by the means of its claims' numbers, on which the
  /// models were fitted.
  ///
  /// @param support the probability that they support it, less by half of the share of it that
  ///   differs; 1 where nothing is claimed that could be unsupported
  /// @param contradiction the probability that they contradict it, if they do not support it; 0 to
  ///   1
  /// @param disagrees whether a claim has its words in the contexts and differs there in a number,
  ///   unit, identifier or negation, or has a name that they and the question lack
  public record Stance(double support, double contradiction, boolean disagrees) {}

  public Stance stance(String question, String answer, List<Context> contexts) {
    var claims = claimed(question, answer, contexts);
    if (claims.isEmpty()) {
      return new Stance(1, 0, false);
    }
    var numbers = means(claims);
    double differing =
        weight(claims.stream().filter(claim -> claim.against() != null)) / weight(claims.stream());
    return new Stance(
        SUPPORT.of(numbers) * (1 - differing * (1 - DIFFERING)),
        CONTRADICTION.of(numbers),
        differing > 0);
  }

  /// The numbers of an answer, means over its claims, each weighing by its content words; of a copy
  /// where nothing is claimed.
  public Map<String, Double> supportFeatures(String answer, List<Context> contexts) {
    var claims = claimed("", answer, contexts);
    return claims.isEmpty() ? Entailment.COPY : means(claims);
  }

  private static Map<String, Double> means(List<Weighed> claims) {
    double weights = weight(claims.stream());
    var means = new TreeMap<String, Double>();
    for (var claim : claims) {
      claim
          .features()
          .forEach(
              (name, value) -> means.merge(name, claim.weight() * value / weights, Double::sum));
    }
    return means;
  }

  private static double weight(Stream<Weighed> claims) {
    return claims.mapToDouble(Weighed::weight).sum();
  }

  /// A claim held against contexts.
  ///
  /// @param weight its content words
  /// @param matches of them
  /// @param features [Entailment]'s numbers
  /// @param differs what differs where its words are in the contexts; null where nothing does
  /// @param unknown what it names and they do not; null where nothing, and where something differs
  private record Weighed(
      double weight,
      List<Overlap.Match> matches,
      Map<String, Double> features,
      @Nullable String differs,
      @Nullable String unknown) {
    static Weighed of(String stated, Overlap overlap, Entailment entailment) {
      String claim = overlap.inItsUnits(stated);
      var words = Words.content(claim);
      var matches = overlap.matches(words);
      String differs = WordRules.disagreement(claim, matches, overlap);
      return new Weighed(
          words.size(),
          matches,
          entailment.features(claim),
          differs,
          differs == null ? WordRules.unknown(claim, overlap) : null);
    }

    /// What keeps it from being supported, however alike it is; null where nothing does.
    @Nullable String against() {
      return differs == null ? unknown : differs;
    }

    /// What the model says, whatever else there is.
    double alike() {
      return SUPPORT.of(features);
    }

    double support() {
      return against() == null ? alike() : DIFFERING * alike();
    }
  }

  /// An answer of only sentences that claim nothing claims, where there are contexts, that they
  /// hold no answer.
  private List<Weighed> claimed(String question, String answer, List<Context> contexts) {
    var overlap = new Overlap(contexts, question);
    var entailment = new Entailment(overlap, Objects.requireNonNull(encoder));
    var stated = Claims.stated(answer);
    return (stated.isEmpty() && !contexts.isEmpty() ? Words.sentences(answer) : stated)
        .stream()
            .filter(claim -> !Words.content(claim).isEmpty())
            .map(claim -> Weighed.of(claim, overlap, entailment))
            .toList();
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

  /// The sentences of the text that claim something.
  @Override
  public Claims claims(String question, String text) {
    return new Claims.Known(Claims.stated(text));
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    return switch (check) {
      case SUPPORT -> supported(items, new Overlap(contexts, asked(data)));
      case CONSISTENCY ->
          encoder == null
              ? Marks.none(items, CANNOT)
              : consistent(items, new Overlap(contexts, asked(data)), encoder);
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
          NUGGET,
          CRITERION ->
          Marks.none(items, CANNOT);
    };
  }

  @Override
  public Reply ask(String prompt, Map<String, ?> data, int maxTokens) {
    return new Reply.None(CANNOT);
  }

  private static String asked(Map<String, String> data) {
    return data.getOrDefault("question", "");
  }

  private Marks supported(List<String> claims, Overlap overlap) {
    var entailment = encoder == null ? null : new Entailment(overlap, encoder);
    return new Marks(
        claims.stream()
            .map(claim ->
                entailment == null
                    ? WordRules.support(claim, overlap)
                    : supported(claim, Weighed.of(claim, overlap, entailment)))
            .toList(),
        "");
  }

  /// The chunks named are those that hold most of its words.
  private static Mark supported(String claim, Weighed held) {
    var matches = held.matches();
    boolean supported = held.support() >= LIKELY;
    String reason =
        (held.against() == null ? "" : held.against() + "; ")
            + probability(held.support())
            + (matches.isEmpty()
                ? ""
                : "; " + WordRules.counted(matches.getFirst(), matches.getFirst().chunk()));
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

  /// A claim that differs where its words agree is contradicted, and one that would be supported
  /// but for a name is not; of the others that are not supported, the second model tells.
  private static Marks consistent(List<String> claims, Overlap overlap, Encoder encoder) {
    var entailment = new Entailment(overlap, encoder);
    return new Marks(
        claims.stream()
            .map(claim -> consistent(claim, Weighed.of(claim, overlap, entailment)))
            .toList(),
        "");
  }

  private static Mark consistent(String claim, Weighed held) {
    if (held.differs() != null) {
      return new Mark(claim, "contradicted", held.differs(), List.of());
    }
    if (held.unknown() != null && held.alike() >= LIKELY) {
      return new Mark(claim, "neither", held.unknown(), List.of());
    }
    double contradiction = CONTRADICTION.of(held.features());
    return held.support() >= LIKELY
        ? new Mark(claim, "supported", probability(held.support()), List.of())
        : new Mark(
            claim,
            contradiction >= LIKELY ? "contradicted" : "neither",
            probability(contradiction),
            List.of());
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
