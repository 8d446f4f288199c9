package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  @Test
  void aChunkIsFoundByBothLegs(@TempDir Path data) {
    try (var milvus = Milvus.embedded(EngineForTests.folder(), data)) {
      milvus.create("walk", 2);
      milvus.upsert(
          "walk",
          List.of(
              new Row("a#1", "a", 0, 3, "one", new float[] {1, 0}, new TreeMap<>(Map.of(1L, 2f))),
              new Row("b#1", "b", 0, 3, "two", new float[] {0, 1}, new TreeMap<>(Map.of(2L, 3f)))));
      assertThat(milvus.load("walk")).isEqualTo(2);
      assertThat(milvus.dense("walk", List.of(new float[] {2, 0}), 10).rankings().getFirst().hits())
          .extracting("id")
          .containsExactly("a#1", "b#1");
      assertThat(
              milvus
                  .sparse("walk", List.of(new TreeMap<>(Map.of(2L, .5f))), 10)
                  .rankings()
                  .getFirst()
                  .hits())
          .containsExactly(new dev.assay.ranking.Hit("b#1", 1.5));
    }
  }
}
