package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Chunking;
import dev.assay.corpus.Semantic;
import dev.assay.embed.Embedded;
import dev.assay.lexical.Analyzer;
import dev.assay.lexical.Lexicon;
import dev.assay.milvus.DenseIndex;
import dev.assay.run.IndexLegs;
import dev.assay.run.Indexes;
import dev.assay.yaml.Named;
import org.junit.jupiter.api.Test;

/// A collection is named by all that its content depends on.
class CollectionNameTest {
  private static final Named<Chunking> MEANING =
      new Named<>("meaning", new Semantic("all-minilm-l6-v2-q", 200, 75, 0));

  @Test
  void otherWeightsOfTheModelThatCutsAreAnotherCollection() {
    String before = MEANING.value() + " weights-1";
    String after = MEANING.value() + " weights-2";

    assertThat(approximate(before).collection()).isEqualTo(approximate(before).collection());
    assertThat(approximate(after).collection()).isNotEqualTo(approximate(before).collection());
    try (var models = new Models()) {
      assertThat(exact(models, after).collection())
          .isNotEqualTo(exact(models, before).collection());
    }
  }

  private static IndexLegs.Content approximate(String cut) {
    return new IndexLegs.Content(
        "lite", "corpus", MEANING, cut, "minilm", "vectors", 9, new DenseIndex.IvfFlat(4));
  }

  private static Indexes.Content exact(Models models, String cut) {
    var lexicon = new Lexicon.Builder(Analyzer.ENGLISH).build(Retrieval.Bm25.DEFAULT.settings());
    return new Indexes.Content(
        "lite",
        "corpus",
        MEANING,
        cut,
        "minilm",
        models.embedder(new Embedded("all-minilm-l6-v2-q")),
        Retrieval.Bm25.DEFAULT,
        "lexicon",
        lexicon);
  }
}
