package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimVerifierTest {
  private static final List<Context> CONTEXTS =
      List.of(
          new Context("a", "Otters eat fish. They live in rivers."),
          new Context("b", "Herons eat fish."),
          new Context("c", "***"));

  /// Supports by .9 what a sentence of the text says word for word, contradicts by .8 what it says
  /// of others, and reads no claim of more than 60 characters.
  private static final ClaimVerifier JUDGE =
      new ClaimVerifier(
          "onnx:fake@01234567",
          (sentences, claim) ->
              claim.length() > 60
                  ? new ClaimReader.Unread("the claim is too long")
                  : new ClaimReader.Read(
                      sentences.contains(claim) ? .9 : .1,
                      sentences.stream().anyMatch(s -> s.endsWith(last(claim))) ? .8 : .2));

  private static final ClaimVerifier BLIND =
      new ClaimVerifier("onnx:blind@01234567", (_, _) -> new ClaimReader.Read(.4, null));

  private static final String LONG =
      "Otters eat fish and live in rivers, lakes, ponds, swamps, estuaries and on coasts.";

  private static String last(String claim) {
    return claim.substring(claim.lastIndexOf(' ') + 1);
  }

  private static List<Mark> marks(Check check, List<String> items, Map<String, String> data) {
    return JUDGE
        .check(check, items, data, check == Check.USEFULNESS ? List.of() : CONTEXTS)
        .marks();
  }

  @Test
  void aClaimIsSupportedByEachContextThatStatesIt() {
    var marks =
        marks(Check.SUPPORT, List.of("Herons eat fish.", "Lynxes eat hares.", LONG), Map.of());

    assertThat(marks)
        .containsExactly(
            new Mark("Herons eat fish.", "true", "probability 0.90", List.of("b")),
            new Mark("Lynxes eat hares.", "false", "probability 0.10", List.of()),
            new Mark(LONG, null, "the claim is too long", List.of()));
    assertThat(JUDGE.check(Check.SUPPORT, List.of(LONG), Map.of(), CONTEXTS).reply())
        .isEqualTo("the claim is too long");
  }

  @Test
  void supportComesBeforeContradictionAndItBeforeNeither() {
    assertThat(
            marks(
                Check.CONSISTENCY,
                List.of("Herons eat fish.", "Lynxes eat fish.", "Lynxes eat hares."),
                Map.of()))
        .extracting(Mark::label)
        .containsExactly("supported", "contradicted", "neither");
  }

  @Test
  void aModelWithoutContradictionsSaysSoAndLabelsOnlyWhatItSupports() {
    var mark = BLIND.check(Check.CONSISTENCY, List.of("Otters sleep."), Map.of(), CONTEXTS).marks();

    assertThat(mark)
        .containsExactly(
            new Mark(
                "Otters sleep.",
                null,
                "this verifier does not tell a contradiction from missing evidence",
                List.of()));
  }

  @Test
  void aChunkIsUsefulThatStatesASentenceOfTheReference() {
    assertThat(
            marks(
                Check.USEFULNESS,
                List.of("Herons eat fish. And frogs.", "Herons fly.", ""),
                Map.of("reference", "Otters sleep. Herons eat fish.")))
        .extracting(Mark::label)
        .containsExactly("true", "false", "false");
  }

  @Test
  void anAnswerIsAsSupportedAsItsLeastSupportedClaim() {
    assertThat(JUDGE.stance("Otters eat fish. They live in rivers.", CONTEXTS))
        .isEqualTo(new ClaimReader.Read(.9, .8));
    assertThat(JUDGE.stance("Otters eat fish. Lynxes eat hares.", CONTEXTS))
        .isEqualTo(new ClaimReader.Read(.1, .8));
    assertThat(JUDGE.stance("Otters eat fish. " + LONG, CONTEXTS))
        .isEqualTo(new ClaimReader.Unread("the claim is too long"));
    assertThat(JUDGE.stance("?", CONTEXTS)).isNull();
    // What declines claims nothing beside what does not.
    assertThat(
            JUDGE.stance(
                "The documents do not mention the price of an otter. Otters eat fish.", CONTEXTS))
        .isEqualTo(new ClaimReader.Read(.9, .8));
    assertThat(
            marks(Check.HALLUCINATION, List.of("Otters eat fish.", "Lynxes eat hares."), Map.of()))
        .extracting(Mark::label)
        .containsExactly("factual", "hallucinated");
  }

  @Test
  void whatNeedsMoreThanClaimsAndTextsFailsWithItsReason() {
    for (Check check :
        List.of(Check.RELEVANCE, Check.PERTINENCE, Check.ANSWER_GRADE, Check.NUGGET)) {
      assertThat(marks(check, List.of("x"), Map.of("question", "q")))
          .containsExactly(
              new Mark("x", null, "a verifier only holds claims against texts", List.of()));
    }
    assertThat(JUDGE.ask("questions@1", Map.of(), 10))
        .isEqualTo(new Reply.None("a verifier only holds claims against texts"));
  }
}
