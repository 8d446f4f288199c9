package dev.assay.embed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a value of a graph is computed, down to values that get a name.
sealed interface GraphPattern {
  /// By this operator ([OnnxGraph.Node#operator]) from exactly these.
  record Operation(String operator, List<GraphPattern> inputs) implements GraphPattern {}

  /// In any way; the same value wherever the same name stands.
  record Value(String name) implements GraphPattern {}

  /// In this way, and the name stands for it from here on.
  record Named(String name, GraphPattern as) implements GraphPattern {}

  /// Not at all: an input of the model.
  record Input(String name) implements GraphPattern {}

  /// Not at all: this constant, as exactly as a float holds it.
  record Constant(double number) implements GraphPattern {}

  static GraphPattern operation(String operator, GraphPattern... inputs) {
    return new Operation(operator, List.of(inputs));
  }

  static GraphPattern value(String name) {
    return new Value(name);
  }

  /// The values by the names of the pattern; none where the value is computed in another way.
  default Optional<Map<String, String>> match(OnnxGraph graph, String value) {
    var named = new HashMap<String, String>();
    return matches(graph, value, named) ? Optional.of(named) : Optional.empty();
  }

  private boolean matches(OnnxGraph graph, String value, Map<String, String> named) {
    return switch (this) {
      case Value(var name) -> isNamed(name, value, named);
      case Named(var name, var as) ->
          isNamed(name, value, named) && as.matches(graph, value, named);
      case Input(var name) -> value.equals(name);
      case Constant(var number) ->
          graph.number(value).stream().anyMatch(constant -> (float) constant == (float) number);
      case Operation(var operator, var patterns) -> {
        var inputs =
            graph
                .producer(value)
                .filter(node -> node.operator().equals(operator))
                .map(OnnxGraph.Node::inputs)
                .filter(values -> values.size() == patterns.size());
        yield inputs.isPresent() && allMatch(graph, patterns, inputs.get(), named);
      }
    };
  }

  private static boolean isNamed(String name, String value, Map<String, String> named) {
    return value.equals(named.computeIfAbsent(name, _ -> value));
  }

  private static boolean allMatch(
      OnnxGraph graph,
      List<GraphPattern> patterns,
      List<String> values,
      Map<String, String> named) {
    for (int i = 0; i < patterns.size(); i++) {
      if (!patterns.get(i).matches(graph, values.get(i), named)) {
        return false;
      }
    }
    return true;
  }
}
