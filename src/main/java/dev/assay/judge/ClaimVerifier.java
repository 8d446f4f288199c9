package dev.assay.judge;

import dev.assay.judge.ClaimReader.Read;
import dev.assay.judge.ClaimReader.Reading;
import dev.assay.judge.ClaimReader.Unread;
import dev.assay.judge.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Judges by a model that holds one claim against one text. Every context is read by itself, and a
/// claim has the support of the context that supports it most; one that only several contexts state
/// together is not found. What needs more than that fails.
///
/// @param name who judges, `onnx:<directory>@<hash>`
public record ClaimVerifier(String name, ClaimReader reader) implements Judge {
  private static final String CANNOT = "a verifier only holds claims against texts";
  private static final String NOT_TOLD =
      "this verifier does not tell a contradiction from missing evidence";

  /// From this probability on a claim is supported or contradicted.
  private static final double LIKELY = 0.5;

  @Override
  public Claims claims(String question, String text) {
    return new Claims.Known(Claims.stated(text));
  }

  /// How the contexts stand to an answer: it is supported as its least supported claim is, and
  /// contradicted as its most contradicted one. An answer of only sentences that claim nothing
  /// claims that the contexts hold no answer.
  ///
  /// @return null where it claims nothing
  public @Nullable Reading stance(String answer, List<Context> contexts) {
    Reading all = null;
    var claims = Claims.stated(answer);
    for (String claim : claims.isEmpty() ? Words.sentences(answer) : claims) {
      if (Words.content(claim).isEmpty()) {
        continue;
      }
      Reading one = whole(held(claim, contexts));
      if (!(one instanceof Read read)) {
        return one;
      }
      all =
          all instanceof Read(double support, Double contradiction)
              ? new Read(
                  Math.min(support, read.support()), higher(contradiction, read.contradiction()))
              : read;
    }
    return all;
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    return switch (check) {
      case SUPPORT -> each(items, claim -> supported(claim, held(claim, contexts)));
      case CONSISTENCY -> each(items, claim -> consistent(claim, whole(held(claim, contexts))));
      case USEFULNESS -> {
        var reference = Claims.stated(Objects.requireNonNull(data.get("reference")));
        yield each(items, chunk -> useful(chunk, reference));
      }
      case HALLUCINATION -> each(items, answer -> factual(answer, stance(answer, contexts)));
      case RELEVANCE,
          PERTINENCE,
          PASSAGE_GRADE,
          RERANK,
          CONTEXT_GRADE,
          GROUNDEDNESS_GRADE,
          ANSWER_GRADE,
          NUGGET,
          CRITERION ->
          Marks.none(items, CANNOT);
    };
  }

  @Override
  public Reply ask(String prompt, Map<String, ?> data, int maxTokens) {
    return new Reply.None(CANNOT);
  }

  /// What each context that says something makes of the claim, in their order.
  private Map<Context, Reading> held(String claim, List<Context> contexts) {
    var held = new LinkedHashMap<Context, Reading>();
    for (var context : contexts) {
      var sentences = Words.sentences(context.text());
      if (!sentences.isEmpty() && !held.containsKey(context)) {
        held.put(context, reader.read(sentences, claim));
      }
    }
    return held;
  }

  /// The highest of either probability.
  private static Reading whole(Map<Context, Reading> held) {
    double support = 0;
    Double contradiction = null;
    for (Reading reading : held.values()) {
      if (!(reading instanceof Read read)) {
        return reading;
      }
      support = Math.max(support, read.support());
      contradiction = higher(contradiction, read.contradiction());
    }
    return new Read(support, contradiction);
  }

  private static @Nullable Double higher(@Nullable Double a, @Nullable Double b) {
    return a == null ? b : b == null ? a : (Double) Math.max(a, b);
  }

  private static Mark supported(String claim, Map<Context, Reading> held) {
    return switch (whole(held)) {
      case Unread(String reason) -> unlabelled(claim, reason);
      case Read(double support, var _) -> {
        var stating = new ArrayList<String>();
        held.forEach((context, reading) -> {
          if (reading instanceof Read read && read.support() >= LIKELY) {
            stating.add(context.chunk());
          }
        });
        yield new Mark(
            claim,
            String.valueOf(support >= LIKELY),
            probability(support),
            stating.stream().distinct().toList());
      }
    };
  }

  private static Mark consistent(String claim, Reading whole) {
    return switch (whole) {
      case Unread(String reason) -> unlabelled(claim, reason);
      case Read(double support, var _) when support >= LIKELY ->
          new Mark(claim, "supported", probability(support), List.of());
      case Read(var _, Double contradiction) ->
          contradiction == null
              ? unlabelled(claim, NOT_TOLD)
              : new Mark(
                  claim,
                  contradiction >= LIKELY ? "contradicted" : "neither",
                  probability(contradiction),
                  List.of());
    };
  }

  /// A chunk is useful that states a sentence of the reference.
  private Mark useful(String chunk, List<String> reference) {
    var sentences = Words.sentences(chunk);
    if (sentences.isEmpty() || reference.isEmpty()) {
      return new Mark(chunk, "false", "there is nothing to hold it against", List.of());
    }
    double most = 0;
    for (String claim : reference) {
      switch (reader.read(sentences, claim)) {
        case Read read -> most = Math.max(most, read.support());
        case Unread(String reason) -> {
          return unlabelled(chunk, reason);
        }
      }
    }
    return new Mark(chunk, String.valueOf(most >= LIKELY), probability(most), List.of());
  }

  private static Mark factual(String answer, @Nullable Reading stance) {
    return switch (stance) {
      case null -> unlabelled(answer, "the answer claims nothing");
      case Unread(String reason) -> unlabelled(answer, reason);
      case Read(double support, var _) ->
          new Mark(
              answer,
              support >= LIKELY ? "factual" : "hallucinated",
              probability(support),
              List.of());
    };
  }

  /// The reasons of items without a label stand in the reply, for the metric to say.
  private static Marks each(List<String> items, Function<String, Mark> mark) {
    var marks = items.stream().map(mark).toList();
    return new Marks(
        marks,
        String.join(
            "; ",
            marks.stream()
                .filter(one -> one.label() == null)
                .map(Mark::reason)
                .distinct()
                .toList()));
  }

  private static Mark unlabelled(String item, String reason) {
    return new Mark(item, null, reason, List.of());
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "probability %.2f", value);
  }
}
