package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.judge.Mark;
import dev.assay.judge.metric.ClaimMatrix.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimMatrixTest {
  private static final List<String> CHUNKS = List.of("a#1", "b#1");

  private static Mark mark(String claim, @Nullable String label, String... chunks) {
    return new Mark(claim, label, "because", List.of(chunks));
  }

  private static Mark mark(String claim, boolean label, String... chunks) {
    return mark(claim, String.valueOf(label), chunks);
  }

  private static ClaimMatrix matrix(
      List<Mark> claims, List<Mark> referenceClaims, List<Mark> inReference) {
    return ClaimMatrix.of(
        new KeptVerdicts(claims, referenceClaims, inReference, List.of(), List.of(), List.of()),
        CHUNKS);
  }

  @Test
  void everyClaimOfTheAnswerIsWhatTheTwoQuestionsMakeOfIt() {
    var matrix =
        matrix(
            List.of(
                mark("right", true, "b#1"),
                mark("known", false),
                mark("relevant", true, "a#1", "b#1"),
                mark("irrelevant", true, "b#1"),
                mark("invented", false)),
            List.of(mark("r", true, "a#1"), mark("missed", false)),
            List.of(
                mark("right", true),
                mark("known", true),
                mark("relevant", false),
                mark("irrelevant", false),
                mark("invented", false)));

    assertThat(matrix.useful()).containsExactly(true, false);
    assertThat(matrix.answer())
        .extracting(ClaimMatrix.Row::kind)
        .containsExactly(
            Kind.RIGHT,
            Kind.SELF_KNOWLEDGE,
            Kind.NOISE_RELEVANT,
            Kind.NOISE_IRRELEVANT,
            Kind.HALLUCINATION);
    assertThat(matrix.answer().getFirst().entailed()).containsExactly(false, true);
    assertThat(matrix.reference())
        .extracting(ClaimMatrix.Row::retrieved)
        .containsExactly(true, false);
    assertThat(matrix.reference().getFirst().other()).as("nobody asked").isNull();
  }

  @Test
  void aMissingVerdictIsNeverNo() {
    var matrix =
        matrix(
            List.of(mark("c", null), mark("d", true, "a#1")),
            List.of(mark("r", null)),
            List.of(mark("c", true), mark("d", null)));

    assertThat(matrix.answer().getFirst().entailed()).containsExactly(null, null);
    assertThat(matrix.answer().getFirst().kind()).isNull();
    assertThat(matrix.answer().getLast().other()).isNull();
    assertThat(matrix.useful()).containsExactly(null, null);
  }

  @Test
  void aChunkNamedBesideAnUnsupportedClaimDoesNotEntailIt() {
    var matrix = matrix(List.of(mark("c", false, "a#1")), List.of(), List.of());

    assertThat(matrix.answer().getFirst().entailed()).containsExactly(false, false);
    assertThat(matrix.answer().getFirst().kind()).as("no reference").isNull();
  }

  @Test
  void aClaimThatSomeChunkEntailsAndNobodyNamedIsNeitherNoVerdictNorAHallucination() {
    var matrix =
        matrix(
            List.of(mark("right", true), mark("wrong", true)),
            List.of(mark("r", true), mark("s", true, "b#1")),
            List.of(mark("right", true), mark("wrong", false)));

    assertThat(matrix.answer()).extracting(ClaimMatrix.Row::elsewhere).containsOnly(true);
    assertThat(matrix.answer()).extracting(ClaimMatrix.Row::retrieved).containsOnly(true);
    assertThat(matrix.answer())
        .extracting(ClaimMatrix.Row::kind)
        .as("by a useful chunk or by others")
        .containsExactly(Kind.RIGHT, null);
    assertThat(matrix.useful()).as("one claim names it").containsExactly(null, true);
  }

  @Test
  void whereNobodyAskedThereIsNoRow() {
    assertThat(matrix(List.of(), List.of(), List.of()).answer()).isEmpty();
  }
}
