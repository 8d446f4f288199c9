package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Span;
import dev.assay.golden.Evidence;
import dev.assay.lexical.Analyzer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentTest {
  private static final String TEXT = "Refunds are paid within thirty days.";

  private static List<Segment> segments(int start, int end, String... terms) {
    return Segment.of(
        new Chunk("a.md", 2, new Span(100, 100 + TEXT.length()), TEXT),
        null,
        List.of(new Evidence("a.md", start, end, "x", 3)),
        Set.of(terms),
        Analyzer.ENGLISH);
  }

  @Test
  void termsInsideEvidenceCutItInThree() {
    assertThat(segments(112, 135, "within"))
        .containsExactly(
            new Segment("Refunds are ", false, false, false),
            new Segment("paid ", true, false, false),
            new Segment("within", true, true, false),
            new Segment(" thirty days", true, false, false),
            new Segment(".", false, false, false));
  }

  @Test
  void evidenceThatBeginsInsideATermCutsTheTerm() {
    assertThat(segments(103, 111, "refund"))
        .startsWith(
            new Segment("Ref", false, true, false),
            new Segment("unds", true, true, false),
            new Segment(" are", true, false, false));
  }

  @Test
  void evidenceThatGoesBeyondTheChunkIsClipped() {
    assertThat(segments(50, 500)).containsExactly(new Segment(TEXT, true, false, false));
    assertThat(segments(0, 100)).containsExactly(new Segment(TEXT, false, false, false));
  }

  @Test
  void thePiecesTogetherAreTheText() {
    assertThat(segments(105, 120, "refund", "paid", "dai").stream().map(Segment::text))
        .satisfies(pieces -> assertThat(String.join("", pieces)).isEqualTo(TEXT));
  }

  @Test
  void textAroundTheChunkThatWasFoundIsSaidToBe() {
    assertThat(
            Segment.of(
                new Chunk("a.md", 2, new Span(105, 110), "Two. ", new Span(100, 116)),
                "One. Two. Three.",
                List.of(new Evidence("a.md", 108, 112, "x", 3)),
                Set.of(),
                Analyzer.ENGLISH))
        .containsExactly(
            new Segment("One. ", false, false, true),
            new Segment("Two", false, false, false),
            new Segment(". ", true, false, false),
            new Segment("Th", true, false, true),
            new Segment("ree.", false, false, true));
  }
}
