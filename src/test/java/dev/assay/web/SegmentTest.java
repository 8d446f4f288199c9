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
        List.of(new Evidence("a.md", start, end, "x", 3)),
        Set.of(terms),
        Analyzer.ENGLISH);
  }

  @Test
  void termsInsideEvidenceCutItInThree() {
    assertThat(segments(112, 135, "within"))
        .containsExactly(
            new Segment("Refunds are ", false, false),
            new Segment("paid ", true, false),
            new Segment("within", true, true),
            new Segment(" thirty days", true, false),
            new Segment(".", false, false));
  }

  @Test
  void evidenceThatBeginsInsideATermCutsTheTerm() {
    assertThat(segments(103, 111, "refund"))
        .startsWith(
            new Segment("Ref", false, true),
            new Segment("unds", true, true),
            new Segment(" are", true, false));
  }

  @Test
  void evidenceThatGoesBeyondTheChunkIsClipped() {
    assertThat(segments(50, 500)).containsExactly(new Segment(TEXT, true, false));
    assertThat(segments(0, 100)).containsExactly(new Segment(TEXT, false, false));
  }

  @Test
  void thePiecesTogetherAreTheText() {
    assertThat(segments(105, 120, "refund", "paid", "dai").stream().map(Segment::text))
        .satisfies(pieces -> assertThat(String.join("", pieces)).isEqualTo(TEXT));
  }
}
