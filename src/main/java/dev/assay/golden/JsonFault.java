package dev.assay.golden;

import dev.assay.Nearest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in the user's words what Jackson found wrong with a line.
final class JsonFault {
  private JsonFault() {}

  static String message(JacksonException fault) {
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
      case DatabindException e -> "" + e.getOriginalMessage().lines().findFirst().orElse("");
      default -> "not JSON: " + fault.getOriginalMessage();
    };
  }
}
