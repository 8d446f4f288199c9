package dev.assay.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A retrieved chunk as the judge sees it.
///
/// @param chunk the chunk's id
/// @param text the chunk's text; hostile until proven otherwise
public record Context(String chunk, String text) {
  public Context {
    if (chunk.isBlank()) {
      throw new IllegalArgumentException("a context needs the id of its chunk");
    }
  }

  /// Whether none of them says anything.
  public static boolean areBlank(List<Context> contexts) {
    return contexts.stream().allMatch(context -> context.text().isBlank());
  }

  /// By ids of their own, `k1` first, so that a document's name cannot speak to a model.
  static Map<String, Context> byId(List<Context> contexts) {
    var byId = new LinkedHashMap<String, Context>();
    contexts.forEach(context -> byId.put("k" + (byId.size() + 1), context));
    return byId;
  }

  static Map<String, String> texts(Map<String, Context> byId) {
    var texts = new LinkedHashMap<String, String>();
    byId.forEach((id, context) -> texts.put(id, context.text()));
    return texts;
  }
}
