package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Problem;
import dev.assay.golden.GoldenQuestion.Origin;
import dev.assay.golden.GoldenQuestion.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
  private static final String REFUNDS =
      "Refunds\n\nAsk within 30 days\nof renewal. Later requests are refused. Ask again.";
  private static final Map<String, String> TEXTS = Map.of("help/refunds.md", REFUNDS);

  @TempDir Path folder;

  @Test
  void aQuoteThatStandsAtItsOffsetsIsFine() {
    int start = REFUNDS.indexOf("30 days");
    assertThat(lint(question("a", "How long?", evidence(start, start + 7, "30 days")))).isEmpty();
  }

  @Test
  void aSpanPastTheEndIsAnErrorWithTheNextStep() {
    assertThat(lint(question("a", "How long?", evidence(1840, 2210, "30 days"))))
        .containsExactly(
            "a: error: span 1840-2210 ends past help/refunds.md (%d characters); try: assay golden reanchor"
                .formatted(REFUNDS.length()));
    assertThat(
            Lint.check(
                set(question("a", "?", evidence(0, 9_000, "x"))),
                Map.of("help/refunds.md", "x".repeat(1_902))))
        .singleElement()
        .asString()
        .contains("(1 902 characters)");
  }

  @Test
  void anotherTextAtTheOffsetsIsAnError() {
    assertThat(lint(question("a", "How long?", evidence(0, 7, "30 days"))))
        .containsExactly(
            "a: error: help/refunds.md has 'Refunds' at 0-7, not '30 days'; try: assay golden reanchor");
  }

  @Test
  void aQuoteWithoutOffsetsAsksForReanchor() {
    assertThat(lint(question("a", "How long?", evidence(null, null, "30 days"))))
        .containsExactly("a: error: no offsets yet for '30 days'; run assay golden reanchor");
  }

  @Test
  void anUnknownDocumentGetsTheNearestName() {
    assertThat(lint(question("a", "How long?", new Evidence("help/refund.md", 0, 2, "ab", 3))))
        .containsExactly(
            "a: error: there is no document 'help/refund.md'; did you mean 'help/refunds.md'?");
  }

  @Test
  void aCopiedQuestionIsAWarning() {
    int start = REFUNDS.indexOf("Later");
    var copied = evidence(start, start + 29, "Later requests are refused. A");
    assertThat(lint(question("a", "Are later requests always refused or what?", copied))).isEmpty();
    assertThat(
            lint(
                question(
                    "a",
                    "Are refused requests later ones, 30 days?",
                    evidence(0, REFUNDS.length(), REFUNDS))))
        .containsExactly(
            "a: warning: 5 of the question's 6 content words stand in its evidence:"
                + " it measures word overlap; ask in other words");
  }

  @Test
  void nearlyTheSameQuestionTwiceIsAWarningThatNamesTheOther() {
    int start = REFUNDS.indexOf("30 days");
    var evidence = evidence(start, start + 7, "30 days");
    assertThat(
            lint(
                question("a", "How long may annual customers wait?", evidence),
                question("b", "Whom to call about door latches?", evidence),
                question("c", "How long may ANNUAL customers wait, then?", evidence)))
        .containsExactly("c: warning: nearly the same question as 'a' (a:0)");
  }

  @Test
  void evidenceListedTwiceAndAMissingAnswerAreWarnings() {
    int start = REFUNDS.indexOf("30 days");
    var evidence = evidence(start, start + 7, "30 days");
    var question =
        new GoldenQuestion(
            "a",
            "How long?",
            null,
            List.of(evidence, evidence),
            null,
            GoldenQuestion.Type.LOOKUP,
            "en",
            Origin.HUMAN,
            Status.ACCEPTED,
            null);
    assertThat(lint(question))
        .containsExactly(
            "a: warning: evidence of help/refunds.md is listed twice",
            "a: warning: no answer: an answer's correctness cannot be judged");
  }

  @Test
  void reanchorPlacesAQuoteWhateverItsWhiteSpace() {
    var result =
        Reanchor.of(
            set(question("a", "?", evidence(null, null, "within 30  days of renewal"))), TEXTS);
    int start = REFUNDS.indexOf("within");
    assertThat(result.problems()).isEmpty();
    assertThat(result.moved()).isEqualTo(1);
    assertThat(result.questions().questions().getFirst().evidence())
        .containsExactly(evidence(start, start + 25, "within 30 days\nof renewal"));
  }

  @Test
  void reanchorTakesTheOccurrenceNearestTheOldPlaceAndRefusesToGuess() {
    int second = REFUNDS.lastIndexOf("Ask");
    assertThat(
            Reanchor.of(set(question("a", "?", evidence(second - 9, second - 6, "Ask"))), TEXTS)
                .questions()
                .questions()
                .getFirst()
                .evidence())
        .containsExactly(evidence(second, second + 3, "Ask"));
    assertThat(Reanchor.of(set(question("a", "?", evidence(null, null, "Ask"))), TEXTS).problems())
        .extracting(Problem::message)
        .containsExactly("'Ask' stands 2 times in help/refunds.md: make the quote longer");
  }

  @Test
  void reanchorSaysWhatItCouldNotPlaceAndWhatIsNearest() {
    var result =
        Reanchor.of(set(question("a", "?", evidence(3, 9, "within 60 days of renewal."))), TEXTS);
    assertThat(result.moved()).isZero();
    assertThat(result.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "a: error: 'within 60 days of renewal.' does not stand in help/refunds.md;"
                + " nearest: 'within 30 days of renewal.'");
  }

  @Test
  void reanchorWritesOnlyTheLinesThatMoved() throws IOException {
    var untouched =
        "{ \"id\": \"n\", \"question\": \"Who?\", \"evidence\": [], \"type\": \"unanswerable\","
            + " \"language\": \"en\", \"origin\": \"human\", \"status\": \"draft\" }";
    var draft =
        "{\"id\":\"a\",\"question\":\"How long?\",\"evidence\":[{\"document\":\"help/refunds.md\","
            + "\"quote\":\"30 days\",\"grade\":3}],\"answer\":\"30 days\",\"type\":\"lookup\","
            + "\"language\":\"en\",\"origin\":\"human\",\"status\":\"accepted\"}";
    var file = folder.resolve("q.jsonl");
    Files.writeString(file, untouched + "\n\n" + draft + "\n");
    Reanchor.inPlace(folder, TEXTS);
    int start = REFUNDS.indexOf("30 days");
    var placed =
        draft.replace("\"quote\"", "\"start\":%d,\"end\":%d,\"quote\"".formatted(start, start + 7));
    assertThat(file).hasContent(untouched + "\n\n" + placed + "\n");
    assertThat(Reanchor.inPlace(folder, TEXTS).moved()).isZero();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static List<String> lint(GoldenQuestion... questions) {
    return Lint.check(set(questions), TEXTS).stream().map(Problem::toString).toList();
  }

  private static GoldenSet set(GoldenQuestion... questions) {
    return new GoldenSet(List.of(questions));
  }

  private static Evidence evidence(@Nullable Integer start, @Nullable Integer end, String quote) {
    return new Evidence("help/refunds.md", start, end, quote, 3);
  }

  private static GoldenQuestion question(String id, String question, Evidence evidence) {
    return new GoldenQuestion(
        id,
        question,
        null,
        List.of(evidence),
        "30 days",
        GoldenQuestion.Type.LOOKUP,
        "en",
        Origin.HUMAN,
        Status.ACCEPTED,
        null);
  }
}
