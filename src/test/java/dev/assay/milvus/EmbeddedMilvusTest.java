package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.AssayException;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedMilvusTest extends MilvusContract {
  private Milvus milvus;

  @BeforeAll
  void start(@TempDir Path data) {
    milvus = Milvus.embedded(EngineForTests.folder(), data);
  }

  @AfterAll
  void stop() {
    if (milvus != null) {
      milvus.close();
    }
  }

  @Override
  Milvus milvus() {
    return milvus;
  }

  @Test
  void theEngineKnowsItsVersion() {
    assertThat(milvus.engine()).isEqualTo(new EngineInfo("milvus-lite", "2.5.1"));
  }

  @Test
  void weightsAreOfScoresThatTheEngineNormalisesItsOwnWay() {
    hybridChunks();
    Ranking ranking = hybrid(new HybridRanker.Weights(.25, .75), 3);
    double[] expected = {
      .25 * (1 + .6) / 2 + .75 * (.5 + Math.atan(6) / Math.PI),
      .25 * (1 + 1) / 2 + .75 * (.5 + Math.atan(2) / Math.PI),
      .25 * (1 + 0) / 2
    };
    assertThat(ranking.hits()).extracting(Hit::id).containsExactly("b", "a", "c");
    for (int i = 0; i < expected.length; i++) {
      assertThat(ranking.hits().get(i).score()).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void anIndexThatTheEngineLacksIsRefusedByName() {
    assertThatThrownBy(() -> milvus.create("graph", 8, new DenseIndex.Hnsw(16, 100)))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "milvus-lite 2.5.1 has no HNSW index, only FLAT and IVF_FLAT; measure it on a Milvus server");
    assertThat(milvus.exists("graph")).isFalse();
  }

  /// The engine keeps all rows in one growing segment, which it scans whole below about 100,000
  /// rows whatever the index. When this fails, an IVF index can be measured without a server.
  @Test
  void anIvfIndexIsScannedWholeHoweverFewListsAreProbed() {
    var random = new Random(7);
    var ivf = filled("scanned", new DenseIndex.IvfFlat(64), rows(random, 2000));
    var queries = IntStream.range(0, 20).mapToObj(i -> point(random)).toList();
    assertThat(ivf.dense(queries, 50, new Effort.Nprobe(1)).rankings())
        .isEqualTo(ivf.dense(queries, 50, new Effort.Nprobe(64)).rankings());
  }
}
