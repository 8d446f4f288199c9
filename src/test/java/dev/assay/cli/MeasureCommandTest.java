package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MeasureCommandTest {
  private static final Path TREC = Path.of("../shared/data/trec_eval");
  private static final Pattern CUT =
      Pattern.compile("(P|recall|ndcg_cut|map_cut|success|unj)_(\\d+)");
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("map", "AP"),
          Map.entry("recip_rank", "RR"),
          Map.entry("bpref", "Bpref"),
          Map.entry("ndcg", "nDCG"),
          Map.entry("set_recall", "R"),
          Map.entry("infAP", "infAP"),
          Map.entry("P", "P"),
          Map.entry("recall", "R"),
          Map.entry("ndcg_cut", "nDCG"),
          Map.entry("map_cut", "AP"),
          Map.entry("success", "Success"));

  @TempDir private Path folder;

  /// What trec_eval 10.0 printed, one line a measure and question, against what one call of ours
  /// prints. Judged is compared where every question returned enough hits: trec_eval divides by k.
  @ParameterizedTest
  @CsvSource({
    "out.test.aq, results.test, qrels.test, 1, '', 180",
    "out.test.aqc, results.trunc, qrels.test, 1, '-c --trec-means', 180",
    "out.test.aqcM, results.trunc, qrels.test, 1, '-c --trec-means --depth 100', 180",
    "out.test.aql, results.test, qrels.rel_level, 2, '--trec-means', 180",
    "out.test.meas_params, results.test, qrels.test, 1, '', 44",
  })
  void trecEvalPrintsTheSame(
      String output, String run, String qrels, int rel, String options, int lines)
      throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(TREC), "no " + TREC);
    List<String[]> printed =
        Files.readAllLines(TREC.resolve(output)).stream()
            .map(line -> line.split("\\s+", -1))
            .filter(fields -> ours(fields[0], rel) != null)
            .toList();
    var words = new ArrayList<Object>(List.of("-C", TREC, "measure", run, qrels));
    words.addAll(List.of("--json", "--per-question"));
    words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));
    var measures = new LinkedHashSet<String>();
    printed.forEach(fields -> measures.add(ours(fields[0], rel)));
    measures.forEach(measure -> words.addAll(List.of("-m", measure)));

    var measured = CommandLineRun.of(words.toArray());

    assertThat(measured.exit()).as(measured.err()).isZero();
    JsonNode json = Json.MAPPER.readTree(measured.out());
    for (String[] fields : printed) {
      String measure = ours(fields[0], rel);
      JsonNode value =
          fields[1].equals("all")
              ? json.get("measures").get(measure).get("mean")
              : json.get("questions").get(fields[1]).get(measure);
      assertThat(String.format(Locale.ROOT, "%.4f", value.asDouble()))
          .as(String.join(" ", fields))
          .isEqualTo(fields[2]);
    }
    assertThat(printed).hasSize(lines);
  }

  /// Our spelling of trec_eval's name, or null where we have no such measure.
  private static @Nullable String ours(String name, int rel) {
    var cut = CUT.matcher(name);
    String family = cut.matches() ? cut.group(1) : name;
    String ours = OURS.get(family);
    if (ours == null || (!cut.matches() && List.of("P", "recall").contains(name))) {
      return null;
    }
    boolean graded = ours.equals("nDCG");
    return ours
        + (rel == 1 || graded ? "" : "(rel=" + rel + ")")
        + (cut.matches() ? "@" + cut.group(2) : "");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private CommandLineRun measure(Object... words) {
    var all = new ArrayList<Object>(List.of("-C", folder, "measure"));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  /// q1: the relevant one first, q2: second, q3: nothing is relevant.
  private void example() throws IOException {
    write("a.run", "q1 Q0 x 1 2 t\nq1 Q0 y 2 1 t\nq2 Q0 x 1 2 t\nq2 Q0 y 2 1 t\nq3 Q0 x 1 1 t\n");
    write("my.qrels", "q1 0 x 1\nq2 0 y 2\nq3 0 x 0\n");
  }

  @Test
  void aQuestionWithNothingRelevantIsOutsideTheMeanAndListed() throws IOException {
    example();
    var json = Json.MAPPER.readTree(measure("a.run", "my.qrels", "-m", "RR", "--json").out());
    assertThat(json.at("/measures/RR/mean").asDouble()).isEqualTo((1 + 1 / 2d) / 2);
    assertThat(json.at("/measures/RR/n").asInt()).isEqualTo(2);
    assertThat(json.at("/measures/RR/expected").asInt()).isEqualTo(2);
    assertThat(json.at("/notApplicable/RR").toString()).isEqualTo("[\"q3\"]");
    assertThat(json.has("questions")).isFalse();

    var trec =
        Json.MAPPER.readTree(
            measure("a.run", "my.qrels", "-m", "RR", "--json", "--trec-means").out());
    assertThat(trec.at("/measures/RR/mean").asDouble()).isEqualTo((1 + 1 / 2d + 0) / 3);
  }

  @Test
  void aMissingQuestionIsAnErrorUnlessItIsToCountAsNothingFound() throws IOException {
    example();
    write("part.run", "q1 Q0 x 1 2 t\nq9 Q0 x 1 2 t\n");
    var refused = measure("part.run", "my.qrels", "-m", "RR");
    assertThat(refused.exit()).isEqualTo(Exit.USAGE);
    assertThat(refused.err())
        .contains("part.run: error: the run has no ranking for 2 of 3 judged questions: q2, q3")
        .contains("-c counts them as nothing found");

    var counted = measure("part.run", "my.qrels", "-m", "RR", "-c", "--json");
    var json = Json.MAPPER.readTree(counted.out());
    assertThat(json.at("/measures/RR/mean").asDouble()).isEqualTo((1 + 0) / 2d);
    assertThat(json.get("missing").toString()).isEqualTo("[\"q2\",\"q3\"]");
    assertThat(counted.err()).contains("1 questions that nobody judged are left out");
  }

  @Test
  void tiesAreBrokenByTheRuleAsked() throws IOException {
    write("tie.run", "q Q0 a 1 1 t\nq Q0 b 2 1 t\n");
    write("my.qrels", "q 0 a 1\n");
    assertThat(measure("tie.run", "my.qrels", "-m", "RR").out()).contains("RR       0.5000");
    assertThat(measure("tie.run", "my.qrels", "-m", "RR", "--ties", "assay").out())
        .contains("RR       1.0000");
  }

  @Test
  void gradesBelowRelAreNotRelevantAndCommasInParenthesesSeparateParameters() throws IOException {
    example();
    var run = measure("a.run", "my.qrels", "--per-question", "-m", "P(rel=2)@1,RR(rel=2)");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("P(rel=2)@1  q2  0.0000\nRR(rel=2)   q2  0.5000\n")
        .contains("P(rel=2)@1  q1  -\n")
        .contains("not applicable to 2 questions (q1, q3), which the means of these leave out");
  }

  @Test
  void severalRunsAreComparedWithTheFirst() throws IOException {
    example();
    write("b.run", "q1 Q0 y 1 2 t\nq1 Q0 x 2 1 t\nq2 Q0 y 1 2 t\nq2 Q0 x 2 1 t\nq3 Q0 x 1 1 t\n");
    var json =
        Json.MAPPER.readTree(measure("a.run", "b.run", "my.qrels", "-m", "RR", "--json").out());
    assertThat(json.at("/runs/1/run").asString()).isEqualTo("b.run");
    assertThat(json.at("/runs/1/measures/RR/mean").asDouble()).isEqualTo((1 / 2d + 1) / 2);
    assertThat(json.at("/runs/1/deltas/RR/delta/mean").asDouble()).isZero();
    assertThat(json.at("/runs/1/deltas/RR/delta/questions/wins").asInt()).isEqualTo(1);
    assertThat(json.at("/runs/1/deltas/RR/p").asDouble()).isEqualTo(1);

    assertThat(measure("a.run", "b.run", "my.qrels", "-m", "RR").out())
        .contains("b.run  0.7500")
        .contains("+0.0000  [-0.5000, 0.5000]  1.000  1/0/1");
    assertThat(
            measure("a.run", "b.run", "my.qrels", "-m", "RR", "--csv", "--per-question")
                .out()
                .lines())
        .containsExactly(
            "run,question,RR",
            "a.run,q1,1.0",
            "a.run,q2,0.5",
            "a.run,q3,",
            "b.run,q1,0.5",
            "b.run,q2,1.0",
            "b.run,q3,");
  }

  @Test
  void malformedLinesAreErrorsWithTheirNumbers() throws IOException {
    example();
    write("bad.run", "q1 Q0 x 1 2 t\nq1 Q0 x 2 1 t\nq1 Q0 y\nq1 Q0 z 1 NaN t\n");
    var run = measure("bad.run", "my.qrels");
    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("bad.run:2: error: 'x' stands twice in the ranking of question 'q1'")
        .contains("bad.run:3: error: expected 'question Q0 id rank score tag', got 3 fields")
        .contains("bad.run:4: error: the score of 'z' is NaN")
        .contains("3 errors");
    assertThat(measure("a.run", "my.qrels", "-m", "NDCG@10").err())
        .contains("did you mean 'nDCG'?");
    assertThat(measure("a.run", "my.qrels", "-m", "EvR@5").err()).contains("needs spans");
    assertThat(measure("a.run").exit()).isEqualTo(Exit.USAGE);
  }
}
