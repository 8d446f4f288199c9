package dev.assay.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lexical.Lexicon.Entry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class LexiconTest {
  private static final String CAT = "cat sat mat cat";
  private static final List<String> CHUNKS = List.of(CAT, "dog sat", "dog dog bird");

  /// N = 3, avgdl = (4 + 2 + 3) / 3 = 3; bird 1, cat 2, dog 3, mat 4, sat 5.
  private final Lexicon lexicon = build(CHUNKS, new Bm25(1.2, .75));

  private static Lexicon build(List<String> chunks, Bm25 bm25) {
    var builder = new Lexicon.Builder(Analyzer.STANDARD);
    chunks.forEach(builder::add);
    return builder.build(bm25);
  }

  @Test
  void theScoreIsTheSumWrittenOut() {
    double idfCat = Math.log(1 + (3 - 1 + .5) / (1 + .5)); // in 1 of 3 chunks
    double idfSat = Math.log(1 + (3 - 2 + .5) / (2 + .5)); // in 2 of 3
    double norm = 1.2 * (1 - .75 + .75 * 4 / 3); // dl 4, avgdl 3: 1.5
    double cat = idfCat * (2 * 2.2 / (2 + norm)); // tf 2
    double sat = 2 * idfSat * (1 * 2.2 / (1 + norm)); // tf 1, twice in the query
    var explanation = lexicon.explain("cat sat sat unicorn dog", CAT);

    assertThat(explanation.score()).isCloseTo(cat + sat, within(1e-12));
    assertThat(explanation.length()).isEqualTo(4);
    assertThat(explanation.averageLength()).isEqualTo(3);
    assertThat(explanation.contributions())
        .extracting("term", "qtf", "df", "tf", "matched")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("cat", 1, 1, 2, true),
            org.assertj.core.groups.Tuple.tuple("sat", 2, 2, 1, true),
            org.assertj.core.groups.Tuple.tuple("unicorn", 1, 0, 0, false),
            org.assertj.core.groups.Tuple.tuple("dog", 1, 2, 0, false));
    assertThat(inner(lexicon.query("cat sat sat unicorn dog"), lexicon.document(CAT)))
        .isCloseTo(cat + sat, within(1e-6));
  }

  @Test
  void termsAreNumberedInTheirOrder() {
    assertThat(lexicon.entries())
        .containsExactly(
            new Entry("bird", 1, 1),
            new Entry("cat", 2, 1),
            new Entry("dog", 3, 2),
            new Entry("mat", 4, 1),
            new Entry("sat", 5, 2));
    assertThat(lexicon.entry("cat")).isEqualTo(new Entry("cat", 2, 1));
    assertThat(lexicon.entry("unicorn")).isNull();
    assertThat(build(CHUNKS.reversed(), lexicon.bm25()).entries()).isEqualTo(lexicon.entries());
  }

  @Test
  void whatIsStoredAndReadBackScoresTheSame() {
    var stored = new java.util.ArrayList<>(lexicon.entries());
    Collections.reverse(stored);
    var read =
        new Lexicon(lexicon.analyzer(), lexicon.bm25(), lexicon.chunks(), lexicon.length(), stored);
    assertThat(read.entries()).isEqualTo(lexicon.entries());
    assertThat(read.document(CAT)).isEqualTo(lexicon.document(CAT));
    assertThat(read.query("dog cat")).isEqualTo(lexicon.query("dog cat"));
  }

  @Test
  void aChunkWithoutTermsHasTheReservedOneAndIsFoundByNothing() {
    var english = new Lexicon.Builder(Analyzer.ENGLISH).add("to be or not to be").add("cat");
    var lexicon = english.build(Bm25.DEFAULT);
    assertThat(lexicon.document("to be or not to be")).isEqualTo(Map.of(Lexicon.NO_TERM, 1f));
    assertThat(lexicon.query("to be")).isEmpty();
    assertThat(lexicon.query("the cat")).doesNotContainKey(Lexicon.NO_TERM).hasSize(1);
    assertThat(lexicon.averageLength()).isEqualTo(.5);
  }

  @Test
  void aQueryWithoutAKnownTermIsEmpty() {
    assertThat(lexicon.query("unicorn")).isEmpty();
    assertThat(lexicon.query("")).isEmpty();
    assertThat(lexicon.explain("unicorn", CAT).score()).isZero();
  }

  @Test
  void anEmptyCorpusScoresNothing() {
    var empty = build(List.of(), Bm25.DEFAULT);
    assertThat(empty.entries()).isEmpty();
    assertThat(empty.query("cat")).isEmpty();
    assertThat(empty.document("cat")).isEqualTo(Map.of(Lexicon.NO_TERM, 1f));
    assertThat(build(List.of("..."), Bm25.DEFAULT).averageLength()).isEqualTo(1);
  }

  @Test
  void aDamagedLexiconIsRefused() {
    assertThatThrownBy(() -> read(new Entry("a", 1, 4))).hasMessage("term 'a' is in 4 of 3 chunks");
    assertThatThrownBy(() -> read(new Entry("a", 1, 1), new Entry("b", 1, 1)))
        .hasMessage("term 'b' has the id 1, which is taken or above 2");
    assertThatThrownBy(() -> read(new Entry("a", 1, 1), new Entry("a", 2, 1)))
        .hasMessage("term 'a' stands twice");
    assertThatThrownBy(() -> read(new Entry("a", 9, 1))).hasMessageContaining("above 1");
    assertThatThrownBy(() -> new Entry("a", 0, 1))
        .hasMessage("term 'a': id and df are at least 1, got 0 and 1");
  }

  private static Lexicon read(Entry... entries) {
    return new Lexicon(Analyzer.STANDARD, Bm25.DEFAULT, 3, 9, List.of(entries));
  }

  static double inner(SortedMap<Long, Float> query, SortedMap<Long, Float> document) {
    return query.entrySet().stream()
        .mapToDouble(term -> (double) term.getValue() * document.getOrDefault(term.getKey(), 0f))
        .sum();
  }
}
