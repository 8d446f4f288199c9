package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RerankReplyTest {
  @Test
  void scoresBelongToIndexesAndNotToPlaces() {
    assertThat(RerankReply.parse("[{\"index\":1,\"score\":0.5},{\"index\":0,\"score\":-3}]", 2))
        .containsExactly(-3, 0.5);
    assertThat(
            RerankReply.parse(
                "{\"id\":\"x\",\"results\":[{\"index\":0,\"relevance_score\":0.9}]}", 1))
        .containsExactly(0.9);
  }

  @Test
  void whatIsNotOneFiniteScoreForEachPassageIsRefused() {
    refused("[{\"index\":0,\"score\":1}]", "no score for passage 1 of 2");
    refused("[{\"index\":0,\"score\":1},{\"index\":0,\"score\":2}]", "two scores for passage 0");
    refused("[{\"index\":2,\"score\":1}]", "an index that is none of the 2 passages");
    refused("[{\"index\":-1,\"score\":1}]", "an index that is none of the 2 passages");
    refused("[{\"score\":1}]", "an index that is none of the 2 passages");
    refused("[{\"index\":0,\"score\":\"1\"}]", "a score that is no number");
    refused("[{\"index\":0,\"score\":1e999}]", "a score that is no number");
    refused("{\"error\":\"busy\"}", "no list of scores");
    refused("<html>", "text that is no JSON (line 1)");
  }

  private static void refused(String body, String why) {
    assertThatThrownBy(() -> RerankReply.parse(body, 2))
        .as(body)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
