package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private static Progress embedding(long done) {
    return new Progress(
        "embed", "bge-small, markdown", "chunks", done, 2998, 61.4, Duration.ofSeconds(8));
  }

  @Test
  void aLineHasShareCountRateEtaAndPart() {
    assertThat(ProgressLines.text(embedding(2514)))
        .isEqualTo("embed  83%  2514/2998 chunks  61/s  ETA 0:08  bge-small, markdown");
  }

  @Test
  void anUnknownTotalIsLeftOut() {
    assertThat(ProgressLines.text(new Progress("read", "handbook", "documents", 64, 0, 9.53, null)))
        .isEqualTo("read  64 documents  9.5/s  handbook");
  }

  @Test
  void clockShowsHoursOnlyWhereThereAreSome() {
    assertThat(ProgressLines.clock(Duration.ofSeconds(3750))).isEqualTo("1:02:30");
    assertThat(ProgressLines.clock(Duration.ofSeconds(75))).isEqualTo("1:15");
  }

  @Test
  void atMostOneLineIsWrittenInTenSeconds() {
    var clock = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    var lines = new ArrayList<String>();
    var progress = new ProgressLines(lines::add, clock::get);

    for (int second = 0; second <= 30; second++) {
      progress.accept(embedding(second));
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    assertThat(lines).hasSize(3);
  }
}
