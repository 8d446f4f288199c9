package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `assay gate` end to end: a run against baselines that say something else of the same questions.
class GateCommandTest {
  @TempDir private Path folder;

  @Test
  void everyOutcomeHasItsExitCodeAndIsInBothReports() throws Exception {
    EngineForTests.linkInto(folder.resolve(".assay"));
    try (var endpoints = new FakeEndpoints()) {
      TinyExperiment.write(folder, endpoints);
      assertThat(CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml").exit()).isZero();
      assertThat(gate("--write-baseline", "base.json").exit()).isZero();

      assertThat(gate("--against", "base.json").exit()).isEqualTo(Exit.DONE);
      assertThat(Files.readString(folder.resolve("gate.md")))
          .startsWith("### Assay: passed\n\ntiny-")
          .contains("| passed | pick nDCG@10 not worse than base.json by 0.02 | ");
      passed();

      // every question was better by one before: more than the margin, and p = 2/64 by sign flips
      moved(_ -> 1);
      reported(gate("--against", "other.json"), Exit.GATE_FAILED, "failed", "p 0.031, n 6");

      // half of them were better, the others worse: nobody can say
      moved(question -> question % 2 == 0 ? .5 : -.4);
      reported(
          gate("--against", "other.json"), Exit.GATE_INCONCLUSIVE, "inconclusive", ": -0.050 [");
      var lenient = gate("--against", "other.json", "--lenient");
      assertThat(lenient.exit()).isEqualTo(Exit.DONE);
      assertThat(lenient.err()).contains("warning: a gate is inconclusive");
      assertThat(suite().getAttribute("failures")).isEqualTo("0");
      assertThat(suite().getAttribute("skipped")).isEqualTo("1");

      missing();
    }
  }

  private void missing() throws Exception {
    fails("there is no baseline 'none.json'", "none.json");
    edited(base -> runs(base).forEach(run -> ((ObjectNode) run.get("values")).remove("nDCG@10")));
    fails(" has no value of nDCG@10", "other.json");
    edited(base -> ((ObjectNode) base.get("runs")).removeAll());
    fails(" has no run 'pick'", "other.json");
    edited(base -> {
      ((ObjectNode) base.get("questions"))
          .putObject("q-gone")
          .put("document", "newt.md")
          .put("fingerprint", "f");
      runs(base).forEach(run -> ((ObjectNode) run.at("/values/nDCG@10")).put("q-gone", .5));
    });
    fails("1 question of the baseline is missing: q-gone", "other.json");

    Path file = folder.resolve("tiny.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            + "gates: [{run: pick, measure: AP@7, atLeast: 0.1}, {run: best, measure: nDCG@10, atLeast: 0.1}]\n");
    // a measure that the run did not compute is computed from its stored legs
    var computed = gate();
    assertThat(computed.exit()).as(computed.out()).isEqualTo(Exit.DONE);
    assertThat(computed.out()).contains("passed        pick AP@7 at least 0.1");
  }

  private void fails(String why, String against) throws Exception {
    reported(gate("--against", against), Exit.GATE_FAILED, "failed", why);
  }

  /// Terminal, JUnit and Markdown say the same.
  private void reported(CommandLineRun run, int exit, String word, String why) throws Exception {
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
    assertThat(run.out()).contains(word + " ".repeat(14 - word.length()) + "pick nDCG@10", why);
    assertThat(Files.readString(folder.resolve("gate.md")))
        .startsWith("### Assay: " + word)
        .contains("| " + word + " | pick nDCG@10 not worse than ", why);
    assertThat(suite().getAttribute("failures")).isEqualTo("1");
    var failure = (Element) suite().getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo(word);
    assertThat(failure.getAttribute("message")).contains(why);
  }

  private void passed() throws Exception {
    assertThat(suite().getAttribute("tests")).isEqualTo("1");
    assertThat(suite().getAttribute("failures")).isEqualTo("0");
    assertThat(suite().getElementsByTagName("failure").getLength()).isZero();
  }

  private Element suite() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("gate.xml").toFile())
        .getDocumentElement();
  }

  private CommandLineRun gate(String... more) {
    var words = new ArrayList<Object>(List.of("-C", folder, "gate"));
    words.addAll(List.of("tiny.yaml", "--junit", "gate.xml", "--summary", "gate.md"));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  /// A baseline whose values of the primary measure differ from the run's.
  ///
  /// @param by what to add to the value of a question, by its number
  private void moved(IntToDoubleFunction by) throws IOException {
    edited(base ->
        runs(base)
            .forEach(run -> {
              var values = (ObjectNode) run.at("/values/nDCG@10");
              int number = 0;
              for (String question : List.copyOf(values.propertyNames())) {
                values.put(question, values.get(question).asDouble() + by.applyAsDouble(number++));
              }
            }));
  }

  private static Collection<JsonNode> runs(ObjectNode base) {
    return base.get("runs").values();
  }

  private void edited(Consumer<ObjectNode> edit) throws IOException {
    var base = (ObjectNode) Json.MAPPER.readTree(folder.resolve("base.json").toFile());
    edit.accept(base);
    Files.writeString(folder.resolve("other.json"), Json.MAPPER.writeValueAsString(base));
  }
}
