package dev.assay.embed;

import dev.assay.AssayException;
import dev.assay.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the `config.json` of a verifier says, as Hugging Face writes it.
///
/// @param maxTokens of both texts together, special tokens included
/// @param prompt a text with `{text1}` and `{text2}` that the model reads in the place of a pair;
///   null where it reads pairs, as one that labels tokens always does
record VerifierConfig(Shape shape, int maxTokens, @Nullable String prompt) {
  /// Below this there is no room for a claim and a text.
  private static final int FEWEST_TOKENS = 64;

  private static final int USUAL_TOKENS = 512;
  private static final Set<String> SUPPORTS =
      Set.of(
          "entailment",
          "entailed",
          "consistent",
          "supported",
          "support",
          "factual",
          "faithful",
          "grounded");
  private static final Set<String> DOES_NOT =
      Set.of(
          "not_entailment",
          "not_entailed",
          "inconsistent",
          "unsupported",
          "not_supported",
          "hallucinated",
          "hallucination",
          "unfaithful",
          "ungrounded");

  /// These begin to count positions behind the number of the padding token.
  private static final Set<String> OFFSET_POSITIONS =
      Set.of("roberta", "xlm-roberta", "camembert", "mpnet", "longformer");

  /// HHEM 2 was trained on this text, which its configuration leaves to the code beside it.
  private static final String HHEM_2 =
      "<pad> Determine if the hypothesis is true given the premise?\n\nPremise: {text1}\n\nHypothesis: {text2}";

  /// What the logits stand for, by their place.
  sealed interface Shape {
    /// Of a natural language inference model: `[1, 3]`.
    record Inference(int entailment, int contradiction) implements Shape {}

    /// Two labels of the pair, `[1, 2]`.
    record Consistency(int consistent) implements Shape {}

    /// The logit of consistency alone, `[1, 1]`.
    record Logit() implements Shape {}

    /// Two labels of each token, `[1, tokens, 2]`.
    record Tokens(int hallucinated) implements Shape {}

    /// How many logits a pair, or a token, gets.
    default int labels() {
      return switch (this) {
        case Inference _ -> 3;
        case Consistency _, Tokens _ -> 2;
        case Logit _ -> 1;
      };
    }
  }

  /// @param source the file, for messages
  /// @throws AssayException if the labels are not those of a verifier
  static VerifierConfig read(byte[] json, String source) {
    JsonNode config;
    try {
      config = Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new AssayException(source + " is not JSON: " + e.getOriginalMessage(), e);
    }
    boolean ofTokens = false;
    boolean hhem2 = false;
    for (JsonNode architecture : config.path("architectures")) {
      ofTokens |= architecture.asString("").endsWith("ForTokenClassification");
      hhem2 |= architecture.asString("").startsWith("HHEMv2");
    }
    var labels = labels(config, hhem2, source);
    String given = config.path("prompt").asString("");
    boolean prompts = given.contains("{text1}") && given.contains("{text2}");
    return new VerifierConfig(
        ofTokens ? tokens(labels, source) : shape(labels, source),
        maxTokens(config, source),
        ofTokens ? null : prompts ? given : hhem2 ? HHEM_2 : null);
  }

  /// In the order of their ids, in one spelling.
  private static List<String> labels(JsonNode config, boolean hhem2, String source) {
    var named = config.path("id2label");
    var labels = new ArrayList<String>();
    // Hugging Face leaves out what it takes for granted: two labels without names.
    int count = named.isObject() ? named.size() : config.path("num_labels").asInt(2);
    if (count < 1 || count > 100) {
      throw unknown("there are " + count + " labels", source);
    }
    for (int id = 0; id < count; id++) {
      String label = named.path(String.valueOf(id)).asString("LABEL_" + id);
      labels.add(label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
    }
    return hhem2 && labels.equals(List.of("label_0", "label_1"))
        ? List.of("hallucinated", "consistent")
        : labels;
  }

  private static Shape shape(List<String> labels, String source) {
    return switch (labels.size()) {
      case 1 -> {
        if (DOES_NOT.contains(labels.getFirst())) {
          throw unknown(
              "a high score says '%s', the opposite of support".formatted(labels.getFirst()),
              source);
        }
        yield new Shape.Logit();
      }
      case 2 -> new Shape.Consistency(supporting(labels, source));
      case 3 -> {
        int entailment = labels.indexOf("entailment");
        int contradiction = labels.indexOf("contradiction");
        if (entailment < 0 || contradiction < 0 || !labels.contains("neutral")) {
          throw unknown("the labels are " + labels, source);
        }
        yield new Shape.Inference(entailment, contradiction);
      }
      default -> throw unknown("the labels are " + labels, source);
    };
  }

  /// LettuceDetect does not name its labels; the second is the hallucination.
  private static Shape tokens(List<String> labels, String source) {
    if (labels.equals(List.of("label_0", "label_1"))) {
      return new Shape.Tokens(1);
    }
    if (labels.size() != 2) {
      throw unknown("the labels of tokens are " + labels, source);
    }
    return new Shape.Tokens(1 - supporting(labels, source));
  }

  /// The place of the label that means support, told by either name.
  private static int supporting(List<String> labels, String source) {
    boolean first = SUPPORTS.contains(labels.get(0)) || DOES_NOT.contains(labels.get(1));
    boolean second = SUPPORTS.contains(labels.get(1)) || DOES_NOT.contains(labels.get(0));
    if (first == second) {
      throw unknown("the labels are " + labels, source);
    }
    return first ? 0 : 1;
  }

  private static int maxTokens(JsonNode config, String source) {
    int positions =
        config
            .path("max_position_embeddings")
            .asInt(config.path("n_positions").asInt(USUAL_TOKENS));
    int most =
        OFFSET_POSITIONS.contains(config.path("model_type").asString(""))
            ? positions - 1 - config.path("pad_token_id").asInt(1)
            : positions;
    if (most < FEWEST_TOKENS) {
      throw new AssayException(
          "%s allows %d tokens (max_position_embeddings); a verifier needs at least %d"
              .formatted(source, most, FEWEST_TOKENS));
    }
    return most;
  }

  private static AssayException unknown(String found, String source) {
    return new AssayException(
        "%s: %s; a verifier has entailment, neutral and contradiction, or two like consistent and hallucinated, or one; name them in id2label"
            .formatted(source, found));
  }
}
