package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedBertTest {
  private static byte[] miniLm;

  @BeforeAll
  static void read() throws IOException {
    miniLm = published("all-minilm-l6-v2-q");
  }

  @ParameterizedTest
  @CsvSource({"all-minilm-l6-v2-q, 6", "bge-small-en-v1.5-q, 12", "e5-small-v2-q, 12"})
  void eachLayerHasOneAttentionAndTwoNormalisations(String model, int layers) throws IOException {
    var fused = OnnxGraph.read(FusedBert.of(published(model)).orElseThrow()).orElseThrow().nodes();

    var operators = fused.stream().map(OnnxGraph.Node::operator).toList();
    assertThat(operators.stream().filter("MultiHeadAttention[12]"::equals)).hasSize(layers);
    assertThat(operators.stream().filter("SkipLayerNormalization"::equals))
        .as("and one of the embeddings")
        .hasSize(2 * layers + 1);
    assertThat(operators).doesNotContain("Softmax[3]", "ReduceMean[-1]", "Transpose[0, 2, 1, 3]");
    assertThat(fused.stream().flatMap(node -> node.inputs().stream()))
        .doesNotContain("attention_mask");
  }

  @Test
  void theSameModelHasTheSameForm() {
    assertThat(FusedBert.of(miniLm)).contains(FusedBert.of(miniLm).orElseThrow());
  }

  @Test
  void aModelWithOneOtherNormalisationIsLeftAlone() {
    assertThat(FusedBert.of(withOne("Sqrt", "Abs"))).isEmpty();
  }

  @Test
  void aModelWithOneOtherAttentionIsLeftAlone() {
    assertThat(FusedBert.of(withOne("Softmax[3]", "Softmax"))).isEmpty();
    assertThat(FusedBert.of(withOne("Transpose[0, 2, 3, 1]", "Transpose"))).isEmpty();
  }

  @Test
  void aModelThatReadsItsMaskInAnotherWayIsLeftAlone() {
    assertThat(FusedBert.of(withOne("Unsqueeze[2]", "Unsqueeze"))).isEmpty();
  }

  @Test
  void whatIsNoModelIsLeftAlone() {
    assertThat(FusedBert.of(new byte[0])).isEmpty();
    assertThat(FusedBert.of(new byte[] {1, 2, 3})).isEmpty();
  }

  @Test
  void aGraphThatIsNotFusedIsWrittenAsItWasRead() {
    var graph = OnnxGraph.read(miniLm).orElseThrow();

    var again = OnnxGraph.read(graph.with(graph.nodes()).write("com.microsoft")).orElseThrow();

    assertThat(again.nodes()).isEqualTo(graph.nodes());
  }

  /// MiniLM with another operator in the place of the first of these.
  private static byte[] withOne(String operator, String other) {
    var graph = OnnxGraph.read(miniLm).orElseThrow();
    var nodes = new ArrayList<>(graph.nodes());
    var names = nodes.stream().map(OnnxGraph.Node::operator).toList();
    int at = names.indexOf(operator);
    var node = nodes.get(at);
    nodes.set(
        at, OnnxGraph.Node.of("", other, node.inputs(), node.outputs().getFirst(), List.of()));
    return graph.with(nodes).write("com.microsoft");
  }

  private static byte[] published(String model) throws IOException {
    var name = model + ".onnx";
    try (var in = FusedBertTest.class.getClassLoader().getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
