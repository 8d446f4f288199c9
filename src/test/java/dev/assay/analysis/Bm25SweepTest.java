package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.lexical.Analyzer;
import dev.assay.milvus.EngineForTests;
import dev.assay.ranking.Weighted.Normalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Bm25SweepTest {
  private static final Bm25Grid GRID =
      new Bm25Grid(
          List.of(.9, 1.5), List.of(.4, 1.0), List.of(Analyzer.ENGLISH, Analyzer.STANDARD));

  @TempDir private Path folder;

  @Test
  void settingsThatWereNeverIndexedAreTriedWithoutAVectorAndAgreeWithMilvus() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      lab.run(TinyExperiment.write(folder, endpoints), _ -> {}, _ -> {});
      var finished = lab.of(lab.find("last").orElseThrow()).finished().orElseThrow();
      int requests = endpoints.requests();

      Sweep sweep = finished.sweep(null, GRID).orElseThrow();
      Parity parity = finished.withParity(sweep, GRID).parity().getFirst();

      assertThat(endpoints.requests()).isEqualTo(requests);
      assertThat(sweep.settings()).isEqualTo(2 * 2 * 2 * (10 + 3 * 11));
      assertThat(sweep.curves()).extracting(Sweep.Curve::bm25).contains("standard k1=1.5 b=1.0");
      assertThat(parity.setting()).isEqualTo(sweep.best().bm25());
      assertThat(parity.questions()).isEqualTo(7);
      assertThat(parity.sameTop10()).isEqualTo(1);
      assertThat(parity.largestDifference()).isLessThan(1e-5);
    }
  }

  @Test
  void theSettingThatWasIndexedHasTheValuesOfItsStoredLeg() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      lab.run(TinyExperiment.write(folder, endpoints), _ -> {}, _ -> {});
      var finished = lab.of(lab.find("last").orElseThrow()).finished().orElseThrow();

      Sweep stored = finished.sweep(null).orElseThrow();
      Sweep computed =
          finished
              .sweep(null, new Bm25Grid(List.of(.9), List.of(.4), List.of(Analyzer.ENGLISH)))
              .orElseThrow();

      assertThat(rank(computed).bm25()).isEqualTo("english k1=0.9 b=0.4");
      for (int tenth = 0; tenth <= 10; tenth++) {
        assertThat(rank(computed).development().get(tenth))
            .isEqualTo(rank(stored).development().get(10 * tenth));
      }
    }
  }

  @Test
  void aGridRefusesWhatBm25Refuses() {
    assertThatThrownBy(() -> new Bm25Grid(List.of(-1.0), List.of(.4), List.of()))
        .hasMessageContaining("illegal k1 value: -1.0");
    assertThatThrownBy(() -> new Bm25Grid(List.of(), List.of(.4), List.of()))
        .hasMessage("k1 and b need at least one value each");
  }

  /// At full depth.
  private static Sweep.Curve rank(Sweep sweep) {
    return sweep.curves().stream()
        .filter(curve -> curve.normalise() == Normalisation.RANK && curve.depth() == 200)
        .findFirst()
        .orElseThrow();
  }

  private Lab lab() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }
}
