package dev.assay.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Exactly one valid verdict for each submitted id, matched by id and never by position. What is
/// missing or invalid is asked for again, and only that, as often as the judge repairs; then it
/// stays missing.
///
/// @param verdicts the valid ones by id, as the model wrote them
/// @param reply what came back last, to show where one is missing; where that was nothing, why, and
///   what came back before
record Verdicts(Map<String, JsonNode> verdicts, String reply) {

  /// @param items what to judge, by id
  /// @param name the place of the items in the prompt
  /// @param data the other places of the prompt
  /// @param chunks the chunk ids a verdict may name
  /// @param repairs how often what is missing is asked for again
  static Verdicts of(
      ChatModel model,
      Prompt prompt,
      Map<String, String> items,
      String name,
      Map<String, ?> data,
      Set<String> chunks,
      int repairs) {
    var verdicts = new LinkedHashMap<String, JsonNode>();
    String problem = "";
    String reply = "";
    for (int tries = 0; tries <= repairs && verdicts.size() < items.size(); tries++) {
      var open = new LinkedHashMap<>(items);
      open.keySet().removeAll(verdicts.keySet());
      var all = new LinkedHashMap<String, Object>(data);
      all.put(name, list(open));
      int maxTokens = 200 + 200 * open.size();
      var request =
          tries == 0
              ? prompt.request(all, maxTokens)
              : prompt.repair(all, maxTokens, problem, tries);
      var round = read(model.reply(request), prompt.schema(), open.keySet(), chunks);
      verdicts.putAll(round.valid());
      problem = round.problem();
      reply = round.silent() ? Reply.unrepaired(round.shown(), reply) : round.shown();
      if (round.silent()) {
        break;
      }
    }
    return new Verdicts(verdicts, reply);
  }

  static List<Map<String, String>> list(Map<String, String> items) {
    return items.entrySet().stream()
        .map(item -> {
          var entry = new LinkedHashMap<String, String>();
          entry.put("id", item.getKey());
          entry.put("text", item.getValue());
          return (Map<String, String>) entry;
        })
        .toList();
  }

  private record Round(Map<String, JsonNode> valid, String problem, String shown, boolean silent) {
    static Round invalid(String problem, String raw) {
      return new Round(Map.of(), problem, Reply.failure(new Reply.Invalid(problem, raw)), false);
    }
  }

  private static Round read(
      ChatModel.Reply reply, JsonNode schema, Set<String> ids, Set<String> chunks) {
    String raw;
    switch (reply) {
      case ChatModel.Unanswered unanswered -> {
        return new Round(Map.of(), "", unanswered.reason(), true);
      }
      case ChatModel.Answered answered -> raw = answered.text();
    }
    var root = Reply.object(raw);
    if (root == null || !root.path("verdicts").isArray() || root.size() != 1) {
      return Round.invalid("it is not exactly one JSON object with a list of verdicts", raw);
    }
    var itemSchema = schema.at("/properties/verdicts/items");
    var seen = new LinkedHashSet<String>();
    var valid = new LinkedHashMap<String, JsonNode>();
    var problems = new ArrayList<String>();
    for (var verdict : root.get("verdicts").values()) {
      String id = verdict.path("id").isString() ? verdict.get("id").asString() : "";
      if (!ids.contains(id)) {
        return Round.invalid("it has a verdict for an id that was not asked for", raw);
      }
      if (!seen.add(id)) {
        return Round.invalid("it has two verdicts for " + id, raw);
      }
      var problem = Schema.problem(itemSchema, verdict, "the verdict for " + id);
      if (problem != null) {
        problems.add(problem);
      } else if (!verdict.path("chunks").values().stream()
          .allMatch(chunk -> chunks.contains(chunk.asString()))) {
        problems.add("the verdict for " + id + " names a chunk that is not there");
      } else {
        valid.put(id, verdict);
      }
    }
    ids.stream()
        .filter(id -> !seen.contains(id))
        .forEach(id -> problems.add(id + " has no verdict"));
    String problem = String.join(", ", problems);
    return new Round(valid, problem, Reply.failure(new Reply.Invalid(problem, raw)), false);
  }
}
