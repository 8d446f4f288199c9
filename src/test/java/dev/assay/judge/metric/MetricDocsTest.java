package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/judges.md` has every metric with its direction.
class MetricDocsTest {
  @Test
  void everyMetricIsDocumentedWithItsDirection() throws Exception {
    String docs = Files.readString(Path.of("docs/judges.md"));
    for (Metric metric : Metric.all()) {
      String better =
          switch (metric.direction()) {
            case HIGHER, LOWER -> metric.direction().name().toLowerCase(Locale.ROOT);
            case NEUTRAL -> "neither";
          };
      assertThat(docs).contains("| `%s` | %s |".formatted(metric.name(), better));
    }
  }
}
