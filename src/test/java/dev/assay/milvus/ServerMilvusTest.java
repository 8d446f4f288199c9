package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The indexes of a server that is there already and whose collections may be dropped. They must be
/// approximate: on a server that scans everything these tests fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(
    named = "ASSAY_TEST_MILVUS_URI",
    matches = "https?://.*",
    disabledReason = "no Milvus server is named to test on")
class ServerMilvusTest extends IndexContract {
  private Milvus milvus;

  @BeforeAll
  void connect() {
    milvus = Milvus.connect(System.getenv("ASSAY_TEST_MILVUS_URI"), null);
    milvus.collections().forEach(milvus::drop);
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
  void fewListsAndFewCandidatesMissSomeOfTheExactHits() {
    var random = new Random(7);
    var rows = rows(random, 4000);
    var queries = IntStream.range(0, 30).mapToObj(i -> point(random)).toList();
    var flat = filled("flat", new DenseIndex.Flat(), rows);
    var exact = flat.dense(queries, 100).rankings();

    var ivf = filled("lists", new DenseIndex.IvfFlat(64), rows);
    assertThat(recall(ivf.dense(queries, 100, new Effort.Nprobe(1)).rankings(), exact))
        .isLessThan(.5);

    var hnsw = filled("graph", new DenseIndex.Hnsw(4, 16), rows);
    double few = recall(hnsw.dense(queries, 100, new Effort.Ef(128)).rankings(), exact);
    double many = recall(hnsw.dense(queries, 100, new Effort.Ef(2000)).rankings(), exact);
    assertThat(few).isBetween(.01, .99);
    assertThat(many).isBetween(few, 1.0);
    assertThat(hnsw.dense(queries, 100, new Effort.Ef(10)).rankings())
        .as("no more hits than candidates")
        .allMatch(ranking -> ranking.size() <= 10);
  }
}
