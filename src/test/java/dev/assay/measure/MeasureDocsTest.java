package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeasureDocsTest {
  private static final Path DOCS = Path.of("docs/measures.md");

  static Stream<String> names() {
    return Measure.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMeasureIsDocumented(String name) throws IOException {
    String docs = Files.readString(DOCS);
    int start = docs.indexOf("\n### " + name + "\n");
    assertThat(start).as("a section '### %s' in %s", name, DOCS).isNotNegative();
    int end = docs.indexOf("\n#", start + 1);
    assertThat(docs.substring(start, end < 0 ? docs.length() : end))
        .contains("- Formula:", "- Paper:", "- Example:", "- trec_eval:", "- Edges:", "- Not for:");
  }

  @Test
  void everyMeasureHasAName() {
    long records =
        Stream.of(GradeMeasure.class, SpanMeasure.class)
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            // a view of the others, spelled with their names
            .filter(measure -> measure != Condensed.class)
            .count();
    assertThat(Measure.names()).hasSize((int) records);
  }
}
