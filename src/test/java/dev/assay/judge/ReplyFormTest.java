package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status 400 (This response_format type is unavailable now)",
        "status 400 ('response_format.type' must be 'json_object' or 'text')",
        "status 422 (Model m does not support response format json_schema)",
        "status 400 (Structured outputs are not supported)",
        "status 400 (Invalid schema for response_format 'reply')",
      })
  void aRefusalThatNamesTheFormLeadsToTheNext(String refusal) {
    assertThat(ReplyForm.SCHEMA.after(refusal)).isEqualTo(ReplyForm.OBJECT);
    assertThat(ReplyForm.OBJECT.after(refusal)).isEqualTo(ReplyForm.TEXT);
    assertThat(ReplyForm.TEXT.after(refusal)).isEqualTo(ReplyForm.TEXT);
  }

  @Test
  void aRefusalOfSomethingElseDoesNot() {
    assertThat(ReplyForm.SCHEMA.after("status 400 (This model reads at most 8192 tokens)"))
        .isEqualTo(ReplyForm.SCHEMA);
  }
}
