package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeGateCommandTest {
  @TempDir private Path folder;

  private CommandLineRun gate(Object... words) {
    return CommandLineRun.of(
        Stream.concat(
                Stream.of("-C", folder, "judge", "gate"),
                Stream.concat(Arrays.stream(words), Stream.of("--given", "--format", "ragas")))
            .toArray());
  }

  /// Twelve answers, each with one score and one of which less is better.
  private void scores(String file, double faithfulness, double noise) throws IOException {
    var csv =
        new StringBuilder("user_input,response,faithfulness,noise_sensitivity(mode=relevant)\n");
    for (int i = 0; i < 12; i++) {
      double wide = i % 2 == 0 ? .04 : -.04;
      csv.append(
          "Question %d?,%s,%s,%s\n"
              .formatted(
                  i, i == 0 ? "I don't know." : "It is so.", faithfulness + wide, noise + wide));
    }
    Files.writeString(folder.resolve(file), csv);
  }

  @Test
  void aMetricOfWhichEveryScoreIsMissingFails() throws IOException {
    Files.writeString(
        folder.resolve("a.csv"), "user_input,response,faithfulness\nWho?,He.,\nWhy?,So.,NaN\n");

    var failed = gate("a.csv", "--at-least", "ragas:faithfulness=0.8");

    assertThat(failed.exit()).as(failed.err()).isEqualTo(10);
    assertThat(failed.out()).contains("ragas:faithfulness at least 0.8");
  }

  @Test
  void aMeanPassesItsBoundFailsWhereItsIntervalDoesAndElseDoesNotTell() throws IOException {
    scores("a.csv", .8, .3);

    var passed = gate("a.csv", "--at-least", "ragas:faithfulness=0.8");
    assertThat(passed.out())
        .startsWith("gates of a.csv\npassed        ragas:faithfulness at least 0.8\n")
        .containsPattern("a\\.csv is 0\\.800 \\[0\\.780, 0\\.820], n 12 of 12");
    assertThat(passed.exit()).isZero();
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulness=0.81").exit())
        .isEqualTo(Exit.GATE_INCONCLUSIVE);
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulness=0.81", "--lenient").exit()).isZero();
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulness=0.9").exit())
        .isEqualTo(Exit.GATE_FAILED);
    assertThat(gate("a.csv", "--at-most", "ragas:faithfulness=0.5").exit())
        .isEqualTo(Exit.GATE_FAILED);
    assertThat(gate("a.csv", "--at-most", "declined=0.1").out())
        .contains("passed        declined at most 0.1", "a.csv is 0.083");
  }

  @Test
  void whatIsWorseThanAnotherFileFailsAndWhereLessIsBetterMoreIsWorse() throws IOException {
    scores("old.csv", .8, .3);
    scores("new.csv", .81, .5);

    var run =
        gate("new.csv", "--not-worse-than", "old.csv", "--junit", "g.xml", "--summary", "g.md");

    assertThat(run.exit()).isEqualTo(Exit.GATE_FAILED);
    assertThat(run.out())
        .contains(
            "passed        ragas:faithfulness not worse than old.csv by 0.02\n"
                + "              0.810 against 0.800: +0.010 [+0.010, +0.010], p 0.001, n 12")
        .contains(
            "failed        ragas:noiseSensitivity not worse than old.csv by 0.02\n"
                + "              0.500 against 0.300: +0.200 [+0.200, +0.200], p 0.001, n 12")
        .doesNotContain("declined");
    assertThat(run.err()).isEqualTo("left out, since nobody says which way is better: declined\n");
    assertThat(Files.readString(folder.resolve("g.xml")))
        .contains("tests=\"2\" failures=\"1\"", "<failure type=\"failed\"");
    assertThat(Files.readString(folder.resolve("g.md"))).startsWith("### Assay: failed");
    assertThat(
            gate("old.csv", "--not-worse-than", "new.csv", "--metrics", "ragas:noiseSensitivity"))
        .satisfies(better -> assertThat(better.exit()).isZero())
        .satisfies(better -> assertThat(better.out()).doesNotContain("faithfulness"));
    assertThat(
            Json.MAPPER
                .readTree(gate("new.csv", "--not-worse-than", "old.csv", "--json").out())
                .at("/gates/1/outcome")
                .asString())
        .isEqualTo("failed");
  }

  @Test
  void whatIsMissingFails() throws IOException {
    scores("old.csv", .8, .3);
    var lines = Files.readAllLines(folder.resolve("old.csv"));
    Files.write(folder.resolve("short.csv"), lines.subList(0, 11));
    Files.writeString(
        folder.resolve("holes.csv"),
        String.join("\n", lines).replaceFirst("It is so\\.,[0-9.]+", "It is so.,") + "\n");

    assertThat(gate("short.csv", "--not-worse-than", "old.csv"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.GATE_FAILED))
        .satisfies(run -> assertThat(run.out()).contains("2 of what old.csv was asked were not"));
    Files.writeString(
        folder.resolve("other.csv"), "user_input,response,another\nQuestion 1?,It is so.,1\n");
    Files.copy(folder.resolve("other.csv"), folder.resolve("before.csv"));
    assertThat(gate("other.csv", "--not-worse-than", "before.csv"))
        .as("nothing is held")
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(run ->
            assertThat(run.err())
                .contains(
                    "nothing can be held against before.csv: nobody says which way of ragas:another is better"));
    assertThat(gate("other.csv", "--not-worse-than", "old.csv", "--metrics", "another"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE));
    Files.writeString(
        folder.resolve("half.csv"),
        String.join("\n", lines.stream().map(line -> line.replaceFirst(",[^,]*$", "")).toList()));
    assertThat(gate("half.csv", "--not-worse-than", "old.csv"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.GATE_FAILED))
        .satisfies(run ->
            assertThat(run.out())
                .contains("passed        ragas:faithfulness not worse than old.csv by 0.02")
                .contains(
                    "failed        ragas:noiseSensitivity not worse than old.csv by 0.02\n"
                        + "              no answer of half.csv was scored by it; --metrics names"));
    assertThat(
            gate("half.csv", "--not-worse-than", "old.csv", "--metrics", "ragas:faithfulness")
                .exit())
        .isZero();
    assertThat(gate("holes.csv", "--at-least", "ragas:faithfulness=0.1"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.GATE_FAILED))
        .satisfies(run -> assertThat(run.out()).contains("1 of 12 failed for holes.csv"));
  }

  @Test
  void wrongCallsSayWhatToDo() throws IOException {
    scores("a.csv", .8, .3);

    assertThat(gate("a.csv"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(
            run -> assertThat(run.err()).contains("there is nothing to reach; add --at-least"));
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulnes=1").err())
        .contains("there is no metric 'ragas:faithfulnes'; did you mean 'ragas:faithfulness'?");
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulness=much").exit()).isEqualTo(Exit.USAGE);
    assertThat(gate("a.csv", "--at-least", "ragas:faithfulness=1", "--by", "2").err())
        .contains("--by must be from 0 to below 1, got 2.0");
    assertThat(gate("a.csv", "--not-worse-than", "a.csv").err())
        .contains("a.csv cannot be compared with itself");
  }
}
