package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.Power;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir private Path folder;

  @Test
  void whatIsPlannedIsWhatTheRunDoesAndThenNothingIsLeft() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);

      Plan plan = lab.plan(file);

      assertThat(endpoints.requests()).as("nothing is asked").isZero();
      assertThat(plan.configurations()).isEqualTo(3);
      assertThat(plan.cells()).isEqualTo(3 * 7);
      var words = plan.models().getFirst();
      assertThat(words.cached()).isZero();
      assertThat(words.exact()).isFalse();
      assertThat(words.cost()).as("no price").isNull();
      var calls = Objects.requireNonNull(plan.judge());
      assertThat(calls.lowCost()).isNull();
      assertThat(plan.notes())
          .contains(
              "the judge's calls and tokens are estimates, and replies that are known already are not taken off");
      assertThat(plan.detectable().n()).isEqualTo(6);
      assertThat(plan.detectable().assumed()).isTrue();
      // Two candidates: the level is .05 / 2 at the first step.
      assertThat(plan.detectable().difference())
          .isCloseTo(new Power(.05 / 2, .8).detectable(.3, 6), within(1e-12));

      Result run = lab.run(file, _ -> {}, _ -> {});

      assertThat(run.calls().embedding()).isEqualTo(words.texts());
      assertThat(run.calls().llm()).isBetween(calls.low(), calls.high());
      Plan after = lab.plan(file);
      assertThat(after.models().getFirst().texts()).isZero();
      assertThat(after.models().getFirst().cached()).isEqualTo(words.texts());
      assertThat(after.models().getFirst().tokens()).isZero();
      assertThat(after.diskBytes()).isZero();
      assertThat(after.detectable().assumed()).isFalse();
    }
  }

  @Test
  void theCallsOfALocalModelAreCountedAndCostNothing() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll("(?m)^judge: .*$", "judge: {on: \"top:1\", local: models/small.gguf}"));

      Plan plan = lab.plan(file);

      var calls = Objects.requireNonNull(plan.judge());
      assertThat(calls.model()).isEqualTo("small");
      // Seven questions, all with a reference: an answer and its chunks' verdicts at least; four
      // requests an answer, each asked for twice, at most.
      assertThat(calls.low()).isEqualTo(7 + 7);
      assertThat(calls.high()).isEqualTo(7 * 4 * 2);
      assertThat(calls.highCost()).isEqualTo(BigDecimal.ZERO);
      assertThat(plan.notes()).contains("the local judge takes one call at a time");
    }
  }
}
