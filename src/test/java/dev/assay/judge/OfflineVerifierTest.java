package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.judge.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineVerifierTest {
  private static final Judge JUDGE = new OfflineVerifier();
  private static final List<Context> REFUNDS =
      List.of(
          new Context(
              "refunds.md#1",
              "Our shop sells lamps and bulbs. Every lamp is tested before it leaves the plant."),
          new Context(
              "refunds.md#2",
              "You may return a lamp within 30 days of delivery. The refund is paid within 5 working"
                  + " days. Error E1042 means the card was refused. Opened bulbs cannot be"
                  + " returned."));

  private static final Answerer ANSWERER = new ExtractiveAnswerer();

  @Test
  void isNeverTakenForALanguageModel() {
    assertThat(JUDGE.name()).isEqualTo("offline:words@13");
  }

  @Test
  void answersWithTheSentenceThatCoversTheQuestion() {
    var answer = ANSWERER.answer("Within how many days can I return a lamp?", REFUNDS);

    assertThat(answer.text()).isEqualTo("You may return a lamp within 30 days of delivery.");
    assertThat(answer.chunks()).containsExactly("refunds.md#2");
    assertThat(answer.declined()).isFalse();
  }

  @Test
  void declinesWhatTheContextsDoNotHold() {
    assertThat(ANSWERER.answer("Who founded the company in Bremen?", REFUNDS).declined()).isTrue();
    assertThat(ANSWERER.answer("", REFUNDS).declined()).isTrue();
    assertThat(ANSWERER.answer("Within how many days can I return a lamp?", List.of()).declined())
        .isTrue();
  }

  @Test
  void supportsOneOfTwoClaims() {
    var judged =
        faithfulness("A lamp may be returned gratis within 30 days. The founder was born in Oslo.");

    assertThat(judged.outcome()).isEqualTo(new Outcome.Scored(1d / 2));
    assertThat(judged.marks()).extracting(Mark::label).containsExactly("true", "false");
    assertThat(judged.marks().getFirst().chunks()).containsExactly("refunds.md#2");
    assertThat(judged.marks().getFirst().reason())
        .isEqualTo("5 of 6 content words found in refunds.md#2; missing: 'gratis'");
  }

  @Test
  void aWrongNumberUnitIdentifierOrNegationIsNoSupport() {
    assertThat(reason("You may return a lamp within 60 days of delivery.")).contains("'60'");
    assertThat(reason("You may return a lamp within 30 weeks of delivery."))
        .contains("it does not say '30 weeks'");
    assertThat(reason("Error E1043 means the card was refused.")).contains("'E1043'");
    assertThat(reason("You may not return a lamp within 30 days of delivery."))
        .contains("only the claim is negated");
  }

  @Test
  void aChunkWithAnotherNumberIsNotCited() {
    var contexts =
        List.of(
            new Context("old#1", "You may return a lamp within 14 days of delivery."),
            new Context("new#1", "You may return a lamp within 30 days of delivery."));
    assertThat(
            Judged.faithfulness(
                    JUDGE,
                    "q",
                    Answer.of("You may return a lamp within 30 days of delivery.", List.of()),
                    contexts)
                .marks()
                .getFirst()
                .chunks())
        .containsExactly("new#1");
  }

  @Test
  void aDenialCountsUntilAnotherContextSaysTheSame() {
    var allowed = new Context("a#1", "You can cancel the plan within 30 days of delivery.");
    var silent = new Context("b#1", "The plan starts within 30 days of delivery, says the shop.");
    var forbidden = new Context("c#1", "You cannot cancel the plan within 30 days of delivery.");
    String claim = "You cannot cancel the plan within 30 days of delivery.";

    assertThat(disagreement(claim, List.of(allowed, silent)))
        .isEqualTo("only the claim is negated");
    assertThat(disagreement(claim, List.of(allowed, silent, forbidden))).isNull();
  }

  private static @Nullable String disagreement(String claim, List<Context> contexts) {
    var overlap = new Overlap(contexts);
    return WordRules.disagreement(claim, overlap.matches(Words.content(claim)), overlap);
  }

  private static String reason(String claim) {
    var judged = faithfulness(claim);
    assertThat(judged.outcome()).isEqualTo(new Outcome.Scored(0));
    return judged.marks().getFirst().reason();
  }

  @Test
  void whatCannotBeJudgedIsNeverAZero() {
    assertThat(Judged.faithfulness(JUDGE, "q", Answer.declines(), REFUNDS).outcome())
        .isEqualTo(new Outcome.Abstained("the answer declines the question"));
    assertThat(Judged.faithfulness(JUDGE, "q", Answer.failed("deadline"), REFUNDS).outcome())
        .isEqualTo(new Outcome.Failed("there is no answer: deadline"));
    assertThat(faithfulness(" ").outcome())
        .isEqualTo(new Outcome.NotApplicable("the answer is empty"));
    assertThat(faithfulness("!?").outcome())
        .isEqualTo(new Outcome.NotApplicable("the answer makes no claim"));
    assertThat(
            Judged.faithfulness(JUDGE, "q", Answer.of("A lamp.", List.of()), List.of()).outcome())
        .isEqualTo(new Outcome.NotApplicable("there are no contexts"));
    assertThat(Judged.contextPrecision(JUDGE, "q", null, REFUNDS).outcome())
        .isInstanceOf(Outcome.NotApplicable.class);
    assertThat(Judged.contextPrecision(JUDGE, "q", "30 days", List.of()).outcome())
        .isInstanceOf(Outcome.NotApplicable.class);
  }

  @Test
  void aRelevantChunkAtRankTwoHalvesContextPrecision() {
    var judged =
        Judged.contextPrecision(
            JUDGE, "How long can I return a lamp?", "Within 30 days of delivery.", REFUNDS);

    assertThat(judged.outcome()).isEqualTo(new Outcome.Scored(1d / 2));
    assertThat(judged.marks()).extracting(Mark::label).containsExactly("false", "true");
  }

  @Test
  void worksInGermanAndIndonesian() {
    var german =
        List.of(
            new Context(
                "de#1",
                "Die Rücksendung ist kostenlos. Sie können eine Lampe innerhalb von 30 Tagen"
                    + " zurückgeben."));
    var indonesian =
        List.of(
            new Context(
                "id#1",
                "Pengiriman gratis. Anda dapat mengembalikan lampu dalam 30 hari setelah"
                    + " diterima."));

    assertThat(
            ANSWERER
                .answer("Innerhalb von wie vielen Tagen kann ich die Lampe zurückgeben?", german)
                .text())
        .isEqualTo("Sie können eine Lampe innerhalb von 30 Tagen zurückgeben.");
    assertThat(
            ANSWERER.answer("Dalam berapa hari saya bisa mengembalikan lampu?", indonesian).text())
        .isEqualTo("Anda dapat mengembalikan lampu dalam 30 hari setelah diterima.");
  }

  private static Judged faithfulness(String answer) {
    return Judged.faithfulness(JUDGE, "q", Answer.of(answer, List.of()), REFUNDS);
  }

  @Test
  void hostileTextsAreJudgedLikeAnyOther() {
    for (var text :
        List.of(
            "a_".repeat(200_000),
            "1.".repeat(200_000),
            "x".repeat(1_000_000),
            ". ".repeat(200_000),
            "\u0000\u202e\ud83d",
            "e.g. ".repeat(50_000))) {
      var contexts = List.of(new Context("evil#1", text), REFUNDS.get(1));

      assertThat(ANSWERER.answer("Within how many days can I return a lamp?", contexts).text())
          .isEqualTo("You may return a lamp within 30 days of delivery.");
      assertThat(
              Judged.contextPrecision(JUDGE, "q", "Within 30 days of delivery.", contexts)
                  .outcome())
          .isEqualTo(new Outcome.Scored(1d / 2));
      assertThat(Judged.faithfulness(JUDGE, "q", Answer.of(text, List.of()), REFUNDS).outcome())
          .isNotInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void verdictsSurviveJson() {
    var judged =
        faithfulness("You may return a lamp within 30 days. The founder was born in Oslo.");
    var missing =
        new Judged(
            new Outcome.Failed("silence"), List.of(new Mark("A lamp.", null, "none", List.of())));

    for (var one : List.of(judged, missing)) {
      String json = Json.MAPPER.writeValueAsString(one);
      assertThat(Json.MAPPER.readValue(json, Judged.class)).isEqualTo(one);
    }
    assertThat(Json.MAPPER.writeValueAsString(judged))
        .startsWith("{\"outcome\":{\"kind\":\"Scored\",\"value\":0.5},\"marks\":[");
  }

  /// Everything is alike, so that only words and trends decide.
  private static final Judge ALIKE =
      new OfflineVerifier(text ->
          new Encoder.Encoded(
              new float[] {1},
              Words.words(text).stream().map(Words.Word::surface).toList(),
              Words.words(text).stream().map(_ -> new float[] {1}).toList()));

  @Test
  void aNameThatContextsAndQuestionLackIsNotSupportedAndNotContradicted() {
    var claims =
        List.of("Aspirin reduces the risk of strokes within 30 days of surgery in Norway.");
    var context =
        List.of(new Context("k", "Aspirin reduces the risk of strokes within 30 days of surgery."));
    var asked = java.util.Map.of("question", "Does it reduce strokes in Norway?");

    for (Judge judge : List.of(ALIKE, JUDGE)) {
      var mark = judge.check(Check.SUPPORT, claims, java.util.Map.of(), context).marks().getFirst();
      assertThat(mark.label()).isEqualTo("false");
      assertThat(mark.reason()).startsWith("it does not say 'Norway'; ");
      assertThat(judge.check(Check.SUPPORT, claims, asked, context).marks())
          .extracting(Mark::label)
          .containsExactly("true");
    }
    assertThat(ALIKE.check(Check.CONSISTENCY, claims, java.util.Map.of(), context).marks())
        .extracting(Mark::label)
        .containsExactly("neither");
  }

  @Test
  void contradictionIsToldFromSupportAndFromMissingEvidence() {
    var claims =
        List.of(
            "Aspirin reduces the risk of strokes.",
            "Aspirin increases the risk of strokes.",
            "Aspirin reduces the risk of 7 strokes.");
    var marks =
        ALIKE.check(
            Check.CONSISTENCY,
            claims,
            java.util.Map.of(),
            List.of(new Context("k", "Aspirin reduces the risk of strokes.")));

    assertThat(marks.marks())
        .extracting(Mark::label)
        .containsExactly("supported", "contradicted", "contradicted");
    assertThat(marks.marks().getLast().reason()).isEqualTo("it does not say '7'");
    assertThat(
            ALIKE
                .check(Check.CONSISTENCY, claims.subList(0, 1), java.util.Map.of(), List.of())
                .marks())
        .extracting(Mark::label)
        .containsExactly("neither");
  }

  @Test
  void aClaimThatDiffersIsHalfAsLikelyAndNeverSupported() {
    var context = List.of(new Context("k", "Aspirin reduces the risk of strokes within 30 days."));
    var same = ((OfflineVerifier) ALIKE).stance("", context.getFirst().text(), context);
    var other =
        ((OfflineVerifier) ALIKE)
            .stance("", "Aspirin reduces the risk of strokes within 30 weeks.", context);

    assertThat(same.disagrees()).isFalse();
    assertThat(same.support()).isGreaterThan(.5);
    assertThat(other.disagrees()).isTrue();
    assertThat(other.support()).isLessThan(.5);
  }

  @Test
  void whatIsAskedOnlyInFormIsAClaim() {
    assertThat(
            JUDGE.claims(
                "",
                "Did you know that an octopus has three hearts? Yes, did you know it can swim?"))
        .isEqualTo(new Claims.Known(List.of("an octopus has three hearts.", "it can swim.")));
    assertThat(JUDGE.claims("", "Do you know what it costs? Did you know about it?"))
        .isEqualTo(
            new Claims.Known(List.of("Do you know what it costs?", "Did you know about it?")));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "agrees",
      textBlock =
          """
          No board may be shared without the owner's consent. | The owner's consent is needed to share a board. | agrees
          No board may be shared without the owner's consent. | A board can be shared without the owner's consent. | only the chunk is negated
          No board may be shared without the owner's consent. | No board may be shared without the owner's consent. | agrees
          The trial does not need a card. Boards may not be shared without consent. | The trial needs a card. | only the chunk is negated
          """)
  void whatIsNotDoneWithoutSomethingNeedsIt(String text, String claim, @Nullable String differs) {
    assertThat(disagreement(claim, List.of(new Context("k", text)))).isEqualTo(differs);
  }

  @ParameterizedTest(name = "{0} / {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "agrees",
      textBlock =
          """
          He was born in 1994.              | Born in 1984, he moved to Oslo at the age of ten.  | it does not say '1994'
          He moved at the age of 10.        | Born in 1984, he moved to Oslo at the age of ten.  | agrees
          It is the 2nd largest resort.     | It is the second-largest resort of the county.     | agrees
          You can wait for thirty days.     | You can wait for 30 days.                          | agrees
          Most people have 401(k)s.         | Most people have a 401k.                           | agrees
          Open the lid as follows: 1.       | Open the lid as follows.                           | agrees
          The bulb costs 5 EUR.             | The bulb costs 7 EUR. The box is red and made of strong brown paper. Paint is wet in most of the rooms. Doors are shut. The shop takes 5 days to pack. | it does not say '5'
          The code cannot be applied.       | You see that the code cannot be applied when you apply it. | agrees
          """)
  void numbersAgreeHoweverTheyAreWrittenAndOnlyNearTheClaimsOtherWords(
      String claim, String text, @Nullable String differs) {
    assertThat(disagreement(claim, List.of(new Context("k", text)))).isEqualTo(differs);
  }

  @Test
  void anAnswerOfOnlyDecliningSentencesIsSupportedWhereThereIsNoContext() {
    var verifier = (OfflineVerifier) ALIKE;

    assertThat(verifier.stance("", "I do not have specific information.", List.of()).support())
        .isEqualTo(1);
    assertThat(verifier.stance("", "I do not have specific information.", REFUNDS).support())
        .isLessThan(1);
    assertThat(verifier.stance("", "A lamp glows.", List.of()).support()).isLessThan(.05);
  }
}
