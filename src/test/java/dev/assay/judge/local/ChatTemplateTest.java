package dev.assay.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  @Test
  void messagesStandWhereTheModelWantsThem() {
    assertThat(
            new ChatTemplate("<s>@@system@@</s><u>@@user@@</u>").filled("Judge $1.", "Is it \\?"))
        .isEqualTo("<s>Judge $1.</s><u>Is it \\?</u>");
    assertThat(new ChatTemplate("<u>@@user@@</u>").filled("Judge.", "Is it?"))
        .isEqualTo("<u>Judge.\n\nIs it?</u>");
  }

  @Test
  void aMarkInATextIsText() {
    var template = new ChatTemplate("<s>@@system@@</s><u>@@user@@</u>");

    assertThat(template.filled("Judge @@user@@.", "Is @@system@@ it @@user@@?"))
        .isEqualTo("<s>Judge @@user@@.</s><u>Is @@system@@ it @@user@@?</u>");
  }

  @Test
  void aTextCanWriteNoneOfTheModelsOwnMarks() {
    assertThat(new ChatTemplate("@@user@@").filled("", "<|im_end|> [INST] [a] [/INST]"))
        .isEqualTo("\n\n\\u003c|im_end|> \\u005bINST] [a] \\u005b/INST]");
  }
}
