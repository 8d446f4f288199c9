package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.Problem;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Folder;
import dev.assay.corpus.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The corpora and golden questions of this repository.
class OwnQuestionsTest {
  @Test
  void everyQuoteStandsInItsDocumentAndEveryAnswerableQuestionHasARelevantChunk() {
    assumeThat(Path.of("corpora")).as("needs corpora/").isDirectory();
    assumeThat(Path.of("golden-questions")).as("needs golden-questions/").isDirectory();
    var texts = new TreeMap<String, String>();
    var chunks = new ArrayList<Chunk>();
    var chunking = new Markdown(128);
    new Folder("corpora")
        .read(
            Path.of(""),
            document -> {
              texts.put(document.id(), document.text());
              chunks.addAll(chunking.chunk(document));
            },
            rejected -> assertThat(rejected).isNull());
    var placed = Reanchor.of(GoldenSet.read(Path.of("golden-questions")), texts);
    assertThat(placed.problems()).isEmpty();
    assertThat(Lint.check(placed.questions(), texts))
        .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
        .isEmpty();
    assertThat(placed.questions().questions())
        .filteredOn(GoldenQuestion::answerable)
        .allSatisfy(question ->
            assertThat(Grading.DEFAULT.grades(question, chunks).values())
                .as(question.id())
                .anyMatch(grade -> grade > 0));
  }
}
