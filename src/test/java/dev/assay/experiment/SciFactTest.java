package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole pipeline against a published figure. The dense leg is a fake, so that nothing is
/// embedded; `experiments/scifact.yaml` has the real models.
class SciFactTest {
  @TempDir private Path folder;

  @Test
  void bm25ReachesThePublishedFiguresOnSciFact() throws IOException {
    Path collection = Path.of("../shared/data/scifact").toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(collection), "no ../shared/data/scifact beside the project");
    EngineForTests.linkInto(folder.resolve("state"));
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file =
          Files.writeString(
              folder.resolve("scifact.yaml"),
              """
              name: scifact
              corpus: {name: scifact, kind: Beir, path: "%s"}
              golden: {path: "%s", split: test}
              factors:
                chunking:
                  - {name: whole, kind: Whole}
                model:
                  - {name: words, kind: Http, uri: "%s/embeddings", batch: 500}
                retrieval:
                  - {name: bm25, kind: Bm25, analyzer: english, k1: 0.9, b: 0.4}
              measures: [nDCG@10, R@100]
              statistics: {resamples: 1000}
              """
                  .formatted(collection, collection, endpoints.base()));

      Result result = lab.run(file, _ -> {}, _ -> {});

      var measures = result.configurations().getFirst().measures();
      assertThat(result.corpus().documents()).isEqualTo(5183);
      assertThat(Objects.requireNonNull(measures.get("nDCG@10")).mean())
          .isCloseTo(0.678, within(0.003));
      assertThat(Objects.requireNonNull(measures.get("R@100")).mean())
          .isCloseTo(0.928, within(0.006));
      assertThat(Objects.requireNonNull(measures.get("nDCG@10")).n()).isEqualTo(300);
    }
  }
}
