package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// The help of every command is kept as text, in `src/test/resources/cli` and in `docs/cli.md`.
/// After a wanted change `mvn test -Dtest=HelpTest -Dsurefire.arguments=-Drewrite=true` writes both
/// anew.
class HelpTest {
  private static final Path KEPT = Path.of("src/test/resources/cli");
  private static final Path DOCS = Path.of("docs/cli.md");

  @TestFactory
  Stream<DynamicTest> theHelpOfEveryCommandIsTheOneKept() {
    return commands().stream()
        .map(command ->
            DynamicTest.dynamicTest(
                String.join(" ", command),
                () -> {
                  String help = help(command);
                  Path file = KEPT.resolve(String.join("-", command) + ".txt");
                  if (Boolean.getBoolean("rewrite")) {
                    Files.writeString(file, help);
                  }
                  assertThat(help).isEqualTo(Files.readString(file));
                  assertThat(help).contains("Examples:");
                  assertThat(help.lines()).allMatch(line -> line.length() <= 100);
                }));
  }

  @Test
  void theDocumentationHasTheHelpOfEveryCommand() throws IOException {
    var docs = new StringBuilder(Files.readString(DOCS).replaceAll("(?s)\n## `assay`\n.*", "\n"));
    for (List<String> command : commands()) {
      docs.append(
          "## `%s`\n\n```text\n%s```\n\n".formatted(String.join(" ", command), help(command)));
    }
    String expected = docs.toString().stripTrailing() + "\n";
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(DOCS, expected);
    }
    assertThat(Files.readString(DOCS)).isEqualTo(expected);
  }

  private static String help(List<String> command) {
    var words = new ArrayList<Object>(command.subList(1, command.size()));
    words.add("--help");
    var run = CommandLineRun.of(words.toArray());
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private static List<List<String>> commands() {
    var nothing = new PrintStream(OutputStream.nullOutputStream());
    var terminal = new Terminal(nothing, nothing, false);
    var found = new ArrayList<List<String>>();
    collect(List.of("assay"), Main.commandLine(new Assay(terminal, null)), found);
    return found;
  }

  private static void collect(List<String> words, CommandLine line, List<List<String>> found) {
    found.add(words);
    line.getSubcommands()
        .forEach((name, command) -> {
          var longer = new ArrayList<>(words);
          longer.add(name);
          collect(longer, command, found);
        });
  }
}
