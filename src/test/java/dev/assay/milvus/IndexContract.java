package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.ranking.Ranking;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the lab expects of the indexes of every Milvus.
abstract class IndexContract {
  private static final long SEED = Long.getLong("seed", 7);
  private static final int DIMENSIONS = 32;
  private static final int DEPTH = 100;
  private static final int LISTS = 32;

  abstract Milvus milvus();

  @Test
  void anIvfIndexNearsTheExactOneWithEveryListThatIsProbed() {
    var random = new Random(SEED);
    var rows = rows(random, 3000);
    var queries = IntStream.range(0, 40).mapToObj(i -> point(random)).toList();
    var flat = filled("exact", new DenseIndex.Flat(), rows);
    var exact = flat.dense(queries, DEPTH).rankings();
    assertThat(recall(flat.dense(queries, DEPTH).rankings(), exact)).isEqualTo(1);

    var index = new DenseIndex.IvfFlat(LISTS);
    var ivf = filled("ivf", index, rows);
    double before = 0;
    for (Effort effort : index.efforts()) {
      double recall = recall(ivf.dense(queries, DEPTH, effort).rankings(), exact);
      assertThat(recall).as("%s, -Dseed=%d", effort, SEED).isBetween(before, 1.0);
      before = recall;
    }
    var all = ivf.dense(queries, DEPTH, new Effort.Nprobe(LISTS)).rankings();
    assertThat(recall(all, exact)).isEqualTo(1);
    for (int i = 0; i < queries.size(); i++) {
      for (int rank = 0; rank < DEPTH; rank++) {
        assertThat(all.get(i).hits().get(rank).score())
            .isCloseTo(exact.get(i).hits().get(rank).score(), within(1e-6));
      }
    }
  }

  ChunkCollection filled(String name, DenseIndex index, List<Row> rows) {
    var collection = milvus().create(name, DIMENSIONS, index);
    collection.upsert(rows);
    assertThat(collection.load()).isEqualTo(rows.size());
    return collection;
  }

  /// The share of the exact hits that was found, over all queries.
  static double recall(List<Ranking> found, List<Ranking> exact) {
    long same = 0;
    long all = 0;
    for (int i = 0; i < exact.size(); i++) {
      var ids = new HashSet<String>();
      found.get(i).hits().forEach(hit -> ids.add(hit.id()));
      same += exact.get(i).hits().stream().filter(hit -> ids.contains(hit.id())).count();
      all += exact.get(i).size();
    }
    return (double) same / all;
  }

  static List<Row> rows(Random random, int count) {
    var term = new TreeMap<>(Map.of(0L, 1f));
    return IntStream.range(0, count)
        .mapToObj(i -> new Row("c" + i, "doc", 0, 4, "text", point(random), term))
        .toList();
  }

  static float[] point(Random random) {
    var vector = new float[DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
