package dev.assay.golden;

import dev.assay.Json;
import dev.assay.Nearest;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in the user's words what Jackson found wrong with a line.
public final class JsonFault {
  private JsonFault() {}

  /// The message, without place.
  public static String message(JacksonException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException e -> {
        var known = e.getKnownPropertyIds();
        var names =
            known == null ? List.<String>of() : known.stream().map(String::valueOf).toList();
        yield "unknown key '%s'; %s"
            .formatted(e.getPropertyName(), Nearest.suggestion(e.getPropertyName(), names));
      }
      case ValueInstantiationException e
          when e.getCause() instanceof IllegalArgumentException cause ->
          String.valueOf(cause.getMessage());
      case InvalidFormatException e when e.getTargetType().isEnum() -> {
        var known =
            Arrays.stream(e.getTargetType().getEnumConstants())
                .map(value -> Json.MAPPER.valueToTree(value).asString())
                .toList();
        yield "unknown %s '%s'; %s"
            .formatted(
                path(e), e.getValue(), Nearest.suggestion(String.valueOf(e.getValue()), known));
      }
      case MismatchedInputException e when e.getOriginalMessage().startsWith("Missing required") ->
          "'%s' is missing".formatted(path(e));
      case MismatchedInputException e when e.getPath().isEmpty() -> "not a JSON object";
      case DatabindException e -> "'%s' has a value of the wrong type".formatted(path(e));
      default -> "not JSON: " + withoutSource(fault.getOriginalMessage());
    };
  }

  /// Jackson's words without where in its own buffer it stood; the line is in front of the message.
  private static String withoutSource(String message) {
    int source = message.indexOf(" (start marker at");
    return source < 0 ? message : message.substring(0, source);
  }

  /// `evidence[0].start`
  private static String path(DatabindException fault) {
    var path = new StringBuilder();
    for (var step : fault.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
