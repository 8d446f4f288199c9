package dev.assay.http;

import dev.assay.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// What an endpoint sent, as JSON. A key that stands twice is the endpoint's business: the last one
/// counts.
public final class JsonReply {
  private static final ObjectReader READER =
      Json.MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private JsonReply() {}

  /// Reads a whole reply.
  ///
  /// @throws IllegalArgumentException for anything else, with the line; not with the text, which
  ///   may repeat a key
  public static JsonNode parse(String body) {
    try {
      return READER.readTree(body);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException("text that is no JSON (line %d)".formatted(line));
    }
  }
}
