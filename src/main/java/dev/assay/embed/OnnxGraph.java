package dev.assay.embed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The nodes of an ONNX model, each after those it reads from. What is not a node is carried along
/// unread. Numbers of fields are those of `onnx.proto`.
final class OnnxGraph {
  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_OPERATORS = 8;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_OUTPUT = 12;

  private final UnknownFieldSet model;
  private final UnknownFieldSet graph;
  private final List<Node> nodes;
  private final Map<String, Node> producers = new HashMap<>();

  private OnnxGraph(UnknownFieldSet model, UnknownFieldSet graph, List<Node> nodes) {
    this.model = model;
    this.graph = graph;
    this.nodes = List.copyOf(nodes);
    for (var node : nodes) {
      node.outputs.forEach(output -> producers.put(output, node));
    }
  }

  /// None if this is no ONNX model.
  static Optional<OnnxGraph> read(byte[] bytes) {
    try {
      var model = fields(ByteString.copyFrom(bytes));
      var graph = fields(model, MODEL_GRAPH).getFirst();
      return Optional.of(
          new OnnxGraph(
              model,
              graph,
              graph.getField(GRAPH_NODE).getLengthDelimitedList().stream().map(Node::of).toList()));
    } catch (UncheckedIOException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  /// The node that computes a value; none for inputs and weights.
  Optional<Node> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /// The number that a value is in every run, where it is a constant of one element.
  OptionalDouble number(String value) {
    return producer(value).map(Node::number).orElse(OptionalDouble.empty());
  }

  /// The same model with other nodes. Those that no output needs any more are left out.
  OnnxGraph with(List<Node> changed) {
    var needed = new HashSet<String>();
    fields(graph, GRAPH_OUTPUT).forEach(output -> needed.addAll(texts(output, 1)));
    var kept = new ArrayList<Node>();
    for (var node : changed.reversed()) {
      if (node.outputs.stream().anyMatch(needed::contains)) {
        needed.addAll(node.inputs);
        kept.add(node);
      }
    }
    return new OnnxGraph(model, graph, kept.reversed());
  }

  /// The model as bytes.
  ///
  /// @param domain whose operators may be used beside those of before, in their first version
  byte[] write(String domain) {
    var written = UnknownFieldSet.Field.newBuilder();
    nodes.forEach(node -> written.addLengthDelimited(node.proto));
    var changed = graph.toBuilder().clearField(GRAPH_NODE).addField(GRAPH_NODE, written.build());
    var operators =
        UnknownFieldSet.newBuilder().addField(1, bytes(domain)).addField(2, varint(1)).build();
    return model.toBuilder()
        .clearField(MODEL_GRAPH)
        .addField(MODEL_GRAPH, bytes(changed.build().toByteString()))
        .mergeField(MODEL_OPERATORS, bytes(operators.toByteString()))
        .build()
        .toByteArray();
  }

  /// One operation.
  ///
  /// @param operator its name with all whole numbers among its attributes, `Transpose[0, 2, 1, 3]`
  /// @param number what a `Constant` of one element holds
  /// @param proto the node as it stands in the file
  record Node(
      String operator,
      List<String> inputs,
      List<String> outputs,
      OptionalDouble number,
      ByteString proto) {

    private static Node of(ByteString proto) {
      var node = fields(proto);
      var attributes = fields(node, 5);
      var whole =
          attributes.stream()
              .flatMap(attribute -> Stream.of(attribute.getField(3), attribute.getField(8)))
              .flatMap(field -> field.getVarintList().stream())
              .toList();
      return new Node(
          String.join("", texts(node, 4)) + (whole.isEmpty() ? "" : whole),
          texts(node, 1),
          texts(node, 2),
          attributes.stream()
              .flatMap(attribute -> fields(attribute, 5).stream())
              .flatMapToDouble(tensor -> number(tensor).stream())
              .findFirst(),
          proto);
    }

    private static OptionalDouble number(UnknownFieldSet tensor) {
      var types = tensor.getField(2).getVarintList();
      var raw = ByteString.EMPTY;
      for (var part : tensor.getField(9).getLengthDelimitedList()) {
        raw = part;
      }
      var buffer = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      if (types.equals(List.of(1L)) && raw.size() == Float.BYTES) {
        return OptionalDouble.of(buffer.getFloat());
      }
      return types.equals(List.of(7L)) && raw.size() == Long.BYTES
          ? OptionalDouble.of((double) buffer.getLong())
          : OptionalDouble.empty();
    }

    /// A node with one output, which names it.
    static Node of(
        String domain,
        String operator,
        List<String> inputs,
        String output,
        List<UnknownFieldSet> attributes) {
      var node = UnknownFieldSet.newBuilder();
      inputs.forEach(input -> node.mergeField(1, bytes(input)));
      node.addField(2, bytes(output)).addField(3, bytes(output)).addField(4, bytes(operator));
      attributes.forEach(attribute -> node.mergeField(5, bytes(attribute.toByteString())));
      return of(node.addField(7, bytes(domain)).build().toByteString());
    }

    static UnknownFieldSet attribute(String name, float value) {
      var bits = UnknownFieldSet.Field.newBuilder().addFixed32(Float.floatToIntBits(value)).build();
      return UnknownFieldSet.newBuilder()
          .addField(1, bytes(name))
          .addField(2, bits)
          .addField(20, varint(1))
          .build();
    }

    static UnknownFieldSet attribute(String name, long value) {
      return UnknownFieldSet.newBuilder()
          .addField(1, bytes(name))
          .addField(3, varint(value))
          .addField(20, varint(2))
          .build();
    }
  }

  private static UnknownFieldSet fields(ByteString message) {
    try {
      return UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<UnknownFieldSet> fields(UnknownFieldSet message, int number) {
    return message.getField(number).getLengthDelimitedList().stream()
        .map(OnnxGraph::fields)
        .toList();
  }

  private static UnknownFieldSet.Field bytes(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  private static UnknownFieldSet.Field bytes(String value) {
    return bytes(ByteString.copyFromUtf8(value));
  }

  private static UnknownFieldSet.Field varint(long value) {
    return UnknownFieldSet.Field.newBuilder().addVarint(value).build();
  }

  private static List<String> texts(UnknownFieldSet fields, int number) {
    return fields.getField(number).getLengthDelimitedList().stream()
        .map(ByteString::toStringUtf8)
        .toList();
  }
}
