package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.analysis.CompareRequest;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialTest {
  @TempDir private Path folder;

  @Test
  void aPartIsMarkedDecidesNothingAndIsGoneOnFrom() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Result part =
          run(lab, file, new Partial.Request(List.of("A", "markdown · words · dense"), 4));

      assertThat(part.experiment()).matches("tiny-[0-9a-f]{4}~[0-9a-f]{4}");
      assertThat(part.partial()).isEqualTo(new Partial(List.of("A", "B"), 4, 3, 7));
      assertThat(part.configurations())
          .extracting(Result.ConfigurationResult::id)
          .containsExactly("A", "B");
      assertThat(part.golden().questions()).isEqualTo(4);
      FinishedExperiment finished =
          lab.of(lab.find(part.experiment()).orElseThrow()).finished().orElseThrow();
      var request = new CompareRequest(null, List.of(), null, Unjudged.ZERO);
      assertThat(finished.compare(request, (Slice) null).partial()).isEqualTo(part.partial());
      assertThatThrownBy(finished::decide)
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(
              "is partial (2 of 3 configurations, a sample of 4 of 7 questions) and decides nothing");
      assertThatThrownBy(finished::baseline).isInstanceOf(InvalidInput.class);
      assertThatThrownBy(() -> finished.sweep(null)).isInstanceOf(InvalidInput.class);
      assertThat(lab.lastFinished("tiny")).isEmpty();
      assertThat(lab.history(lab.find(part.experiment()).orElseThrow(), false)).isEmpty();

      Result whole = run(lab, file, Partial.Request.ALL);

      assertThat(whole.partial()).isNull();
      assertThat(part.experiment()).startsWith(whole.experiment() + "~");
      assertThat(whole.calls().embedding())
          .as("the queries that were not drawn; no chunk is embedded twice")
          .isEqualTo(3);
      assertThat(lab.find("tiny").orElseThrow().id()).isEqualTo(whole.experiment());
      assertThat(run(lab, file, new Partial.Request(List.of("A", "B", "C"), 7)).experiment())
          .as("a part that is all of it")
          .isEqualTo(whole.experiment());
    }
  }

  @Test
  void anUnknownConfigurationIsAnErrorWithTheNearestName() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);

      assertThatThrownBy(
              () -> run(lab, file, new Partial.Request(List.of("markdown · words · dens"), 0)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("--only: no configuration 'markdown · words · dens'")
          .hasMessageContaining("markdown · words · dense")
          .hasMessageContaining("--sample must be at least 1, got 0");
    }
  }

  private Lab lab() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }

  private static Result run(Lab lab, Path file, Partial.Request part) {
    return lab.run(file, part, _ -> {}, _ -> {});
  }
}
