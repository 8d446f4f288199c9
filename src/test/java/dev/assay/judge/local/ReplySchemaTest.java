package dev.assay.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplySchemaTest {
  private static final String VERDICTS =
      """
      {"type": "object", "properties": {"verdicts": {"type": "array", "items": {"type": "object",
        "properties": {"id": {"type": "string"}, "reason": {"type": "string"},
          "chunks": {"type": "array", "items": {"type": "string"}}},
        "required": ["id", "reason", "chunks"]}}}, "required": ["verdicts"]}
      """;

  @Test
  void everyClaimGetsOneVerdictUnderItsIdAndOnlyGivenChunksAreNamed() {
    var schema =
        Json.MAPPER.readTree(
            ReplySchema.bounded(
                VERDICTS, Map.of("claims", List.of("c1", "c3"), "chunks", List.of("k1", "k2"))));
    var entries = schema.at("/properties/verdicts/items");
    assertThat(entries.size()).isEqualTo(2);
    assertThat(entries.at("/0/properties/id")).hasToString("{\"const\":\"c1\"}");
    assertThat(entries.at("/1/properties/id")).hasToString("{\"const\":\"c3\"}");
    assertThat(entries.at("/1/properties/chunks"))
        .hasToString(
            "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"k1\",\"k2\"]},\"maxItems\":2}");
    assertThat(entries.at("/0/properties/reason/maxLength").asInt()).isEqualTo(200);
  }

  @Test
  void chunksThatAreTheItemsGetTheVerdicts() {
    var schema =
        Json.MAPPER.readTree(ReplySchema.bounded(VERDICTS, Map.of("chunks", List.of("k1", "k2"))));
    assertThat(schema.at("/properties/verdicts/items/1/properties/id"))
        .hasToString("{\"const\":\"k2\"}");
  }

  @Test
  void withoutIdsTextsAndListsAreBounded() {
    assertThat(
            ReplySchema.bounded("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", Map.of()))
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"maxLength\":200},\"maxItems\":8}");
  }
}
