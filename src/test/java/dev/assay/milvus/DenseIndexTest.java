package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DenseIndexTest {
  @Test
  void anIvfIndexHasFourTimesTheSquareRootOfTheVectorsAsLists() {
    assertThat(DenseIndex.IvfFlat.of(10_000)).hasToString("IVF_FLAT(nlist=400)"); // 4 * 100
    assertThat(DenseIndex.IvfFlat.of(5183)).isEqualTo(new DenseIndex.IvfFlat(288)); // 4 * 71.99
    assertThat(DenseIndex.IvfFlat.of(9))
        .as("no more lists than vectors")
        .isEqualTo(new DenseIndex.IvfFlat(9));
  }

  @Test
  void theListsProbedDoubleUpToAllOfThem() {
    assertThat(new DenseIndex.IvfFlat(10).efforts())
        .extracting(Effort::toString)
        .containsExactly("nprobe=1", "nprobe=2", "nprobe=4", "nprobe=8", "nprobe=10");
    assertThat(new DenseIndex.IvfFlat(1).efforts()).containsExactly(new Effort.Nprobe(1));
    assertThat(new DenseIndex.Hnsw(16, 200).efforts())
        .extracting(Effort::toString)
        .containsExactly("ef=16", "ef=32", "ef=64", "ef=128", "ef=256", "ef=512", "ef=1024");
    assertThat(new DenseIndex.Flat().efforts())
        .extracting(Effort::toString)
        .containsExactly("exact");
  }

  @Test
  void aSettingThatMilvusRefusesIsRefusedHere() {
    assertThatThrownBy(() -> new DenseIndex.IvfFlat(0))
        .hasMessage("nlist must be between 1 and 65536, got 0");
    assertThatThrownBy(() -> new DenseIndex.Hnsw(1, 100))
        .hasMessage("m must be between 2 and 2048, got 1");
    assertThatThrownBy(() -> new DenseIndex.Hnsw(16, 0))
        .hasMessage("efConstruction must be between 1 and 65536, got 0");
    assertThatThrownBy(() -> new Effort.Nprobe(0)).hasMessage("nprobe must be at least 1, got 0");
    assertThatThrownBy(() -> new Effort.Ef(0)).hasMessage("ef must be at least 1, got 0");
  }
}
