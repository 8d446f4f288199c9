package dev.assay.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.Default;
import dev.assay.InvalidInput;
import dev.assay.Nearest;
import dev.assay.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML into records and finds every problem at once, each with its line and column: unknown,
/// duplicate or missing keys, wrong types, unknown kinds, and what the records' own constructors
/// refuse.
///
/// A key is the name of a record component. A component may be absent if it is `@Nullable` or has a
/// [Default]. The keys of a record whose component is `@JsonUnwrapped` stand among those of the
/// record that holds it. A sealed interface is chosen by `kind`, the simple name of the record.
/// Anchors are refused, so a file cannot expand itself.
public final class StrictYaml {
  private static final Object MISSING = new Object();

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  private StrictYaml(String file) {
    this.file = file;
  }

  /// Binds the text to the record type.
  ///
  /// @throws InvalidInput with all problems of the text
  public static <T> T read(Path file, String text, Class<T> type) {
    var yaml = new StrictYaml(file.toString());
    Object bound = yaml.bindText(text, type);
    if (!yaml.problems.isEmpty()) {
      throw new InvalidInput(yaml.problems);
    }
    return type.cast(bound);
  }

  private Object bindText(String text, Type type) {
    try {
      var settings =
          LoadSettings.builder()
              .setLabel(file)
              .setCodePointLimit(1 << 20)
              .setMaxAliasesForCollections(0)
              .build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(Problem.error(file, 0, 0, "the file is empty", "see docs/experiments.md"));
        return MISSING;
      }
      return bind(root.get(), type, "the file");
    } catch (MarkedYamlEngineException e) {
      problem(e.getProblemMark().orElse(null), "not YAML: " + e.getProblem(), null);
      return MISSING;
    } catch (YamlEngineException e) {
      problems.add(Problem.error(file, 0, 0, "not YAML: " + e.getMessage(), null));
      return MISSING;
    }
  }

  private Object bind(Node node, Type type, String what) {
    if (node.getAnchor().isPresent()) {
      return problem(node, "anchors are not supported", "write the value out where it is used");
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return bindList(node, arguments[0], what);
      }
      if (generic.getRawType() == Map.class) {
        return bindMap(node, arguments[1], what);
      }
      return bindNamed(node, (Class<?>) arguments[0], what);
    }
    Class<?> target = (Class<?>) type;
    if (target.isSealed()) {
      return bindKind(node, target, Set.of(), what);
    }
    if (target.isRecord() && !(node instanceof ScalarNode && hasParse(target))) {
      return bindRecord(node, target, Set.of(), what);
    }
    return bindScalar(node, target, what);
  }

  private static boolean hasParse(Class<?> type) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals("parse"));
  }

  private Object bindNamed(Node node, Class<?> type, String what) {
    Map<String, NodeTuple> keys = keys(node, what);
    NodeTuple name = keys.get("name");
    if (name == null) {
      return problem(node, what + " needs a 'name'", null);
    }
    Object bound =
        type.isSealed()
            ? bindKind(node, type, Set.of("name"), what)
            : bindRecord(node, type, Set.of("name"), what);
    Object label = bindScalar(name.getValueNode(), String.class, "name");
    return bound == MISSING || label == MISSING
        ? MISSING
        : guarded(name.getValueNode(), () -> new Named<>((String) label, bound));
  }

  private Object bindKind(Node node, Class<?> sealed, Set<String> handled, String what) {
    Map<String, NodeTuple> keys = keys(node, what);
    var kinds = new LinkedHashMap<String, Class<?>>();
    records(sealed).forEach(type -> kinds.put(type.getSimpleName(), type));
    NodeTuple kind = keys.get("kind");
    if (kind == null) {
      var info = sealed.getAnnotation(JsonTypeInfo.class);
      Class<?> usual = info == null ? JsonTypeInfo.class : info.defaultImpl();
      if (kinds.containsValue(usual)) {
        return bindRecord(node, usual, handled, what);
      }
      return node instanceof MappingNode
          ? problem(node, what + " needs a 'kind'", "known: " + String.join(", ", kinds.keySet()))
          : MISSING;
    }
    String name = kind.getValueNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    Class<?> target = kinds.get(name);
    if (target == null) {
      return problem(
          kind.getValueNode(),
          "unknown kind '" + name + "'",
          Nearest.suggestion(name, kinds.keySet()));
    }
    var skip = new LinkedHashSet<>(handled);
    skip.add("kind");
    return bindRecord(node, target, skip, what);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StrictYaml::records)
        : Stream.of(type);
  }

  private Object bindRecord(Node node, Class<?> type, Set<String> handled, String what) {
    int before = problems.size();
    Map<String, NodeTuple> keys = keys(node, what);
    if (problems.size() > before) {
      return MISSING;
    }
    var known = new LinkedHashSet<>(handled);
    names(type).forEach(known::add);
    keys.forEach((key, tuple) -> {
      if (!known.contains(key)) {
        problem(tuple.getKeyNode(), "unknown key '" + key + "'", Nearest.suggestion(key, known));
      }
    });
    return bindComponents(node, type, keys, what);
  }

  private Object bindComponents(
      Node node, Class<?> type, Map<String, NodeTuple> keys, String what) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      values[i] =
          unwrapped(components[i])
              ? bindComponents(node, components[i].getType(), keys, what)
              : component(node, components[i], keys.get(components[i].getName()), what);
      complete &= values[i] != MISSING;
    }
    return complete ? guarded(node, () -> construct(type, components, values)) : MISSING;
  }

  private static Stream<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component ->
            unwrapped(component) ? names(component.getType()) : Stream.of(component.getName()));
  }

  private static boolean unwrapped(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
  }

  private @Nullable Object component(
      Node parent, RecordComponent component, @Nullable NodeTuple tuple, String what) {
    String name = component.getName();
    if (tuple == null) {
      Default absent = component.getAnnotation(Default.class);
      if (absent != null) {
        return bindText(absent.value(), component.getGenericType());
      }
      return required(component) ? problem(parent, what + " needs '" + name + "'", null) : null;
    }
    if (tuple.getValueNode().getTag().equals(Tag.NULL)) {
      return problem(
          tuple.getKeyNode(), "'" + name + "' has no value", "give one, or remove the key");
    }
    return bind(tuple.getValueNode(), component.getGenericType(), "'" + name + "'");
  }

  private static boolean required(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return component.getType().isPrimitive() || (property != null && property.required());
  }

  private Object bindList(Node node, Type element, String what) {
    if (!(node instanceof SequenceNode sequence)) {
      return problem(node, what + " must be a list", "write [a, b] or one '- ' line per entry");
    }
    var values = new ArrayList<>();
    boolean complete = true;
    for (Node child : sequence.getValue()) {
      Object value = bind(child, element, "an entry of " + what);
      complete &= value != MISSING;
      values.add(value);
    }
    return complete ? List.copyOf(values) : MISSING;
  }

  private Object bindMap(Node node, Type element, String what) {
    var values = new LinkedHashMap<String, Object>();
    boolean complete = node instanceof MappingNode;
    for (var entry : keys(node, what).entrySet()) {
      Object value = bind(entry.getValue().getValueNode(), element, "'" + entry.getKey() + "'");
      complete &= value != MISSING;
      values.put(entry.getKey(), value);
    }
    return complete ? values : MISSING;
  }

  private Map<String, NodeTuple> keys(Node node, String what) {
    if (!(node instanceof MappingNode mapping)) {
      problem(node, what + " must be a mapping of keys to values", null);
      return Map.of();
    }
    var keys = new LinkedHashMap<String, NodeTuple>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (keys.putIfAbsent(key, tuple) != null) {
        problem(tuple.getKeyNode(), "'" + key + "' stands twice", "remove one");
      }
    }
    return keys;
  }

  private Object bindScalar(Node node, Class<?> type, String what) {
    if (!(node instanceof ScalarNode scalar)) {
      return problem(node, what + " must be a single value", null);
    }
    try {
      return YamlScalar.read(scalar, type, what);
    } catch (YamlScalar.Refused refused) {
      return problem(node, String.valueOf(refused.getMessage()), refused.suggestion());
    }
  }

  private interface Construction {
    Object run() throws ReflectiveOperationException;
  }

  private Object guarded(Node node, Construction construction) {
    try {
      return construction.run();
    } catch (IllegalArgumentException e) {
      return problem(node, String.valueOf(e.getMessage()), null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return problem(node, String.valueOf(refused.getMessage()), null);
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private Object problem(Node node, String message, @Nullable String suggestion) {
    return problem(node.getStartMark().orElse(null), message, suggestion);
  }

  private Object problem(@Nullable Mark mark, String message, @Nullable String suggestion) {
    int line = mark == null ? 0 : mark.getLine() + 1;
    int column = mark == null ? 0 : mark.getColumn() + 1;
    problems.add(Problem.error(file, line, column, message, suggestion));
    return MISSING;
  }
}
