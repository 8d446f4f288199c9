package dev.assay.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.judge.Outcome;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeSummaryTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(100, .95, Interval.Method.BCA, 7);

  @Test
  void theReasonIsTheOneThatMostGiveAndOfSeveralTheFirst() {
    assertThat(
            of(
                new Outcome.Failed("cut"),
                new Outcome.Scored(1),
                new Outcome.Failed("no reply"),
                new Outcome.Abstained("declines"),
                new Outcome.Failed("no reply")))
        .returns(3, OutcomeSummary::failed)
        .returns("no reply", OutcomeSummary::failure);
    assertThat(of(new Outcome.Failed("cut"), new Outcome.Failed("no reply")).failure())
        .isEqualTo("cut");
    assertThat(of(new Outcome.Scored(0)).failure()).isNull();
  }

  private static OutcomeSummary of(Outcome... outcomes) {
    return OutcomeSummary.of(List.of(outcomes), i -> "q" + i, i -> "d" + i, BOOTSTRAP);
  }
}
