package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Ledger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final Set<String> HELD_OUT = Set.of("q2", "q1");

  @TempDir private Path folder;

  @Test
  void sweepsAndDecisionsOfANameOrOfTheSameQuestionsCountTogether() {
    try (var ledger = Ledger.open(folder)) {
      var openings = new Openings(ledger);
      assertThat(openings.open(Openings.By.SWEEP, experiment("a-1", "a"), HELD_OUT, NOW).warning())
          .isNull();
      openings.open(Openings.By.DECISION, experiment("b-1", "b"), Set.of("q1", "q2"), later(1));
      openings.open(Openings.By.SWEEP, experiment("c-1", "c"), Set.of("q7"), later(2));

      Opened opened =
          openings.open(Openings.By.DECISION, experiment("a-2", "a"), Set.of("q3"), later(3));

      assertThat(opened).isEqualTo(new Opened(2, 1, List.of("a-1", "a-2")));
      assertThat(opened.warning())
          .isEqualTo(
              "the held-out questions were opened 2 times, 1 of them by a sweep, by a-1, a-2: they confirm less each time");
      assertThat(openings.open(Openings.By.SWEEP, experiment("b-1", "b"), HELD_OUT, later(4)))
          .isEqualTo(new Opened(3, 2, List.of("a-1", "b-1")));
    }
  }

  @Test
  void aPageCountsOnceAnExperiment() {
    try (var ledger = Ledger.open(folder)) {
      var openings = new Openings(ledger);
      for (int i = 0; i < 3; i++) {
        assertThat(openings.show(Openings.By.DECISION, experiment("a-1", "a"), HELD_OUT, later(i)))
            .isEqualTo(new Opened(1, 0, List.of("a-1")));
      }
      assertThat(openings.show(Openings.By.SWEEP, experiment("a-1", "a"), HELD_OUT, later(4)))
          .isEqualTo(new Opened(2, 1, List.of("a-1")));
    }
  }

  private static Instant later(int seconds) {
    return NOW.plusSeconds(seconds);
  }

  private static ExperimentRecord experiment(String id, String name) {
    return new ExperimentRecord(
        id,
        name,
        null,
        Path.of(name + ".yaml"),
        "corpus",
        "golden",
        "",
        ExperimentRecord.State.FINISHED,
        NOW,
        NOW,
        null);
  }
}
