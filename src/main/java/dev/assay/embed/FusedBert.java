package dev.assay.embed;

import static dev.assay.embed.GraphPattern.operation;
import static dev.assay.embed.GraphPattern.value;

import com.google.protobuf.UnknownFieldSet;
import dev.assay.embed.GraphPattern.Constant;
import dev.assay.embed.GraphPattern.Input;
import dev.assay.embed.GraphPattern.Named;
import dev.assay.embed.OnnxGraph.Node;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Puts one operator of ONNX Runtime in the place of each attention, and one in that of each sum
/// with its layer normalisation, of a BERT with 12 heads of 32. ONNX Runtime does the second
/// itself, but only where a graph says how many tokens a text has.
///
/// The mask is left out, so the result is only good for texts without padding. In exact arithmetic
/// all vectors stay what they were; in floats last digits change, and with them a quantised value
/// here and there (`docs/decisions/0010`).
final class FusedBert {
  private static final String DOMAIN = "com.microsoft";
  private static final int HEADS = 12;
  private static final int HEAD_SIZE = 32;
  private static final double EPSILON = 1e-12;

  /// 0 where the mask is 1.
  private static final GraphPattern MASK =
      operation(
          "Mul",
          operation(
              "Sub",
              new Constant(1),
              operation(
                  "Cast[1]",
                  operation(
                      "Unsqueeze[2]", operation("Unsqueeze[1]", new Input("attention_mask"))))),
          value("lowest"));

  private static final GraphPattern SCORES =
      operation(
          "Div",
          operation("MatMul", heads("query", "[0, 2, 1, 3]"), heads("key", "[0, 2, 3, 1]")),
          new Constant(Math.sqrt(HEAD_SIZE)));

  private static final GraphPattern CONTEXT =
      operation(
          "Transpose[0, 2, 1, 3]",
          operation(
              "MatMul",
              operation("Softmax[3]", operation("Add", SCORES, MASK)),
              heads("value", "[0, 2, 1, 3]")));

  private static final Fusion ATTENTION =
      new Fusion(
          operation(
              "Reshape",
              new Named("context", CONTEXT),
              operation(
                  "Concat[0]",
                  size("context", 0),
                  size("context", 1),
                  new Constant(HEADS * HEAD_SIZE))),
          "MultiHeadAttention",
          List.of("query", "key", "value"),
          Node.attribute("num_heads", HEADS),
          Node.attribute("scale", (float) (1 / Math.sqrt(HEAD_SIZE))));

  private static final GraphPattern CENTRED =
      operation(
          "Sub",
          new Named("sum", operation("Add", value("left"), value("right"))),
          operation("ReduceMean[-1]", value("sum")));

  private static final GraphPattern DEVIATION =
      operation(
          "Sqrt",
          operation(
              "Add",
              operation("ReduceMean[-1]", operation("Pow", value("centred"), new Constant(2))),
              new Constant(EPSILON)));

  private static final Fusion NORMALISED_SUM =
      new Fusion(
          operation(
              "Add",
              operation(
                  "Mul",
                  operation("Div", new Named("centred", CENTRED), DEVIATION),
                  value("factors")),
              value("shifts")),
          "SkipLayerNormalization",
          List.of("left", "right", "factors", "shifts"),
          Node.attribute("epsilon", (float) EPSILON));

  private FusedBert() {}

  /// The model in fewer operators; none unless each of its attentions and layer normalisations is
  /// one of those we know.
  static Optional<byte[]> of(byte[] model) {
    return OnnxGraph.read(model)
        .map(graph -> graph.with(graph.nodes().stream().map(node -> fused(graph, node)).toList()))
        .filter(FusedBert::isWhole)
        .map(graph -> graph.write(DOMAIN));
  }

  private static Node fused(OnnxGraph graph, Node node) {
    return ATTENTION.in(graph, node).or(() -> NORMALISED_SUM.in(graph, node)).orElse(node);
  }

  private static boolean isWhole(OnnxGraph graph) {
    var operators =
        graph.nodes().stream().map(node -> node.operator().replaceAll("\\[.*", "")).toList();
    return operators.contains(ATTENTION.operator)
        && !operators.contains("Softmax")
        && !operators.contains("ReduceMean");
  }

  /// One operator in the place of several.
  ///
  /// @param inputs names in the pattern
  private record Fusion(
      GraphPattern pattern,
      String operator,
      List<String> inputs,
      List<UnknownFieldSet> attributes) {
    Fusion(
        GraphPattern pattern, String operator, List<String> inputs, UnknownFieldSet... attributes) {
      this(pattern, operator, inputs, List.of(attributes));
    }

    Optional<Node> in(OnnxGraph graph, Node node) {
      String output = node.outputs().getFirst();
      return pattern
          .match(graph, output)
          .map(named ->
              Node.of(
                  DOMAIN,
                  operator,
                  inputs.stream().map(input -> Objects.requireNonNull(named.get(input))).toList(),
                  output,
                  attributes));
    }
  }

  private static GraphPattern heads(String of, String order) {
    return operation(
        "Transpose" + order,
        operation(
            "Reshape",
            value(of),
            operation(
                "Concat[0]",
                size(of, 0),
                size(of, 1),
                new Constant(HEADS),
                new Constant(HEAD_SIZE))));
  }

  private static GraphPattern size(String of, int axis) {
    return operation(
        "Unsqueeze[0]", operation("Gather[0]", operation("Shape", value(of)), new Constant(axis)));
  }
}
