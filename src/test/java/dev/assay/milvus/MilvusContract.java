package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.AssayException;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the lab expects of every Milvus.
abstract class MilvusContract extends IndexContract {
  private static final long SEED = Long.getLong("seed", 7);
  private static final int DIMENSIONS = 48;
  private static final int DEPTH = 200;

  @Test
  void bothLegsFindWhatBruteForceFinds() {
    var random = new Random(SEED);
    var rows = chunks(random, 3000);
    var shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    milvus().create("brute", DIMENSIONS);
    for (int from = 0; from < shuffled.size(); from += 700) {
      milvus()
          .collection("brute")
          .upsert(shuffled.subList(from, Math.min(from + 700, shuffled.size())));
    }
    assertThat(milvus().collection("brute").load()).isEqualTo(3000);

    var dense = IntStream.range(0, 60).mapToObj(i -> vector(random)).toList();
    var denseLeg = milvus().collection("brute").dense(dense, DEPTH);
    var sparse = IntStream.range(0, 60).mapToObj(i -> terms(random, 1 + i % 5)).toList();
    var sparseLeg = milvus().collection("brute").sparse(sparse, DEPTH);

    for (int i = 0; i < 60; i++) {
      float[] q = dense.get(i);
      agrees(denseLeg.rankings().get(i), rows, row -> cosine(q, row.dense()), -2);
      var t = sparse.get(i);
      agrees(sparseLeg.rankings().get(i), rows, row -> inner(t, row.sparse()), 0);
    }
    assertThat(denseLeg.calls()).extracting(SearchCall::queries).contains(50, 10);
    assertThat(denseLeg.calls()).allMatch(call -> call.latency().isPositive());

    var alone =
        milvus().collection("brute").dense(dense.subList(7, 8), DEPTH).rankings().getFirst();
    assertThat(alone)
        .as("queries of one call do not disturb each other")
        .isEqualTo(denseLeg.rankings().get(7));
  }

  /// Every tenth chunk repeats the vectors of the one before it; sparse weights come from few
  /// values.
  private static List<Row> chunks(Random random, int count) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < count; i++) {
      boolean repeat = i % 10 == 9;
      rows.add(
          new Row(
              "d%d.md#1".formatted(i),
              "d%d.md".formatted(i),
              i,
              i + 4,
              "text",
              repeat ? rows.getLast().dense() : vector(random),
              repeat ? rows.getLast().sparse() : terms(random, 8)));
    }
    return rows;
  }

  /// The same scores at every rank; the same ids where scores are not tied; ties by id.
  private static void agrees(
      Ranking found, List<Row> rows, ToDoubleFunction<Row> score, double above) {
    var scores = new TreeMap<String, Double>();
    rows.forEach(row -> scores.put(row.id(), score.applyAsDouble(row)));
    var expected =
        Ranking.of(
                scores.entrySet().stream()
                    .filter(entry -> entry.getValue() > above)
                    .map(entry -> new Hit(entry.getKey(), entry.getValue()))
                    .toList())
            .top(DEPTH);
    assertThat(found.size()).as("-Dseed=%d", SEED).isEqualTo(expected.size());
    for (int rank = 0; rank < found.size(); rank++) {
      var hit = found.hits().get(rank);
      assertThat(hit.score()).isCloseTo(scores.get(hit.id()), within(1e-5));
      assertThat(hit.score()).isCloseTo(expected.hits().get(rank).score(), within(1e-5));
    }
    double cut = expected.hits().getLast().score();
    var ids = new HashSet<String>();
    found.hits().forEach(hit -> ids.add(hit.id()));
    assertThat(ids)
        .containsAll(
            expected.hits().stream().filter(hit -> hit.score() > cut + 1e-5).map(Hit::id).toList());
  }

  @Test
  void tiesAtTheCutAreBrokenByTheId() {
    milvus().create("ties", 2);
    var rows =
        IntStream.range(0, 900)
            .mapToObj(i ->
                row("t%03d".formatted(899 - i), new float[] {1, 0}, new TreeMap<>(Map.of(1L, 2f))))
            .toList();
    milvus().collection("ties").upsert(rows);
    milvus().collection("ties").load();
    var expected = IntStream.range(0, 10).mapToObj("t%03d"::formatted).toList();
    var dense = milvus().collection("ties").dense(List.of(new float[] {1, 1}), 10);
    var sparse = milvus().collection("ties").sparse(List.of(new TreeMap<>(Map.of(1L, 1f))), 10);
    assertThat(dense.rankings().getFirst().hits()).extracting(Hit::id).isEqualTo(expected);
    assertThat(sparse.rankings().getFirst().hits()).extracting(Hit::id).isEqualTo(expected);
    assertThat(dense.calls()).as("fetched deeper until the tie ended").hasSizeGreaterThan(1);
  }

  @Test
  void writingTwiceKeepsOneRowAndTheLastOne() {
    milvus().create("twice", 2);
    milvus()
        .collection("twice")
        .upsert(List.of(row("a", new float[] {1, 0}, new TreeMap<>(Map.of(1L, 1f)))));
    milvus()
        .collection("twice")
        .upsert(List.of(row("a", new float[] {0, 1}, new TreeMap<>(Map.of(2L, 5f)))));
    assertThat(milvus().collection("twice").load()).isEqualTo(1);
    milvus()
        .collection("twice")
        .upsert(List.of(row("a", new float[] {0, 1}, new TreeMap<>(Map.of(2L, 5f)))));
    assertThat(milvus().collection("twice").count()).isEqualTo(1);
    assertThat(milvus().collection("twice").dense(List.of(new float[] {0, 3}), 5).rankings())
        .containsExactly(new Ranking(List.of(new Hit("a", 1))));
    assertThat(
            milvus()
                .collection("twice")
                .sparse(List.of(new TreeMap<>(Map.of(1L, 1f))), 5)
                .rankings())
        .containsExactly(Ranking.EMPTY);
    assertThat(milvus().collection("twice").present(List.of("a", "b"))).containsExactly("a");
  }

  @Test
  void milvusFusesBothLegsByReciprocalRanks() {
    hybridChunks();
    Ranking ranking = hybrid(new HybridRanker.Rrf(60), 3);
    assertThat(ranking.hits()).extracting(Hit::id).containsExactly("a", "b", "c");
    double[] expected = {1 / 61d + 1 / 62d, 1 / 62d + 1 / 61d, 1 / 63d};
    for (int i = 0; i < expected.length; i++) {
      assertThat(ranking.hits().get(i).score()).isCloseTo(expected[i], within(1e-8));
    }
    assertThat(hybrid(new HybridRanker.Rrf(1), 1).hits())
        .as("only the first hit of each leg")
        .containsExactly(new Hit("a", .5), new Hit("b", .5));
    assertThatThrownBy(() ->
            milvus()
                .collection("hybrid")
                .hybrid(new float[] {1, 0}, new TreeMap<>(), new HybridRanker.Rrf(1), 3, 3))
        .hasMessage("a hybrid search needs at least one term");
  }

  /// For the query of [#hybrid]: cosines 1, .6 and 0, inner products 2, 6 and none.
  void hybridChunks() {
    if (!milvus().exists("hybrid")) {
      milvus().create("hybrid", 2);
      milvus()
          .collection("hybrid")
          .upsert(
              List.of(
                  row("a", new float[] {1, 0}, new TreeMap<>(Map.of(1L, 1f))),
                  row("b", new float[] {.6f, .8f}, new TreeMap<>(Map.of(1L, 3f))),
                  row("c", new float[] {0, 1}, new TreeMap<>(Map.of(2L, 1f)))));
    }
    milvus().collection("hybrid").load();
  }

  Ranking hybrid(HybridRanker ranker, int depth) {
    return milvus()
        .collection("hybrid")
        .hybrid(new float[] {1, 0}, new TreeMap<>(Map.of(1L, 2f)), ranker, depth, 10);
  }

  @Test
  void anEmptyQueryFindsNothingWithoutACall() {
    milvus().create("empty_query", 2);
    milvus()
        .collection("empty_query")
        .upsert(List.of(row("a", new float[] {1, 0}, new TreeMap<>(Map.of(0L, 1f)))));
    milvus().collection("empty_query").load();
    var leg =
        milvus().collection("empty_query").sparse(List.of(new TreeMap<>(), new TreeMap<>()), 5);
    assertThat(leg.rankings()).containsExactly(Ranking.EMPTY, Ranking.EMPTY);
    assertThat(leg.calls()).isEmpty();
    assertThat(milvus().collection("empty_query").sparse(List.of(), 5).rankings()).isEmpty();
    assertThat(
            milvus()
                .collection("empty_query")
                .sparse(List.of(new TreeMap<>(), new TreeMap<>(Map.of(99L, 1f))), 5)
                .rankings())
        .as("a term no chunk has")
        .containsExactly(Ranking.EMPTY, Ranking.EMPTY);
  }

  @Test
  void hostileTextAndIdsComeThrough() {
    milvus().create("hostile", 2);
    String id = "a\"b'c\\ %_%27\n\0 <script> ä😀'); drop table x; --.md#1";
    var long1 = new Row(id, "x", 0, 9, "é".repeat(70_000), new float[] {1, 0}, one());
    var nul = new Row("nul", "x", 0, 9, "a\0b\uD800", new float[] {1, 0}, one());
    milvus().collection("hostile").upsert(List.of(long1, nul));
    assertThat(milvus().collection("hostile").load()).isEqualTo(2);
    assertThat(milvus().collection("hostile").present(List.of(id, "nul")))
        .containsExactlyInAnyOrder(id, "nul");
    assertThat(
            milvus()
                .collection("hostile")
                .dense(List.of(new float[] {1, 0}), 5)
                .rankings()
                .getFirst()
                .hits())
        .extracting(Hit::id)
        .containsExactly(id, "nul");
  }

  @Test
  void collectionsAreListedAndDropped() {
    milvus().create("dropped", 2);
    milvus().collection("dropped").upsert(List.of(row("a", new float[] {1, 0}, one())));
    assertThat(milvus().collections())
        .contains("dropped")
        .noneMatch(name -> name.startsWith("own_"));
    milvus().drop("dropped");
    milvus().drop("dropped");
    assertThat(milvus().exists("dropped")).isFalse();
    assertThat(milvus().collections()).doesNotContain("dropped");
    milvus().create("dropped", 3); // other dimensions, no rows left over
    milvus().collection("dropped").upsert(List.of(row("b", new float[] {1, 0, 0}, one())));
    assertThat(milvus().collection("dropped").load()).isEqualTo(1);
  }

  @Test
  void whatMilvusWouldSwallowIsRefused() {
    milvus().create("strict", 2);
    assertThatThrownBy(
            () -> milvus().collection("strict").upsert(List.of(row("a", new float[] {1}, one()))))
        .hasMessage("the dense vector of chunk 'a' has 1 dimensions, the collection 2");
    assertThatThrownBy(() ->
            milvus()
                .collection("strict")
                .upsert(
                    List.of(
                        row("a", new float[] {1, 0}, one()), row("a", new float[] {1, 0}, one()))))
        .hasMessage("chunk 'a' stands twice in one upsert");
    assertThatThrownBy(() -> milvus().collection("strict").dense(List.of(new float[] {0, 0}), 5))
        .hasMessageContaining("query 0 is zero");
    assertThatThrownBy(
            () -> milvus().collection("strict").dense(List.of(new float[] {1, Float.NaN}), 5))
        .hasMessage("the dense vector of query 0 holds NaN at 1");
    assertThatThrownBy(() -> milvus().collection("strict").dense(List.of(new float[] {1, 0}), 0))
        .hasMessage("depth must be between 1 and 16384, got 0");
    assertThatThrownBy(
            () -> milvus().collection("strict").sparse(List.of(new TreeMap<>(Map.of(1L, -1f))), 5))
        .hasMessageContaining("gives term 1 the weight -1.0");
    assertThatThrownBy(() -> milvus().create("no-dash", 2))
        .hasMessageContaining("'no-dash' cannot name a collection");
    assertThatThrownBy(() -> milvus().create("own_engine_x", 2)).hasMessageContaining("reserved");
  }

  @Test
  void aMissingCollectionIsNamed() {
    assertThatThrownBy(() -> milvus().collection("nowhere").dense(List.of(new float[] {1}), 5))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has no collection 'nowhere'; run the experiment");
    assertThatThrownBy(() -> milvus().collection("nowhere").count())
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("could not count 'nowhere': ")
        .hasMessageMatching(".*(not found|does not exist).*")
        .hasMessageNotContaining("enum");
  }

  static Row row(String id, float[] dense, SortedMap<Long, Float> sparse) {
    return new Row(id, "doc", 0, 4, "text", dense, sparse);
  }

  static SortedMap<Long, Float> one() {
    return new TreeMap<>(Map.of(1L, 1f));
  }

  private static float[] vector(Random random) {
    var vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static SortedMap<Long, Float> terms(Random random, int count) {
    var terms = new TreeMap<Long, Float>();
    while (terms.size() < count) {
      terms.put((long) random.nextInt(200), .5f * (1 + random.nextInt(4)));
    }
    return terms;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double inner(SortedMap<Long, Float> a, SortedMap<Long, Float> b) {
    return a.entrySet().stream()
        .mapToDouble(term -> (double) term.getValue() * b.getOrDefault(term.getKey(), 0f))
        .sum();
  }
}
