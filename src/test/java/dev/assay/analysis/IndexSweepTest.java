package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.analysis.IndexRequest.Kind;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.DenseIndex;
import dev.assay.milvus.Effort;
import dev.assay.milvus.EngineForTests;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSweepTest {
  @TempDir private Path folder;

  private static Ranking ranking(String... ids) {
    return Ranking.of(IntStream.range(0, ids.length).mapToObj(i -> new Hit(ids[i], -i)).toList());
  }

  @Test
  void recallIsTheShareOfTheFirstExactHitsThatAreFound() {
    var exact = ranking("a", "b", "c", "d");
    assertThat(IndexSweeper.recall(exact, ranking("b", "x", "a", "d"), 2))
        .as("a stands third")
        .isEqualTo(1d / 2);
    assertThat(IndexSweeper.recall(exact, ranking("b", "x", "a", "d"), 4)).isEqualTo(3d / 4);
    assertThat(IndexSweeper.recall(exact, exact, 3)).isEqualTo(1);
    assertThat(IndexSweeper.recall(exact, ranking("d", "c", "b", "a"), 10))
        .as("the corpus has only four")
        .isEqualTo(4d / 4);
    assertThat(IndexSweeper.recall(exact, Ranking.EMPTY, 2)).isZero();
    assertThat(IndexSweeper.recall(Ranking.EMPTY, Ranking.EMPTY, 2))
        .as("nothing to find")
        .isEqualTo(1);
  }

  @Test
  void theSettingAskedForIsTriedToo() {
    var request = new IndexRequest(Kind.IVF_FLAT, 10, 3, null);
    var index = request.index(1000);
    assertThat(index).isEqualTo(new DenseIndex.IvfFlat(10));
    assertThat(request.efforts(index))
        .extracting(Effort::toString)
        .containsExactly("nprobe=1", "nprobe=2", "nprobe=4", "nprobe=8", "nprobe=10", "nprobe=3");
    assertThat(request.searched()).isEqualTo("IVF_FLAT, nprobe=3");
    assertThat(new IndexRequest(Kind.HNSW, null, null, null).searched()).isEqualTo("exact");
    assertThatThrownBy(() -> new IndexRequest(Kind.HNSW, 10, null, null))
        .hasMessage("nlist is of IVF_FLAT, HNSW has none");
    assertThatThrownBy(() -> new IndexRequest(Kind.IVF_FLAT, 10, 11, null))
        .hasMessage("nprobe 11 is above nlist 10");
    assertThatThrownBy(() -> new IndexRequest(Kind.IVF_FLAT, 10, 0, null))
        .hasMessage("nprobe or ef must be at least 1, got 0");
  }

  @Test
  void exactSearchAgainstItselfReadsOneAndASecondCallSearchesNothing() throws IOException {
    Path state = folder.resolve(".assay");
    Path engine = EngineForTests.folder();
    Path link = Files.createDirectories(state.resolve("engine")).resolve(engine.getFileName());
    Files.createSymbolicLink(link, engine.toAbsolutePath());
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(state)) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(file, Files.readString(file).replaceAll("judge: .*", ""));
      Result result = lab.run(file, _ -> {}, _ -> {});
      var experiment = lab.of(lab.find("last").orElseThrow()).finished().orElseThrow();
      var request = new IndexRequest(Kind.IVF_FLAT, 4, 3, null);
      assertThatThrownBy(() ->
              experiment.losses(
                  List.of(), 1, new IndexRequest(Kind.HNSW, null, null, null), _ -> {}))
          .isInstanceOf(AssayException.class)
          .hasMessage(
              "milvus-lite 2.5.1 has no HNSW index, only FLAT and IVF_FLAT; measure it on a Milvus server");

      Losses first = experiment.losses(List.of(), 1, request, _ -> {});

      assertThat(first.searched()).isEqualTo("IVF_FLAT, nprobe=3");
      assertThat(first.indexes()).as("one dense leg, in two configurations").hasSize(1);
      IndexSweep sweep = first.indexes().getFirst();
      assertThat(sweep.index()).isEqualTo("IVF_FLAT(nlist=4)");
      assertThat(sweep.engine()).isEqualTo("milvus-lite 2.5.1");
      assertThat(sweep.settings())
          .extracting(IndexSweep.Setting::effort)
          .containsExactly("exact", "nprobe=1", "nprobe=2", "nprobe=4", "nprobe=3");
      IndexSweep.Setting exact = sweep.settings().getFirst();
      assertThat(exact.recallAt10()).isEqualTo(1);
      assertThat(exact.recallAt100()).isEqualTo(1);
      assertThat(exact.latencyMs().n()).as("every question once").isEqualTo(7);
      for (var configuration : result.configurations()) {
        assertThat(exact.means().get(configuration.id()))
            .isEqualTo(
                configuration.model().equals("none")
                    ? null
                    : Objects.requireNonNull(configuration.measures().get("nDCG@10")).mean());
      }
      assertThat(sweep.because())
          .isEqualTo(
              "milvus-lite 2.5.1 found the same with nprobe 1 as with all 4 lists: it did not use the index");
      assertThat(first.configurations())
          .isEqualTo(experiment.losses(List.of(), 1).configurations());

      Files.delete(link);
      assertThat(experiment.losses(List.of(), 1, request, _ -> {})).isEqualTo(first);
    }
  }
}
