package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Folder;
import dev.assay.corpus.ParentChild;
import dev.assay.corpus.SentenceWindow;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Measure;
import dev.assay.measure.Region;
import dev.assay.measure.Score;
import dev.assay.measure.SpanMeasure;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.UnitRanking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is searched and what is returned: one document of three sections, ten tokens each.
class ChunksTest {
  private static final String A = "# A\n\nAsh bee cod. Dog elk fox.\n\n";
  private static final String B = "# B\n\nGnu hen ibex. Jay kea lark.\n\n";
  private static final String C = "# C\n\nMoth newt owl. Pig quail ray.\n";

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("state"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Chunks chunks(Chunking chunking) {
    try {
      Files.writeString(folder.resolve("d.md"), A + B + C);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    var documents = new CorpusStore(ledger);
    String corpus = documents.read(new Folder("."), folder, _ -> {});
    return new Chunks(
        documents, new Cutter(new VectorStore(ledger), new Models()), corpus, chunking);
  }

  private static Ranking ranking(String... ids) {
    return Ranking.of(
        Arrays.stream(ids)
            .map(id -> new Hit(id, 1.0 - Arrays.asList(ids).indexOf(id) / 100.0))
            .toList());
  }

  /// Evidence is `Jay kea lark`, in the second child of B.
  private static GoldenQuestion question() {
    int start = (A + B).indexOf("Jay kea lark");
    return new GoldenQuestion(
        "q",
        "Where?",
        null,
        List.of(new Evidence("d.md", start, start + 12, "Jay kea lark", 3)),
        null,
        null,
        null,
        GoldenQuestion.Origin.IMPORTED,
        GoldenQuestion.Status.ACCEPTED,
        null);
  }

  @Test
  void childrenOfOneParentCountOnceAtTheRankOfTheBest() {
    Chunks chunks = chunks(new ParentChild(12, 6));
    // Children 1 and 2 have parent A, 3 and 4 B, 5 and 6 C.
    assertThat(chunks.of("d.md"))
        .extracting(Chunk::text)
        .containsExactly(
            "# A\n\nAsh bee cod. ",
            "Dog elk fox.\n\n",
            "# B\n\nGnu hen ibex. ",
            "Jay kea lark.\n\n",
            "# C\n\nMoth newt owl. ",
            "Pig quail ray.\n");

    Ranking found = ranking("d.md#6", "d.md#5", "d.md#3", "d.md#1", "d.md#4");

    assertThat(chunks.distinct(found).hits())
        .as("the best child stands for its parent")
        .extracting(Hit::id)
        .containsExactly("d.md#6", "d.md#3", "d.md#1");
    Ranking units = UnitRanking.of(found, chunks::unit);
    assertThat(units.hits())
        .as("a parent has the id of its first child")
        .extracting(Hit::id)
        .containsExactly("d.md#5", "d.md#3", "d.md#1");
    assertThat(chunks.returned(chunks.find("d.md#4"))).isEqualTo(B);
    assertThat(chunks.around(question()))
        .extracting(Chunk::id)
        .containsExactly("d.md#1", "d.md#3", "d.md#5");
  }

  @Test
  void gradesBelongToWhatIsReturned() {
    Chunks chunks = chunks(new ParentChild(12, 6));
    var grades = Grading.DEFAULT.grades(question(), chunks.around(question()));
    assertThat(grades).as("one relevant parent, so R = 1").containsOnly(entry("d.md#3", 3));

    // Parents C, B, A: B, found by its first child, stands at rank 2 and not at rank 3.
    Ranking units = UnitRanking.of(ranking("d.md#6", "d.md#5", "d.md#3", "d.md#1"), chunks::unit);
    assertThat(((GradeMeasure) Measure.parse("nDCG@10")).score(units, grades))
        .isEqualTo(Score.of((3 / (Math.log(3) / Math.log(2))) / 3));
    assertThat(((GradeMeasure) Measure.parse("P@2")).score(units, grades))
        .isEqualTo(Score.of(1 / 2.0));
  }

  @Test
  void spanMeasuresPayForWhatIsReturned() {
    Chunks chunks = chunks(new ParentChild(12, 6));
    Ranking units = UnitRanking.of(ranking("d.md#6", "d.md#5", "d.md#3"), chunks::unit);
    var evidence = Scorer.evidence(question());

    // 12 of the characters of C and B are evidence; C and B have ten tokens each.
    assertThat(score("EvR@1", units, evidence, chunks)).isZero();
    assertThat(score("EvR@2", units, evidence, chunks)).isEqualTo(1);
    assertThat(score("EvP@2", units, evidence, chunks))
        .isCloseTo(12.0 / (C.length() + B.length()), within(1e-12));
    // 17 tokens: C, then `# B Gnu hen ibex . Jay` with the blank behind it, 4 of 12 evidence
    // characters.
    assertThat(score("EvR@17tok", units, evidence, chunks)).isEqualTo(4 / 12.0);
  }

  private static double score(String measure, Ranking units, List<Region> evidence, Chunks chunks) {
    Score score =
        ((SpanMeasure) Measure.parse(measure))
            .score(() -> chunks.regions(units), chunks::tokens, evidence);
    return score instanceof Score.Scored(double value) ? value : -1;
  }

  @Test
  void windowsOfNeighboursAreDifferentTextsAndArePaidTwice() {
    Chunks chunks = chunks(new SentenceWindow(1, 1, 50));
    Ranking found = ranking("d.md#2", "d.md#1");
    assertThat(chunks.distinct(found)).isEqualTo(found);
    assertThat(chunks.regions(found)).toIterable().hasSize(2);
    assertThat(chunks.unit("d.md#2")).isEqualTo("d.md#2");
  }

  private static java.util.Map.Entry<String, Integer> entry(String id, int grade) {
    return java.util.Map.entry(id, grade);
  }
}
