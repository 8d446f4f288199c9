package dev.assay.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.Ledger;
import dev.assay.judge.Context;
import dev.assay.judge.metric.Subject;
import dev.assay.verdicts.HumanLabels.Put;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanLabelsTest {
  @TempDir private Path folder;

  private static HumanLabel label(String claim, boolean yes, String at) {
    var item =
        new LabelItem(Subject.CLAIMS, "q", null, claim, List.of(new Context("c", "A lamp.")));
    return new HumanLabel(item, yes, "ada", Instant.parse(at));
  }

  @Test
  void theNewestLabelOfAnItemStaysInWhicheverOrderTheyCome() {
    try (var ledger = Ledger.open(folder)) {
      var labels = new HumanLabels(ledger);
      // as text the later of these two comes first
      var first = label("a", true, "2026-11-28T10:00:00Z");
      var later = label("a", false, "2026-11-28T10:00:00.500Z");
      var other = label("b", true, "2026-11-01T00:00:00Z");

      assertThat(labels.put(List.of(later, other))).isEqualTo(new Put(2, 0, 0));
      assertThat(labels.put(List.of(first, other))).isEqualTo(new Put(0, 0, 1));
      assertThat(labels.all()).containsExactly(other, later);

      var newest = label("a", true, "2026-11-28T10:00:01Z");
      assertThat(labels.put(List.of(newest))).isEqualTo(new Put(0, 1, 0));
      assertThat(labels.all()).containsExactly(other, newest);
    }
  }
}
