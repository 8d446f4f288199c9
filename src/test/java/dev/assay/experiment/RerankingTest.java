package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of reranker in one run on the embedded engine, against endpoints on this machine.
class RerankingTest {
  private static final String WEIGHTS = "src/test/resources/dev/assay/embed/cross-encoder";

  @TempDir private Path folder;

  @Test
  void everyKindReordersTheFirstHitsAndIsPaidForOnce() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = withRerankers(TinyExperiment.write(folder, endpoints), endpoints);

      Result first = lab.run(file, _ -> {}, _ -> {});

      assertThat(first.configurations())
          .extracting(Result.ConfigurationResult::label)
          .containsExactly(
              "markdown · bm25",
              "markdown · bm25 · tei",
              "markdown · bm25 · ce",
              "markdown · bm25 · llm",
              "markdown · words · rrf",
              "markdown · words · rrf · tei",
              "markdown · words · rrf · ce",
              "markdown · words · rrf · llm",
              "markdown · words · rrf · mmr");
      // Three models, two configurations each, seven questions; two calls failed, and for three all
      // passages were known from the configuration before.
      assertThat(first.calls().rerank()).isEqualTo(3 * 2 * 7 - 2 - 3);
      for (var configuration : first.configurations()) {
        assertThat(configuration.latencyMs().containsKey("rerank"))
            .as(configuration.label())
            .isEqualTo(!configuration.reranker().equals("none"));
      }
      lasts(lab, first);
      failures(lab, first);

      int asked = endpoints.requests();
      Result again = lab.run(file, _ -> {}, _ -> {});
      // The question whose scores never came is asked again by each of the two configurations.
      assertThat(endpoints.requests()).isEqualTo(asked + 2);
      assertThat(again.configurations().stream().map(c -> c.measures()).toList())
          .isEqualTo(first.configurations().stream().map(c -> c.measures()).toList());
    }
  }

  /// The first four stand by the endpoint's scores, and below them nothing moves.
  private static void lasts(Lab lab, Result result) {
    var question = lab.questions(result.experiment()).getFirst();
    var views =
        lab.explain(
                lab.find(result.experiment()).orElseThrow(),
                question.id(),
                List.of("E", "F"),
                10,
                null)
            .orElseThrow()
            .views();
    var fused = views.get(0).hits();
    var reranked = views.get(1).hits();
    var byScore =
        fused.subList(0, 4).stream()
            .sorted(Comparator.comparingInt(found -> -FakeEndpoints.score(found.chunk().text())))
            .map(found -> found.chunk().id())
            .toList();

    assertThat(reranked.subList(0, 4)).extracting(found -> found.chunk().id()).isEqualTo(byScore);
    for (var found : reranked.subList(0, 4)) {
      var before = Objects.requireNonNull(found.before());
      assertThat(fused.get(before.rank() - 1).chunk().id()).isEqualTo(found.chunk().id());
      assertThat(before.score()).isEqualTo(FakeEndpoints.score(found.chunk().text()));
    }
    assertThat(reranked.get(4).chunk().id()).isEqualTo(fused.get(4).chunk().id());
    assertThat(reranked.get(4).before()).isNull();
  }

  private static void failures(Lab lab, Result result) {
    var cells = lab.cells(result.experiment(), null);
    var failed = cells.stream().filter(cell -> cell.state() == Cell.State.ERROR).toList();

    assertThat(failed).hasSize(2).allMatch(cell -> cell.question().equals("q-3"));
    assertThat(failed.getFirst().reason())
        .startsWith("not reranked: rerank endpoint http://127.0.0.1:")
        .contains("no score for passage 0 of ");
    var mean = Objects.requireNonNull(result.configurations().get(1).measures().get("nDCG@10"));
    assertThat(mean.n()).isEqualTo(5);
    assertThat(mean.expected()).isEqualTo(6);
  }

  private static Path withRerankers(Path file, FakeEndpoints endpoints) throws IOException {
    String rerankers =
        """
          reranker:
            - {name: none, kind: None}
            - {name: tei, kind: Http, uri: "%1$s/rerank", depth: 4}
            - {name: ce, kind: CrossEncoder, path: "%2$s", depth: 4}
            - {name: llm, kind: Llm, model: {uri: "%1$s", name: scripted}, depth: 4}
            - {name: mmr, kind: Mmr, lambda: 0.5, depth: 4}
        measures:\
        """
            .formatted(endpoints.base(), Path.of(WEIGHTS).toAbsolutePath());
    String text =
        Files.readString(file)
            .replaceAll("(?m)^judge: .*$", "")
            .replaceAll(
                "(?m)^    - \\{name: dense, kind: Dense}$", "    - {name: dense, kind: Dense}")
            .replace("measures:", rerankers);
    return Files.writeString(
        file,
        text
            + """
            configurations:
              - {retrieval: bm25, reranker: none}
              - {retrieval: bm25, reranker: tei}
              - {retrieval: bm25, reranker: ce}
              - {retrieval: bm25, reranker: llm}
              - {retrieval: rrf, reranker: none}
              - {retrieval: rrf, reranker: tei}
              - {retrieval: rrf, reranker: ce}
              - {retrieval: rrf, reranker: llm}
              - {retrieval: rrf, reranker: mmr}
            """);
  }
}
