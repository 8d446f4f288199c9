package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Price;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.metric.Compat;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JudgeOptionsTest {
  private static @Nullable ChatSettings endpoint(String... options) {
    var nothing = new PrintStream(OutputStream.nullOutputStream());
    return CommandLine.populateCommand(new JudgeOptions(), options)
        .settings(
            new Assay(new Terminal(nothing, nothing, false), null), List.of(), Compat.CORRECTED)
        .model();
  }

  @Test
  void anEndpointIsAskedAsTheOptionsSay() {
    assertThat(
            endpoint(
                "--judge=https://judge.example/v1",
                "--model=m",
                "--key=${JUDGE_KEY}",
                "--temperature=.5",
                "--model-seed=3",
                "--reasoning-tokens=100",
                "--reasoning-effort=low",
                "--timeout=30",
                "--concurrency=4",
                "--requests-per-minute=500",
                "--tokens-per-minute=90000",
                "--input-price=1 USD/Mtoken",
                "--output-price=4 USD/Mtoken"))
        .isEqualTo(
            new ChatSettings(
                URI.create("https://judge.example/v1"),
                "m",
                "${JUDGE_KEY}",
                null,
                new ChatSettings.Sampling(.5, 3, new ChatSettings.Reasoning(100, "low")),
                new ChatSettings.Pace(30, 4, 4, 500, 90_000),
                new ChatSettings.Prices(Price.parse("1 USD/Mtoken"), Price.parse("4 USD/Mtoken"))));
  }

  @Test
  void whatNoOptionSaysIsAsInAFile() {
    var uri = URI.create("https://judge.example/v1");

    assertThat(endpoint("--judge=" + uri, "--model=m")).isEqualTo(new ChatSettings(uri, "m", null));
    assertThat(endpoint()).as("the offline verifier").isNull();
    assertThat(endpoint("--judge=offline")).isNull();
  }
}
