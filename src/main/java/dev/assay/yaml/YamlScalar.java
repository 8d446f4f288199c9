package dev.assay.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads single values without converting between types: `7` is no text and `1.5` no whole number.
/// Knows text, numbers, booleans, enums by what they print, durations (`30s`), addresses, and any
/// type with a static `parse(String)`.
public final class YamlScalar {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private YamlScalar() {}

  /// A value that its type refuses.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String suggestion;

    Refused(@Nullable String message, @Nullable String suggestion) {
      super(message);
      this.suggestion = suggestion;
    }

    @Nullable String suggestion() {
      return suggestion;
    }
  }

  /// @param what the key, as messages name it
  static Object read(ScalarNode node, Class<?> type, String what) throws Refused {
    String value = node.getValue();
    Tag tag = node.getTag();
    if (type == String.class) {
      require(tag.equals(Tag.STR), "%s must be text, got %s", what, value, "put it in quotes");
      return value;
    }
    if (type == boolean.class || type == Boolean.class) {
      require(tag.equals(Tag.BOOL), "%s must be true or false, got '%s'", what, value, null);
      return Boolean.valueOf(value);
    }
    if (type.isEnum()) {
      return constant(type, value, what);
    }
    if (type == Duration.class) {
      return duration(value, what);
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return number(type, value, tag, what);
    }
    return parsed(type, value);
  }

  private static void require(
      boolean holds, String message, String what, String value, @Nullable String suggestion)
      throws Refused {
    if (!holds) {
      throw new Refused(String.format(message, what, value), suggestion);
    }
  }

  private static Object constant(Class<?> type, String value, String what) throws Refused {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (spelling(constant).equals(value)) {
        return constant;
      }
    }
    throw new Refused(
        "unknown value '%s' for %s".formatted(value, what),
        Nearest.suggestion(value, Arrays.stream(constants).map(YamlScalar::spelling).toList()));
  }

  /// The constant as JSON spells it, so that YAML does not differ.
  public static String spelling(Object constant) {
    try {
      var property =
          constant
              .getClass()
              .getField(((Enum<?>) constant).name())
              .getAnnotation(JsonProperty.class);
      return property == null ? constant.toString() : property.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration duration(String value, String what) throws Refused {
    var match = DURATION.matcher(value);
    require(
        match.matches(),
        "%s must be a duration, got '%s'",
        what,
        value,
        "a number and ms, s, m, h or d, like 30s");
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Object number(Class<?> type, String value, Tag tag, String what) throws Refused {
    boolean fraction = type == double.class || type == Double.class;
    require(
        tag.equals(Tag.INT) || (fraction && tag.equals(Tag.FLOAT)),
        fraction ? "%s must be a number, got '%s'" : "%s must be a whole number, got '%s'",
        what,
        value,
        null);
    try {
      if (fraction) {
        return Double.valueOf(value);
      }
      return type == int.class || type == Integer.class
          ? (Object) Integer.valueOf(value)
          : (Object) Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new Refused("%s is out of range: %s".formatted(what, value), null);
    }
  }

  private static Object parsed(Class<?> type, String value) throws Refused {
    try {
      if (type == URI.class) {
        return URI.create(value);
      }
      return type == Path.class
          ? Path.of(value)
          : type.getMethod("parse", String.class).invoke(null, value);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage(), null);
    } catch (InvocationTargetException e) {
      throw new Refused(Objects.requireNonNull(e.getCause()).getMessage(), null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be read from a file", e);
    }
  }
}
