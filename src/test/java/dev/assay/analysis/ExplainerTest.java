package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.lexical.Explanation.Contribution;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {
  @TempDir private Path folder;

  @Test
  void everyRankIsExplainedAndTheTermsAddUpToTheScoreThatMilvusGave() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(state)) {
      Result result = lab.run(TinyExperiment.write(folder, endpoints), _ -> {}, _ -> {});
      var experiment = lab.find("last").orElseThrow();

      Explanation explanation =
          lab.of(experiment).explain("q-2", List.of("A", "C"), 10, null).orElseThrow();

      assertThat(result.corpus().rejected()).hasSize(1);
      assertThat(explanation.views())
          .extracting(Explanation.View::label)
          .containsExactly("markdown · bm25", "markdown · words · rrf");
      for (Explanation.View view : explanation.views()) {
        assertThat(view.evidence()).hasSize(1);
        Explanation.EvidenceChunk evidence = view.evidence().getFirst();
        assertThat(evidence.chunk().text()).contains("12 hectares");
        assertThat(evidence.rank()).isPositive();
        Explanation.Place sparse = Objects.requireNonNull(evidence.sparse());
        assertThat(evidence.terms().stream().mapToDouble(Contribution::score).sum())
            .isCloseTo(sparse.score(), within(1e-5));
        assertThat(evidence.reason()).contains("rank", "BM25");
      }
      Explanation.View fused = explanation.views().getLast();
      Explanation.Found first = fused.hits().getFirst();
      assertThat(part(first.dense()) + part(first.sparse()))
          .isCloseTo(first.score(), within(1e-12));
    }
  }

  @Test
  void aQuestionWithoutAKnownTermHasNoSparseHitsAndTheRunGoesOn() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(state)) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          folder.resolve("questions.jsonl"),
          """
          {"id":"q-1","question":"wieviel?","evidence":[{"document":"lynx.md","start":0,"end":10,"quote":"# The lynx","grade":2}],"answer":"viel","type":"lookup","language":"de","origin":"human","status":"accepted"}
          """);

      Result result = lab.run(file, _ -> {}, _ -> {});
      Explanation explanation =
          lab.of(lab.find("last").orElseThrow())
              .explain("q-1", List.of("A"), 10, null)
              .orElseThrow();

      var bm25 = result.configurations().getFirst();
      assertThat(bm25.latencyMs()).isEmpty();
      assertThat(Objects.requireNonNull(bm25.measures().get("R@10")).mean()).isEqualTo(0.0);
      assertThat(explanation.views().getFirst().evidence().getFirst().reason())
          .contains("BM25 cannot find it", "wieviel");
    }
  }

  private static double part(Explanation.@Nullable Place place) {
    return Objects.requireNonNull(Objects.requireNonNull(place).part());
  }
}
