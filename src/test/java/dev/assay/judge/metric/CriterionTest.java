package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.judge.Answer;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriterionTest {
  @Test
  void anotherTextIsAnotherMetric() {
    var polite = Metric.parse("criterion:polite=The answer is polite.");

    assertThat(polite.name()).matches("criterion:polite@[0-9a-f]{8}");
    assertThat(polite.formula()).endsWith(": The answer is polite.");
    assertThat(polite.direction()).isEqualTo(Direction.HIGHER);
    assertThat(Metric.parse("criterion:polite= The answer is polite. ")).isEqualTo(polite);
    assertThat(Metric.parse("criterion:polite=The answer is very polite.")).isNotEqualTo(polite);
    assertThat(Metric.named("criterion:polite=The answer is polite.")).containsExactly(polite);
  }

  @Test
  void whatIsKeptIsKnownByItsNameAndJudgedNoMore() {
    var kept = Metric.parse("criterion:polite@0123abcd");
    var sample = new Sample("Why?", Answer.of("So.", List.of()), null, List.of());

    assertThat(kept.direction()).isEqualTo(Direction.HIGHER);
    assertThat(
            kept.of(
                Findings.kept(
                    sample,
                    new KeptVerdicts(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                    Compat.CORRECTED)))
        .isEqualTo(new Outcome.Failed("the criterion's text is not kept"));
  }

  @Test
  void aNameWithoutATextIsNone() {
    assertThatThrownBy(() -> Metric.parse("criterion:polite"))
        .hasMessage("'criterion:polite' has no text: criterion:NAME=what the answer has to be");
    assertThatThrownBy(() -> Metric.parse("criterion:polite=" + "x".repeat(2001)))
        .hasMessage("criterion 'polite' needs a text of at most 2000 characters");
  }
}
