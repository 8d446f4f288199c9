package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Rejected;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Latency;
import dev.assay.experiment.Result.Mean;
import dev.assay.milvus.EngineInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultMarkdownTest {
  private static ConfigurationResult configuration(
      String id, String model, @Nullable Double mean, int n) {
    var value =
        new Mean(mean, mean == null ? null : 0.25, mean == null ? null : 1.0, n, 4, null, null);
    return new ConfigurationResult(
        id,
        "markdown",
        model,
        model.equals("none") ? "bm25" : "dense",
        "none",
        12,
        Map.of("nDCG@10", value),
        Map.of("type", Map.of("lookup", value)),
        Map.of("dense", new Latency(3, 4.06, 30)),
        id.equals("C") ? 1200 : null,
        null,
        null);
  }

  private static final Result RESULT =
      new Result(
          "x-1f2e",
          new EngineInfo("milvus-lite", "2.5.1"),
          new Result.CorpusSummary("c", 3, "abc", List.of(new Rejected("a.pdf", "not a PDF"))),
          new Result.GoldenSummary(4, 0, "9c1f", null),
          "nDCG@10",
          "B",
          List.of(
              configuration("A", "none", null, 0),
              configuration("B", "a|b", 0.5, 4),
              configuration("C", "mini", 0.4449, 3)),
          new Result.Calls(0, 0, 2, null),
          1,
          100,
          new Result.Seconds(1.24, 0, 0, 1, 0.2, 0),
          null);

  @Test
  void theBestComesFirstInBoldAndWhatHasNoScoreLast() {
    assertThat(ResultMarkdown.of(RESULT))
        .endsWith(
            """
            | id | configuration | nDCG@10 | 95 % | n | p95 ms |
            | --- | --- | --- | --- | --- | --- |
            | **B** | **a\\|b · dense** | **.500** | **[.250, 1.000]** | **4/4** | **4.1** |
            | C | mini · dense | .445 | [.250, 1.000] | 3/4 | 4.1 |
            | A | bm25 | - |  | 0/4 | 4.1 |
            """);
  }

  @Test
  void whereHitsAreUnjudgedTheTableSaysHowManyAreBesideThePrimaryMeasure() {
    var judged = judged(.85);

    assertThat(ResultMarkdown.of(judged))
        .contains("| id | configuration | nDCG@10 | 95 % | n | Judged@10 | p95 ms |")
        .contains("| B | mini · dense | .500 | [.250, 1.000] | 4/4 | .850 | 4.1 |");
    assertThat(ResultMarkdown.of(judged(1.0))).doesNotContain("Judged@10");
  }

  private static Result judged(double share) {
    var one = configuration("B", "mini", 0.5, 4);
    var measures = new TreeMap<>(one.measures());
    measures.put("Judged@10", new Mean(share, null, null, 4, 4, null, null));
    return new Result(
        RESULT.experiment(),
        RESULT.engine(),
        RESULT.corpus(),
        RESULT.golden(),
        RESULT.primary(),
        null,
        List.of(
            new ConfigurationResult(
                one.id(),
                one.chunking(),
                one.model(),
                one.retrieval(),
                one.reranker(),
                one.chunks(),
                measures,
                one.slices(),
                one.latencyMs(),
                null,
                null,
                null)),
        RESULT.calls(),
        0,
        100,
        RESULT.seconds(),
        null);
  }

  @Test
  void theTextHasTheTableTheSlicesAndWhatWasLeftOut() {
    assertThat(ResultText.of(RESULT))
        .isEqualTo(
            """
            x-1f2e · 4 questions · golden 9c1f · milvus-lite 2.5.1
            corpus c: 3 documents, 12 chunks (markdown)
            ordered by nDCG@10, with 95 % intervals; n is scored of expected; p95 ms of the dense+sparse leg

              id  configuration  nDCG@10 95 %             n  p95 ms
            * B   a|b · dense       .500 [.250, 1.000]  4/4     4.1
              C   mini · dense      .445 [.250, 1.000]  3/4     4.1
              A   bm25                 -                0/4     4.1

            best by type (nDCG@10)
              lookup  B  a|b · dense   .500 [.250, 1.000]  4/4

            left out a.pdf: not a PDF
            1 texts were longer than a model takes: it saw only their beginning
            C: 1200 passages were longer than its reranker takes: it saw only their beginning

            calls: 0 embedding, 0 llm, 2 search
            1.2 s: embed 0.0, index 0.0, search 1.0, measure 0.2, judge 0.0
            """);
  }
}
