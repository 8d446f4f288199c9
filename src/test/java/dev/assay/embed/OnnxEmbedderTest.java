package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
  @Test
  void miniLmPutsAQuestionNearItsAnswer() {
    try (var embedder = new Embedded("all-minilm-l6-v2-q").open()) {
      var vectors = new float[3][];
      embedder.embed(
          List.of("How do I get a refund?", "We pay your money back.", "The moon is far away."),
          Role.DOCUMENT,
          (index, embedding) -> vectors[index] = embedding.vector());
      assertThat(embedder.dimensions()).isEqualTo(384);
      assertThat(dot(vectors[0], vectors[1])).isGreaterThan(dot(vectors[0], vectors[2]) + .2);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
