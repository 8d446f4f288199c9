package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  @TempDir private Path folder;

  @Test
  void anUnknownCommandGetsTheNearestOne() {
    var run = CommandLineRun.of("rnu");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: unknown command 'rnu'; did you mean 'run'?");
    assertThat(run.err()).contains("try: assay --help");
  }

  @Test
  void anUnknownOptionGetsTheNearestOne() {
    var run = CommandLineRun.of("run", "--jsno");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).startsWith("error: unknown option '--jsno'; did you mean '--json'?");
    assertThat(run.err()).contains("try: assay run --help");
  }

  @Test
  void noCommandAtAllIsAWrongCall() {
    var run = CommandLineRun.of();

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("Missing required subcommand");
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(CommandLineRun.of("--version").out()).startsWith("assay ").hasLineCount(1);
  }

  @Test
  void aMissingFileIsNamedAsTheUserNamedIt() {
    var run = CommandLineRun.of("-C", folder, "run", "mine.yaml");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("mine.yaml: error: no such file");
  }

  @Test
  void everyProblemOfAnExperimentFileIsShownInItsLineWithACaret() throws IOException {
    Files.writeString(
        folder.resolve("broken.yaml"),
        """
        name: broken
        corpus: {name: c, path: docs}
        golden: {path: q.jsonl}
        factors:
          chunking:
            - {name: markdown, kind: Markdwn, maxTokens: 512}
          model:
            - {name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}
          retrieval:
            - {name: d, kind: Dense}
        dpeth: 5
        """);

    for (var command : new String[] {"run", "check"}) {
      var run = CommandLineRun.of("-C", folder, command, "broken.yaml");
      String text = run.out() + run.err();

      assertThat(run.exit()).isEqualTo(Exit.USAGE);
      assertThat(text)
          .contains("broken.yaml:6:30: error: unknown kind 'Markdwn'; did you mean 'Markdown'?")
          .contains(
              """
                  6 |     - {name: markdown, kind: Markdwn, maxTokens: 512}
                    |                              ^^^^^^^
              """
                  .indent(0))
          .contains("broken.yaml:11:1: error: unknown key 'dpeth'; did you mean 'depth'?")
          .contains("2 errors");
    }
  }

  @Test
  void whereNothingRanTheNextStepIsNamed() {
    var run = CommandLineRun.of("-C", folder, "explain", "last", "q-1");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).startsWith("error: nothing ran here yet").contains("assay run FILE");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStateFolderThatCannotBeIsAMissingService() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Files.writeString(folder.resolve("assay.yaml"), "name: x");

    var run = CommandLineRun.of("-C", folder, "--state", file, "run");

    assertThat(run.exit()).isEqualTo(Exit.MISSING);
    assertThat(run.err()).startsWith("error: cannot open the ledger");
  }

  @Test
  void aShortTokenIsRefused() {
    var run = CommandLineRun.of("-C", folder, "serve", "--token", "short");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("at least 16 characters").doesNotContain("short\n");
  }

  @Test
  void plainOutputIsAscii() {
    var run = CommandLineRun.of("--plain", "golden", "stats", "experiments/demo.yaml");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).matches("\\p{ASCII}*");
  }
}
