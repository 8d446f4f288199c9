package dev.assay.judge;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The part of JSON Schema that our prompts use: `type`, `properties`, `required`, closed objects,
/// `items` and `enum`. Nothing is converted: `1` and `"true"` are not booleans.
final class Schema {
  private Schema() {}

  /// The first problem in our own words, or null. It never repeats what the model wrote.
  static @Nullable String problem(JsonNode schema, JsonNode value, String place) {
    String type = schema.path("type").asString();
    boolean matches =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          default -> throw new IllegalArgumentException("schema type '" + type + "'");
        };
    if (!matches) {
      return place + " must be of type " + type;
    }
    if (schema.has("enum")
        && schema.get("enum").values().stream().noneMatch(allowed -> allowed.equals(value))) {
      return place + " must be one of " + schema.get("enum");
    }
    return value.isObject()
        ? problemOfProperties(schema, value, place)
        : value.isArray() ? problemOfItems(schema, value, place) : null;
  }

  private static @Nullable String problemOfProperties(
      JsonNode schema, JsonNode value, String place) {
    var properties = schema.get("properties");
    for (var name : schema.get("required").values()) {
      if (!value.has(name.asString())) {
        return place + " lacks '" + name.asString() + "'";
      }
    }
    for (var property : value.properties()) {
      if (!properties.has(property.getKey())) {
        return place + " has a property that the schema does not know";
      }
      var problem =
          problem(
              properties.get(property.getKey()),
              property.getValue(),
              "'" + property.getKey() + "' of " + place);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String problemOfItems(JsonNode schema, JsonNode value, String place) {
    for (int i = 0; i < value.size(); i++) {
      var problem = problem(schema.get("items"), value.get(i), "item " + (i + 1) + " of " + place);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }
}
