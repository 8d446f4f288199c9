package dev.assay.synth;

import dev.assay.corpus.Document;
import dev.assay.corpus.Rejected;
import dev.assay.corpus.Source;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Prompts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Draft golden questions made from a corpus, and what was made and not taken.
///
/// Same documents, count, seed and model replies: same bytes.
///
/// @param questions `s-001`, `s-002`, … with one span of evidence each, origin synthetic, status
///   draft
public record Synthesis(List<GoldenQuestion> questions, List<Discarded> discarded) {
  /// A question that was not taken.
  ///
  /// @param question empty where not even a question came out
  /// @param document what it was made from
  public record Discarded(String question, String document, String reason) {}

  public Synthesis {
    questions = List.copyOf(questions);
    discarded = List.copyOf(discarded);
  }

  /// Draws documents from a corpus and makes questions of them by rules, in English, German and
  /// Indonesian.
  public static Synthesis of(
      Source source, Path base, Consumer<Rejected> rejected, int count, long seed) {
    return of(source, base, rejected, count, seed, null, Prompts.builtIn());
  }

  /// Draws documents from a corpus and makes up to `count` questions, balanced over documents and
  /// kinds.
  ///
  /// @param base the folder a relative path of the source starts from
  /// @param rejected what of the corpus could not be read
  /// @param model who writes them; null: by rules
  /// @param prompts what it is asked with
  public static Synthesis of(
      Source source,
      Path base,
      Consumer<Rejected> rejected,
      int count,
      long seed,
      @Nullable ChatModel model,
      Prompts prompts) {
    var sample = new Sample(Math.max(64, 2 * count), seed);
    source.read(base, sample::add, rejected);
    return of(sample, count, model, prompts);
  }

  /// Makes up to `count` questions from documents already drawn.
  public static Synthesis of(Sample sample, int count, @Nullable ChatModel model) {
    return of(sample, count, model, Prompts.builtIn());
  }

  private static Synthesis of(
      Sample sample, int count, @Nullable ChatModel model, Prompts prompts) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, got " + count);
    }
    var review = new Review();
    if (model == null) {
      byRules(sample, count, review);
    } else {
      new Writer(model, prompts.get(Prompts.SYNTH)).write(sample, count, review);
    }
    var questions = new ArrayList<GoldenQuestion>();
    for (var candidate : review.accepted()) {
      questions.add(golden(Review.id(questions.size()), candidate));
    }
    return new Synthesis(questions, review.discarded());
  }

  /// One golden question a line.
  public String jsonl() {
    return new GoldenSet(questions).jsonl();
  }

  private static void byRules(Sample sample, int count, Review review) {
    var turns = new ArrayList<Turn>();
    for (Document document : sample.documents()) {
      var language = Language.of(document);
      if (language == null) {
        review.discard(
            "", document.id(), "no question patterns for its language: " + document.language());
        continue;
      }
      var candidates = Rules.candidates(document, language);
      if (candidates.isEmpty()) {
        review.discard("", document.id(), "no sentence or table row fits a question pattern");
        continue;
      }
      review.seen(candidates);
      turns.add(new Turn(sample, candidates));
    }
    while (review.accepted().size() < count && !turns.isEmpty()) {
      turns.removeIf(turn -> review.accepted().size() >= count || !turn.take(review));
    }
  }

  private static GoldenQuestion golden(String id, Candidate candidate) {
    var evidence =
        new Evidence(
            candidate.document(),
            candidate.span().start(),
            candidate.span().end(),
            candidate.quote(),
            3);
    return new GoldenQuestion(
        id,
        candidate.question(),
        null,
        List.of(evidence),
        candidate.answer(),
        candidate.type(),
        candidate.language(),
        GoldenQuestion.Origin.SYNTHETIC,
        GoldenQuestion.Status.DRAFT,
        candidate.source());
  }
}
