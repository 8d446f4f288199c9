package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkingEvaluationTest {
  private static final Map<String, String> TEXTS =
      Map.of("owls.md", "🦉 Owls hunt. Owls hunt at night.");

  @TempDir private Path folder;

  private GoldenSet read(String lines) throws IOException {
    return ChunkingEvaluation.read(
        Files.writeString(folder.resolve("questions.jsonl"), lines), TEXTS, "en");
  }

  @Test
  void codePointsBecomeCharsAfterAnEmoji() throws IOException {
    // Python counts the owl as one character, Java as two: 13 there is 14 here
    var golden =
        read(
            """
            {"id": "o-1", "corpus": "owls", "question": "When do owls hunt?", "references": [{"content": "Owls hunt at night.", "start": 13, "end": 32, "exact": true}]}
            """);

    assertThat(golden.questions())
        .singleElement()
        .satisfies(question -> {
          assertThat(question.id()).isEqualTo("o-1");
          assertThat(question.language()).isEqualTo("en");
          assertThat(question.evidence())
              .containsExactly(new Evidence("owls.md", 14, 33, "Owls hunt at night.", 1));
        });
  }

  @Test
  void aQuoteThatMovedIsTakenWhereItStandsNearest() throws IOException {
    var golden =
        read(
            """
            {"corpus": "owls", "question": "Who hunts?", "references": [{"content": "Owls hunt", "start": 12, "end": 20}, {"content": "Owls  hunt at"}]}
            """);

    assertThat(golden.questions())
        .singleElement()
        .satisfies(question -> {
          assertThat(question.id()).isEqualTo("owls-1");
          assertThat(question.evidence())
              .containsExactly(
                  new Evidence("owls.md", 14, 23, "Owls hunt", 1),
                  new Evidence("owls.md", 14, 26, "Owls hunt at", 1));
        });
  }

  @Test
  void everythingWrongIsListedWithItsLine() {
    assertThatThrownBy(() ->
            read(
                """
                {"corpus": "owls", "question": "Who?", "references": [{"content": "They sleep at night.", "start": 0, "end": 4}]}
                {"corpus": "bats", "question": "Who?", "references": []}
                {"corpus": "owls", "references": []}
                []
                """))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.line() + " " + p.message() + " / " + p.suggestion())
                    .containsExactly(
                        "1 'They sleep at night.' does not stand in owls.md / nearest: 'Owls hunt at night.'",
                        "2 there is no document 'bats'; known: owls.md / null",
                        "3 'question' is missing / null",
                        "4 not a JSON object / null"));
  }
}
