package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
  private static final float[] UNIT = {1, 0};

  private static SortedMap<Long, Float> sparse(long term, float weight) {
    return new TreeMap<>(Map.of(term, weight));
  }

  private static Row row(String id, String text, float[] dense, SortedMap<Long, Float> sparse) {
    return new Row(id, "doc", 0, 1, text, dense, sparse);
  }

  @Test
  void vectorsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> row("a", "x", new float[] {0, 0}, sparse(1, 1)))
        .hasMessage("the dense vector of chunk 'a' is zero: it has no cosine with anything");
    assertThatThrownBy(() -> row("a", "x", new float[] {1, Float.NaN}, sparse(1, 1)))
        .hasMessage("the dense vector of chunk 'a' holds NaN at 1");
    assertThatThrownBy(() -> row("a", "x", new float[] {Float.NEGATIVE_INFINITY}, sparse(1, 1)))
        .hasMessageContaining("holds -Infinity at 0");
    assertThatThrownBy(() -> row("a", "x", UNIT, new TreeMap<>()))
        .hasMessage("the sparse vector of chunk 'a' is empty");
    assertThatThrownBy(() -> row("a", "x", UNIT, sparse(1, 0)))
        .hasMessageContaining("gives term 1 the weight 0.0, weights are above 0");
    assertThatThrownBy(() -> row("a", "x", UNIT, sparse(1, Float.NaN)))
        .hasMessageContaining("the weight NaN");
    assertThatThrownBy(() -> row("a", "x", UNIT, sparse(1L << 32, 1)))
        .hasMessageContaining("holds the term id 4294967296, outside 0 to 4294967294");
  }

  @Test
  void idsThatWouldNotComeBackAreRefused() {
    assertThatThrownBy(() -> row(" ", "x", UNIT, sparse(1, 1))).hasMessage("the chunk id is empty");
    assertThatThrownBy(() -> row("a\uD800", "x", UNIT, sparse(1, 1)))
        .hasMessage("the chunk id holds half a surrogate pair");
    assertThatThrownBy(() -> row("ä".repeat(4097), "x", UNIT, sparse(1, 1)))
        .hasMessageContaining("has 8194 bytes, at most 8192 are stored");
    assertThatThrownBy(() -> new Row("a", "d", 5, 4, "x", UNIT, sparse(1, 1)))
        .hasMessage("chunk 'a' has the span [5,4)");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(row("a", "é".repeat(32_767), UNIT, sparse(1, 1)).storedText()).hasSize(32_767);
    assertThat(row("a", "é".repeat(40_000), UNIT, sparse(1, 1)).storedText())
        .isEqualTo("é".repeat(32_767)); // 65,534 bytes; one more is half a character
    assertThat(row("a", "x".repeat(65_536), UNIT, sparse(1, 1)).storedText()).hasSize(65_535);
    assertThat(row("a", "x\uD800y", UNIT, sparse(1, 1)).storedText()).isEqualTo("x?y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.md#1", "it's", "a\\b", "\"", "%27", "100%", "a\nb\0c", "ä😀", "x'); --"})
  void aKeyIsSafeAndComesBack(String id) {
    assertThat(PrimaryKey.encode(id)).doesNotContain("'", "\"", "\\", "\n", "\0");
    assertThat(PrimaryKey.decode(PrimaryKey.encode(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a-b", "a.b", "ä", "a b", "a;drop"})
  void aNameMilvusRefusesIsRefused(String name) {
    assertThatThrownBy(() -> Checks.name(name)).hasMessageContaining("cannot name a collection");
  }

  @ParameterizedTest
  @CsvSource({"v2.6.9, 2.6.9", "2.4.0-rc1, 2.4.0-rc1", "master-2026, master-2026"})
  void aServerSaysItsVersion(String said, String version) {
    assertThat(ServerVersion.check(said, "here")).isEqualTo(new EngineInfo("milvus", version));
  }

  @Test
  void aServerWithoutSparseVectorsIsRefused() {
    assertThatThrownBy(() -> ServerVersion.check("v2.3.21", "http://x:1"))
        .isInstanceOf(AssayException.class)
        .hasMessage("the Milvus at http://x:1 is v2.3.21; sparse vectors need 2.4 or newer");
  }
}
