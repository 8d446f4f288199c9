package dev.assay.judge.local;

import dev.assay.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply's schema made so narrow that every text that follows it comes to an end and names only
/// what was asked about. A small model is held to its form this way; what it says in it is its own.
final class ReplySchema {
  static final String VERSION = "schema@1";

  private static final int TEXT = 200;
  private static final int LIST = 8;

  private ReplySchema() {}

  /// - Texts have at most 200 characters, lists at most 8 entries.
  /// - `verdicts` has exactly one entry for each item, in their order, each with its id.
  /// - `chunks` has ids of chunks that were given.
  ///
  /// @param ids by place, as [dev.assay.judge.ChatModel.Request] has them
  static String bounded(String schema, Map<String, List<String>> ids) {
    JsonNode root = Json.MAPPER.readTree(schema);
    bound(root);
    List<String> chunks = ids.getOrDefault("chunks", List.of());
    List<String> items =
        ids.entrySet().stream()
            .filter(place -> !place.getKey().equals("chunks"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(chunks);
    if (!chunks.isEmpty()) {
      root.findValues("chunks").forEach(list -> named(list, chunks));
    }
    if (root.at("/properties/verdicts") instanceof ObjectNode verdicts && !items.isEmpty()) {
      oneEach(verdicts, items);
    }
    return root.toString();
  }

  private static void bound(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      switch (object.path("type").asString("")) {
        case "string" -> {
          if (!object.has("enum")) {
            object.put("maxLength", TEXT);
          }
        }
        case "array" -> object.put("maxItems", LIST);
        default -> {}
      }
    }
    schema.forEach(ReplySchema::bound);
  }

  private static void named(JsonNode list, List<String> ids) {
    if (list.path("items") instanceof ObjectNode item
        && item.path("type").asString("").equals("string")) {
      item.remove("maxLength");
      ArrayNode allowed = item.putArray("enum");
      ids.forEach(allowed::add);
      ((ObjectNode) list).put("maxItems", ids.size());
    }
  }

  /// llama.cpp reads a list of schemas as the entries in their order.
  private static void oneEach(ObjectNode verdicts, List<String> ids) {
    JsonNode item = verdicts.get("items");
    verdicts.remove("maxItems");
    ArrayNode entries = verdicts.putArray("items");
    for (String id : ids) {
      ObjectNode entry = (ObjectNode) item.deepCopy();
      ((ObjectNode) entry.get("properties")).putObject("id").put("const", id);
      entries.add(entry);
    }
  }
}
