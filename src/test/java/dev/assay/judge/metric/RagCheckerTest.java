package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.Json;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Matrix.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RagCheckerTest {
  private static final Path PUBLISHED = Path.of("../shared/data/ragchecker/checking_outputs.json");

  private static final Map<String, String> THEIR_NAMES =
      Map.ofEntries(
          Map.entry("precision", "precision"),
          Map.entry("recall", "recall"),
          Map.entry("f1", "f1"),
          Map.entry("claimRecall", "claim_recall"),
          Map.entry("contextPrecision", "context_precision"),
          Map.entry("contextUtilization", "context_utilization"),
          Map.entry("noiseRelevant", "noise_sensitivity_in_relevant"),
          Map.entry("noiseIrrelevant", "noise_sensitivity_in_irrelevant"),
          Map.entry("hallucination", "hallucination"),
          Map.entry("selfKnowledge", "self_knowledge"),
          Map.entry("faithfulness", "faithfulness"));

  /// Three answer claims, two reference claims, two chunks.
  private static final Matrix SMALL =
      new Matrix(
          new boolean[] {true, false, false},
          new boolean[] {true, false},
          new boolean[][] {{true, false}, {true, false}, {false, false}},
          new boolean[][] {{true, false}, {false, false}},
          2);

  private static double value(String name, Matrix matrix) {
    return ((Outcome.Scored) outcome(name, matrix, Compat.CORRECTED)).value();
  }

  /// From the parts of the matrix that the metric asks for, and no others.
  private static Outcome outcome(String name, Matrix matrix, Compat compat) {
    RagChecker metric =
        RagChecker.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    var parts = metric.parts();
    var asked =
        new Matrix(
            parts.contains(Part.ANSWER_IN_REFERENCE) ? matrix.a2r() : null,
            parts.contains(Part.REFERENCE_IN_ANSWER) ? matrix.r2a() : null,
            parts.contains(Part.ANSWER_IN_CHUNKS) ? matrix.chunkAnswer() : null,
            parts.contains(Part.REFERENCE_IN_CHUNKS) ? matrix.chunkReference() : null,
            matrix.chunks());
    return metric.value().apply(asked, compat);
  }

  @Test
  void theSmallExampleByHand() {
    assertThat(value("precision", SMALL)).isEqualTo(1d / 3);
    assertThat(value("recall", SMALL)).isEqualTo(1d / 2);
    assertThat(value("f1", SMALL)).isCloseTo(2 * (1d / 3) * .5 / (1d / 3 + .5), within(1e-12));
    assertThat(value("claimRecall", SMALL)).isEqualTo(1d / 2);
    assertThat(value("contextPrecision", SMALL)).isEqualTo(1d / 2);
    assertThat(value("contextUtilization", SMALL)).isEqualTo(1);
    assertThat(value("noiseRelevant", SMALL)).isEqualTo(1d / 3);
    assertThat(value("noiseIrrelevant", SMALL)).isZero();
    assertThat(value("hallucination", SMALL)).isEqualTo(1d / 3);
    assertThat(value("selfKnowledge", SMALL)).isZero();
    assertThat(value("faithfulness", SMALL)).isEqualTo(2d / 3);
  }

  @Test
  void allElevenPublishedValuesOfBothQueries() throws Exception {
    assumeTrue(Files.exists(PUBLISHED), "RAGChecker's own example is not beside the checkout");
    JsonNode results = Json.MAPPER.readTree(Files.readString(PUBLISHED)).get("results");

    assertThat(results).hasSize(2);
    for (JsonNode result : results) {
      Matrix matrix = matrix(result);
      THEIR_NAMES.forEach((ours, theirs) ->
          assertThat(value(ours, matrix))
              .as("query %s, %s", result.get("query_id").asString(), ours)
              .isCloseTo(result.at("/metrics/" + theirs).asDouble(), within(1e-12)));
      assertThat(
              value("faithfulness", matrix)
                  + value("hallucination", matrix)
                  + value("selfKnowledge", matrix))
          .isCloseTo(1, within(1e-12));
      assertThat(
              value("noiseRelevant", matrix)
                  + value("noiseIrrelevant", matrix)
                  + value("hallucination", matrix))
          .isCloseTo(1 - value("precision", matrix), within(1e-12));
    }
  }

  @Test
  void anEmptyAnswerHasNoShareOfItsClaims() {
    var empty =
        new Matrix(
            new boolean[0], new boolean[] {false}, new boolean[0][], new boolean[][] {{false}}, 1);

    for (String name :
        new String[] {"precision", "f1", "noiseRelevant", "hallucination", "faithfulness"}) {
      assertThat(outcome(name, empty, Compat.CORRECTED))
          .as(name)
          .isInstanceOf(Outcome.NotApplicable.class);
      assertThat(outcome(name, empty, Compat.EXACT)).as(name).isEqualTo(new Outcome.Scored(0));
    }
    assertThat(outcome("recall", empty, Compat.CORRECTED)).isEqualTo(new Outcome.Scored(0));
  }

  @Test
  void withoutChunksOrClaimsOfTheReferenceRagCheckerGivesZero() {
    var noChunks =
        new Matrix(
            new boolean[] {false}, new boolean[] {false}, new boolean[1][0], new boolean[1][0], 0);
    var noReference =
        new Matrix(
            new boolean[] {false}, new boolean[0], new boolean[][] {{true}}, new boolean[0][], 1);

    for (String name :
        List.of("noiseIrrelevant", "hallucination", "selfKnowledge", "faithfulness")) {
      assertThat(outcome(name, noChunks, Compat.EXACT)).as(name).isEqualTo(new Outcome.Scored(0));
    }
    assertThat(outcome("hallucination", noChunks, Compat.CORRECTED))
        .isEqualTo(new Outcome.Scored(1));
    assertThat(outcome("claimRecall", noChunks, Compat.EXACT))
        .as("its mean is NaN")
        .isEqualTo(new Outcome.NotApplicable("there are no contexts"));
    assertThat(outcome("noiseIrrelevant", noReference, Compat.EXACT))
        .isEqualTo(new Outcome.Scored(0));
    assertThat(outcome("noiseIrrelevant", noReference, Compat.CORRECTED))
        .isEqualTo(new Outcome.Scored(1));
  }

  /// Of two chunks some state the one claim, together or one that nobody named.
  @Test
  void aClaimThatSomethingStatesIsNoHallucinationThoughNobodyNamedTheChunk() {
    var row = Matrix.row(new Mark("x", "true", "", List.of()), List.of("a", "b"));
    var matrix =
        new Matrix(
            new boolean[] {false},
            new boolean[] {false},
            new boolean[][] {row},
            new boolean[][] {{false, true}},
            2);

    assertThat(value("faithfulness", matrix)).isEqualTo(1);
    assertThat(value("hallucination", matrix)).isZero();
    assertThat(value("contextPrecision", matrix)).isEqualTo(1d / 2);
    assertThat(outcome("noiseRelevant", matrix, Compat.CORRECTED))
        .isEqualTo(new Outcome.Failed("a claim is found stated, by which chunk is not known"));
    assertThat(Matrix.row(new Mark("x", "true", "", List.of()), List.of("a")))
        .as("there is only one")
        .containsExactly(true, false);
    assertThat(Matrix.row(new Mark("x", "false", "", List.of("a")), List.of("a", "b")))
        .containsExactly(false, false, false);
  }

  private static Matrix matrix(JsonNode result) {
    return new Matrix(
        row(result.get("answer2response")),
        row(result.get("response2answer")),
        rows(result.get("retrieved2response")),
        rows(result.get("retrieved2answer")),
        result.get("retrieved_context").size());
  }

  private static boolean[] row(JsonNode labels) {
    boolean[] row = new boolean[labels.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = labels.get(i).asString().equals("Entailment");
    }
    return row;
  }

  private static boolean[][] rows(JsonNode rows) {
    boolean[][] all = new boolean[rows.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = row(rows.get(i));
    }
    return all;
  }
}
