package dev.assay.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Document;
import dev.assay.corpus.Document.Format;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriterTest {
  private static final Document LAMPS =
      new Document(
          "lamps.md",
          "Lamps",
          "You can return a lamp within 30\ndays of delivery. Pack it in its own box, with the bulb taken"
              + " out and wrapped apart, and put the slip on top of everything else.",
          Format.MARKDOWN,
          "en");

  /// Says one thing for ever and remembers what it was asked.
  private record Parrot(ChatModel.Reply says, List<ChatModel.Request> asked) implements ChatModel {
    Parrot(String text) {
      this(new ChatModel.Answered(text, null, null), new ArrayList<>());
    }

    @Override
    public String fingerprint() {
      return "parrot@1";
    }

    @Override
    public ChatModel.Reply reply(ChatModel.Request request) {
      asked.add(request);
      return says;
    }
  }

  private static String draft(String question, String quote, String answer) {
    return "{\"question\":\"%s\",\"quote\":\"%s\",\"answer\":\"%s\",\"type\":\"paraphrase\"}"
        .formatted(question, quote, answer);
  }

  private static Synthesis written(ChatModel model) {
    var sample = new Sample(5, 7);
    sample.add(LAMPS);
    return Synthesis.of(sample, 3, model);
  }

  private static List<String> reasons(String reply) {
    var synthesis = written(new Parrot(reply));
    assertThat(synthesis.questions()).isEmpty();
    return synthesis.discarded().stream().map(Synthesis.Discarded::reason).toList();
  }

  @Test
  void theQuoteIsFoundInTheDocumentWhateverItsLineEnds() {
    var question =
        written(
                new Parrot(
                    draft(
                        "How long may I send goods back?",
                        "You can return a lamp within 30 days of delivery.",
                        "Within 30 days of delivery.")))
            .questions()
            .getFirst();

    assertThat(question.question()).isEqualTo("How long may I send goods back?");
    assertThat(question.type()).isEqualTo(GoldenQuestion.Type.PARAPHRASE);
    assertThat(question.language()).isEqualTo("en");
    assertThat(question.evidence().getFirst().quote())
        .isEqualTo("You can return a lamp within 30\ndays of delivery.");
    assertThat(question.source())
        .isEqualTo(Map.of("model", "parrot@1", "prompt", "assay:synth@1", "chunk", "lamps.md#1"));
  }

  @Test
  void whatTheEvidenceDoesNotHoldIsDiscarded() {
    String quote = "You can return a lamp within 30 days of delivery.";

    assertThat(reasons(draft("How long may I send goods back?", "Lamps are free.", "30 days.")))
        .containsExactly("no evidence: the quote does not stand in the passage");
    assertThat(reasons(draft("How long may I send goods back?", quote, "Within 60 days.")))
        .containsExactly("the answer does not follow from the quote");
    assertThat(reasons(draft("", "", ""))).containsExactly("the model found nothing worth asking");
    assertThat(reasons(draft("What does the passage say?", quote, "Return within 30 days.")))
        .containsExactly("points at the text instead of asking");
    assertThat(
            reasons(
                draft(
                    "May you return a lamp within 30 days of delivery?",
                    quote,
                    "You can return a lamp.")))
        .singleElement()
        .asString()
        .startsWith("copied wording");
  }

  @Test
  void aReplyThatIsNoDraftIsAskedForOnceMoreAndDiscarded() {
    var parrot = new Parrot("I would rather not.");

    assertThat(written(parrot).discarded())
        .singleElement()
        .satisfies(discarded ->
            assertThat(discarded.reason())
                .contains("not exactly one JSON object", "I would rather not."));
    assertThat(parrot.asked()).hasSize(2);
  }

  @Test
  void anEndpointThatIsDownIsNotAskedForEveryPassage() {
    var asked = new ArrayList<ChatModel.Request>();
    var sample = new Sample(50, 7);
    for (int i = 0; i < 20; i++) {
      sample.add(new Document("d" + i, "", LAMPS.text(), Format.TEXT, "en"));
    }
    var synthesis =
        Synthesis.of(sample, 20, new Parrot(new ChatModel.Unanswered("status 500"), asked));

    assertThat(asked).hasSize(3);
    assertThat(synthesis.discarded())
        .extracting(Synthesis.Discarded::reason)
        .containsOnly("status 500");
  }

  @Test
  void thePassageIsFencedAsData() {
    var parrot = new Parrot(draft("", "", ""));
    written(parrot);

    var request = parrot.asked().getFirst();
    assertThat(request.system()).doesNotContain("lamp");
    assertThat(request.user())
        .containsPattern(
            "----- data [0-9a-f]{16} -----\n\"You can return a lamp within 30\\\\ndays");
  }
}
