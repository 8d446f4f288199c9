package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.InvalidInput;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossSplitTest {
  @TempDir private Path folder;

  private Lab lab() throws IOException {
    Path state = folder.resolve(".assay");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }

  @Test
  void whatIsReachedIsTheEvidenceRecallOfTheRun() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
                  .replace("maxTokens: 40", "maxTokens: 6")
                  .replaceAll("measures: .*", "measures: [EvR@1, EvR@3]")
                  .replaceAll("judge: .*", "")
              + "decision: {primary: EvR@1}\n");
      Result result = lab.run(file, _ -> {}, _ -> {});
      var experiment = lab.of(lab.find("last").orElseThrow()).finished().orElseThrow();

      for (int cutoff : List.of(1, 3)) {
        Losses losses = experiment.losses(List.of(), cutoff);

        assertThat(losses.configurations())
            .extracting(Losses.OfConfiguration::id)
            .containsExactly("A", "B", "C");
        for (int i = 0; i < 3; i++) {
          var of = losses.configurations().get(i);
          var mean =
              Objects.requireNonNull(
                  result.configurations().get(i).measures().get("EvR@" + cutoff));
          assertThat(of.n()).isEqualTo(6).isEqualTo(mean.n());
          assertThat(Objects.requireNonNull(of.mean()).reached())
              .isCloseTo(Objects.requireNonNull(mean.mean()), within(1e-12));
          assertThat(of.mean().index()).as("exact search").isZero();
          assertThat(of.questions()).allMatch(question -> question.loss().chunking() >= 0);
        }
      }
      var one = experiment.losses(List.of("A"), 1).configurations().getFirst();
      assertThat(one.cut()).as("a quote has more words than a chunk").isEqualTo(6);
      assertThat(one.questions()).allMatch(question -> question.loss().chunking() > 0);
      assertThat(one.buckets().stream().mapToInt(bucket -> bucket.questions().size()).sum())
          .as("each question that lost something is in one place")
          .isEqualTo(6);
      assertThatThrownBy(() -> experiment.losses(List.of("X"), 1))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("X");
    }
  }
}
