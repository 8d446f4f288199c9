package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Result;
import dev.assay.experiment.Slice;
import dev.assay.experiment.TinyExperiment;
import dev.assay.experiment.Unjudged;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import dev.assay.ranking.Weighted.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweeperTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nDCG@10",
        "RR@10",
        "R@1",
        "EvR@1",
        "EvIoU@3",
        "EvR@20tok",
        "EvP@50tok",
        "AP",
        "Judged@2"
      })
  void theSweepSaysOfEverySettingWhatThePipelineSaysOfIt(String measure) throws IOException {
    theSweepAgrees(measure, "kind: Markdown, maxTokens: 12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nDCG@10 | kind: ParentChild, parentTokens: 40, childTokens: 6",
        "R@1     | kind: ParentChild, parentTokens: 40, childTokens: 6",
        "EvP@2   | kind: ParentChild, parentTokens: 40, childTokens: 6",
        "EvR@9tok | kind: SentenceWindow, window: 1",
        "nDCG@3  | kind: SentenceWindow, window: 1"
      })
  void whatIsReturnedIsSweptAsThePipelineMeasuresIt(String measure, String chunking)
      throws IOException {
    theSweepAgrees(measure, chunking);
  }

  private void theSweepAgrees(String measure, String chunking) throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
                  .replace("kind: Markdown, maxTokens: 40", chunking)
                  .replace(
                      "- {name: rrf, kind: Rrf}",
                      String.join(
                          "\n    ",
                          "- {name: rrf, kind: Rrf}",
                          "- {name: rrf1, kind: Rrf, k: 1}",
                          "- {name: rrf200, kind: Rrf, k: 200}",
                          "- {name: w0, kind: Weighted, weights: {dense: 0, bm25: 1}}",
                          "- {name: w29, kind: Weighted, weights: {dense: 0.29, bm25: 0.71}}",
                          "- {name: w100, kind: Weighted, weights: {dense: 1, bm25: 0}}",
                          "- {name: z, kind: Weighted, weights: {dense: 0.4, bm25: 0.6}, normalise: zScore}",
                          "- {name: rank, kind: Weighted, weights: {dense: 0.4, bm25: 0.6}, normalise: rank}"))
                  .replaceAll("measures: .*", "measures: [" + measure + "]")
                  .replace("{resamples: 200}", "{resamples: 200, holdOut: 0}")
                  .replaceAll("judge: .*", "")
              + "decision: {primary: "
              + measure
              + "}\ndepth: 7\n");

      Result result = lab.run(file, _ -> {}, _ -> {});
      Sweep sweep =
          lab.of(lab.find("last").orElseThrow()).finished().orElseThrow().sweep(null).orElseThrow();

      assertThat(sweep.settings()).isEqualTo(200 + 3 * 101);
      assertThat(sweep.heldOut()).isNull();
      assertThat(sweep.because())
          .isEqualTo("no question was held out: nothing confirms the choice");
      Sweep.Curve rrf = curve(sweep, null);
      assertThat(rrf.development().get(60 - 1)).isEqualTo(mean(result, "rrf"));
      assertThat(rrf.development().get(1 - 1)).isEqualTo(mean(result, "rrf1"));
      assertThat(rrf.development().get(200 - 1)).isEqualTo(mean(result, "rrf200"));
      Sweep.Curve minMax = curve(sweep, Normalisation.MIN_MAX);
      assertThat(minMax.development().get(0)).isEqualTo(mean(result, "w0"));
      assertThat(minMax.development().get(29)).isEqualTo(mean(result, "w29"));
      assertThat(minMax.development().get(100)).isEqualTo(mean(result, "w100"));
      assertThat(curve(sweep, Normalisation.Z_SCORE).development().get(40))
          .isEqualTo(mean(result, "z"));
      assertThat(curve(sweep, Normalisation.RANK).development().get(40))
          .isEqualTo(mean(result, "rank"));
      assertThat(sweep.curves())
          .allSatisfy(curve -> {
            assertThat(curve.depth()).isEqualTo(7);
            assertThat(curve.at()).hasSameSizeAs(curve.development());
            assertThat(curve.heldOut()).isEmpty();
            assertThat(curve.development())
                .allSatisfy(mean -> assertThat(mean).isBetween(0.0, 1.0));
          });
      assertThat(sweep.best().development())
          .isEqualTo(
              sweep.curves().stream()
                  .mapToDouble(curve -> Collections.max(curve.development()))
                  .max()
                  .orElseThrow());
    }
  }

  @Test
  void theWinnerIsConfirmedOnDocumentsItWasNotPickedOn() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      lab.run(TinyExperiment.write(folder, endpoints), _ -> {}, _ -> {});
      var experiment = lab.find("last").orElseThrow();

      Sweep sweep = lab.of(experiment).finished().orElseThrow().sweep(null).orElseThrow();
      Comparison comparison =
          lab.of(experiment)
              .finished()
              .orElseThrow()
              .compare(new CompareRequest(null, List.of(), null, Unjudged.ZERO), (Slice) null);

      assertThat(sweep.developmentQuestions()).isEqualTo(new Sweep.Questions(4, 4));
      assertThat(sweep.heldOutQuestions()).isEqualTo(new Sweep.Questions(2, 2));
      assertThat(sweep.development().n()).isEqualTo(4);
      assertThat(Objects.requireNonNull(sweep.heldOut()).n()).isEqualTo(2);
      assertThat(sweep.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
      assertThat(sweep.because())
          .isEqualTo(
              "only 2 source documents: the interval is unreliable; 'statistics: {cluster: question}' in the experiment file draws questions instead");
      assertThat(sweep.opened()).isEqualTo(new Opened(1, 1, List.of(experiment.id())));
      assertThat(lab.of(experiment).finished().orElseThrow().sweep(null))
          .contains(sweep.with(new Opened(2, 2, List.of(experiment.id()))));
      assertThat(lab.of(experiment).finished().orElseThrow().showSweep(null).orElseThrow().opened())
          .isEqualTo(new Opened(2, 2, List.of(experiment.id())));
      assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(sweep), Sweep.class))
          .isEqualTo(sweep);
      assertThat(comparison.baseline().label()).isEqualTo("markdown · bm25");
      assertThat(comparison.candidates())
          .hasSize(2)
          .allSatisfy(c -> {
            assertThat(c.standing().n()).isEqualTo(6);
            assertThat(Objects.requireNonNull(c.delta()).n()).isEqualTo(6);
          });
      assertThat(comparison.candidates())
          .extracting(Candidate::conclusion)
          .doesNotContain(Conclusion.EQUIVALENT);
    }
  }

  @Test
  void milvusFusesByItsOwnFormulasAndTheSweepSaysSo() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      lab.run(TinyExperiment.write(folder, endpoints), _ -> {}, _ -> {});
      var finished = lab.of(lab.find("last").orElseThrow()).finished().orElseThrow();
      Sweep sweep = finished.sweep(null).orElseThrow();
      int calls = endpoints.requests();

      List<Parity> parity = finished.withParity(sweep, null).parity();

      assertThat(sweep.parity()).isEmpty();
      assertThat(endpoints.requests()).isEqualTo(calls);
      assertThat(parity)
          .hasSize(2)
          .allSatisfy(p -> {
            assertThat(p.engine()).isEqualTo("milvus-lite 2.5.1");
            assertThat(p.questions()).isEqualTo(6);
            assertThat(p.reasons()).doesNotContainKey("not explained");
            int differ = p.reasons().values().stream().mapToInt(n -> n).sum();
            assertThat(p.sameTop10()).isEqualTo((6 - differ) / 6.0);
          });
      Parity rrf =
          parity.stream().filter(p -> p.ranker().startsWith("RRFRanker")).findFirst().orElseThrow();
      assertThat(rrf.largestDifference())
          .as("ranks of equal BM25 scores")
          .isLessThan(1 / 61d - 1 / 67d);
      assertThat(rrf.formula()).isEqualTo("1 / (k + rank)");
      Parity weights =
          parity.stream().filter(p -> p.ranker().startsWith("Weighted")).findFirst().orElseThrow();
      assertThat(weights.formulaLargestDifference()).isLessThan(1e-6);
      assertThat(weights.formula())
          .isEqualTo("weight * (1 + cosine) / 2 and weight * (1/2 + atan(BM25) / pi)");
    }
  }

  private Lab lab() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }

  private static Sweep.Curve curve(Sweep sweep, @Nullable Normalisation normalise) {
    return sweep.curves().stream()
        .filter(curve -> curve.normalise() == normalise)
        .findFirst()
        .orElseThrow();
  }

  private static Double mean(Result result, String retrieval) {
    return result.configurations().stream()
        .filter(c -> c.retrieval().equals(retrieval))
        .map(c -> Objects.requireNonNull(c.measures().get(result.primary())).mean())
        .map(Objects::requireNonNull)
        .findFirst()
        .orElseThrow();
  }
}
