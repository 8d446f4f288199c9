package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTest {
  @Test
  void aCodeBlockAroundTheWholeReplyIsTakenOff() {
    for (var raw :
        List.of(
            "{\"a\":1}",
            "```json\n{\"a\":1}\n```",
            "```\n{\"a\":1}```",
            " ```JSON \t\r\n\n {\"a\":1}\r\n``` ",
            "```\n\f\u000b\n{\"a\":1}\n\n```",
            "<think>```\n{}\n```</think>\n```json\n{\"a\":1}\n```")) {
      assertThat(Reply.object(raw)).as(raw).hasToString("{\"a\":1}");
    }
    assertThat(Reply.object("```\n\"```\"\n```")).hasToString("\"```\"");
  }

  @Test
  void whatIsNoWholeCodeBlockIsNoReply() {
    for (var raw :
        List.of(
            "```{\"a\":1}```",
            "```json {\"a\":1}\n```",
            "```json5\n{\"a\":1}\n```",
            "```json\n{\"a\":1}\n``",
            "``json\n{\"a\":1}\n```",
            "```json\n{\"a\":1}\n```\nSo it is.",
            "```",
            "`````",
            "```\n`")) {
      assertThat(Reply.object(raw)).as(raw).isNull();
    }
  }

  /// A million line ends squared would take an hour.
  @Test
  void aReplyOfLineEndsIsReadInOneGo() {
    assertThat(Reply.object("```" + "\n".repeat(1_000_000) + "x")).isNull();
    assertThat(Reply.object("```" + "\n".repeat(1_000_000) + "x```")).isNull();
  }
}
