package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompletionTest {
  @Test
  void theFirstChoiceIsReadWithItsReasonAndItsTokens() {
    assertThat(
            Completion.parse(
                """
                {"id": "c", "choices": [
                   {"finish_reason": "length", "message": {"role": "assistant", "content": "a"}},
                   {"finish_reason": "stop", "message": {"role": "assistant", "content": "b"}}],
                 "usage": {"prompt_tokens": 11, "completion_tokens": 220, "total_tokens": 231,
                           "completion_tokens_details": {"reasoning_tokens": 200}},
                 "timings": {"predicted_ms": 2.5}}
                """))
        .isEqualTo(new Completion("a", "length", 11, 220, 231, 200));
  }

  @Test
  void aReplyInPartsIsThoseOfText() {
    assertThat(
            Completion.parse(
                    """
                    {"choices": [{"message": {"content": [
                       {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]},
                       {"type": "text", "text": "{\\"verdict\\":"},
                       {"type": "text", "text": " true}"}, 7, {"type": "text"}]}}]}
                    """)
                .text())
        .isEqualTo("{\"verdict\": true}");
  }

  @Test
  void ofAKeyThatStandsTwiceTheLastCounts() {
    assertThat(
            Completion.parse("{\"choices\":[],\"choices\":[{\"message\":{\"content\":\"a\"}}]}")
                .text())
        .isEqualTo("a");
  }

  @Test
  void whatAnEndpointDoesNotSayIsNotZero() {
    var bare = new Completion("a", "", null, null, null, null);
    for (var usage :
        new String[] {
          "",
          ", \"usage\": null",
          ", \"usage\": {\"prompt_tokens\": \"11\", \"total_tokens\": 1e12}",
          ", \"usage\": {\"completion_tokens\": 1.5, \"prompt_tokens\": 4294967296}",
          ", \"usage\": {\"completion_tokens\": -1, \"prompt_tokens\": 2147483647}",
          ", \"usage\": {\"total_tokens\": 100000001, \"prompt_tokens\": -2147483648}"
        }) {
      assertThat(
              Completion.parse("{\"choices\": [{\"message\": {\"content\": \"a\"}}]" + usage + "}"))
          .as(usage)
          .isEqualTo(bare);
    }
    assertThat(Completion.parse("{\"choices\": [{\"message\": {\"content\": null}}]}").text())
        .isEmpty();
  }

  @Test
  void anythingElseIsRefused() {
    for (var body : new String[] {"", "[]", "7", "{\"choices\": {}}", "{\"choices\": [\"a\"]}"}) {
      assertThatThrownBy(() -> Completion.parse(body))
          .as(body)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no message in choices");
    }
    for (var body : new String[] {"<html>", "{\"choices\": [", "{} {}"}) {
      assertThatThrownBy(() -> Completion.parse(body))
          .as(body)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("text that is no JSON (line 1)");
    }
  }
}
