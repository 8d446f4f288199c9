package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.analysis.GateReport.Checked;
import dev.assay.analysis.GateReport.Outcome;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Gate;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GateCheckTest {
  private static final ExperimentFile FILE =
      ExperimentFile.parse(
          Path.of("made.yaml"),
          """
          name: made
          corpus: {name: made, path: docs}
          golden: {path: questions.jsonl}
          factors:
            chunking: [{name: whole, kind: Whole}]
            model: [{name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}]
            retrieval: [{name: bm25, kind: Bm25}, {name: dense, kind: Dense}]
          measures: [nDCG@10]
          """);
  private static final Gate NOT_WORSE = new Gate("pick", null, "tag:main", .02, null);

  @Test
  void theSameRunPassesAndAnEvidentLossFails() {
    assertThat(check(NOT_WORSE, run(q -> .5), run(q -> .5)).outcome()).isEqualTo(Outcome.PASSED);

    Checked worse = check(NOT_WORSE, run(q -> .4 + q * .001), run(q -> .5));

    assertThat(worse.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(worse.name()).isEqualTo("pick nDCG@10 not worse than tag:main by 0.02");
    assertThat(worse.message())
        .startsWith("A 0.415 against A 0.500: -0.085 [")
        .endsWith(", p 0.000, n 30");
  }

  @Test
  void aLossThatIsSmallerThanTheMarginPassesAndOneThatIsNotSureIsInconclusive() {
    assertThat(check(NOT_WORSE, run(q -> .49 + q % 2 * .001), run(q -> .5)).outcome())
        .isEqualTo(Outcome.PASSED);
    // Every second question loses .4 and the others gain .3: mean -.05, interval about 0.
    assertThat(check(NOT_WORSE, run(q -> q % 2 == 0 ? .1 : .8), run(q -> .5)).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void whateverIsMissingFailsByName() {
    assertThat(new GateCheck(FILE, run(q -> .5), _ -> null).check(NOT_WORSE).message())
        .isEqualTo("there is no baseline 'tag:main'");
    assertThat(check(new Gate("B", null, null, null, .5), run(q -> .5), run(q -> .5)).message())
        .isEqualTo("the run 'B' is missing");
    assertThat(
            check(new Gate("pick", "R@10", null, null, .5), run(q -> .5), run(q -> .5)).message())
        .isEqualTo("A has no value of R@10");
    Checked question = check(NOT_WORSE, run(28, q -> .5, "x"), run(q -> .5));
    assertThat(question.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(question.message()).isEqualTo("2 questions of the baseline are missing: q28, q29");
  }

  @Test
  void onlyQuestionsWithTheSameWordsAndEvidenceArePaired() {
    Baseline before = run(30, q -> .5, "x");
    Baseline after = run(31, q -> q == 30 ? 0 : .5, "x");
    after.questions().put("q0", new Baseline.Asked("d0", "edited"));

    Checked checked = check(NOT_WORSE, after, before);

    assertThat(checked.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(checked.message())
        .endsWith("n 29; 1 question left out: words or evidence changed; 1 question left out: new");
    assertThat(check(NOT_WORSE, run(30, q -> .5, "y"), before).message())
        .endsWith("; the corpus changed, other documents compete");
  }

  @Test
  void aLeastMeanFailsOnlyWhereItIsProvenNotToBeReached() {
    Gate least = new Gate("pick", "nDCG@10", null, null, .5);
    assertThat(check(least, run(q -> .5), run(q -> .5)).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(check(least, run(q -> .4 + q % 2 * .01), run(q -> .5)).outcome())
        .isEqualTo(Outcome.FAILED);
    Checked unsure = check(least, run(q -> q % 2 == 0 ? .9 : 0), run(q -> .5));
    assertThat(unsure.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(unsure.name()).isEqualTo("pick nDCG@10 at least 0.5");
  }

  @Test
  void aBaselineComesBackFromJson() {
    Baseline baseline = run(q -> .5 + q / 3.0);

    assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(baseline), Baseline.class))
        .isEqualTo(baseline);
  }

  private static Checked check(Gate gate, Baseline now, Baseline before) {
    return new GateCheck(FILE, now, _ -> before).check(gate);
  }

  private static Baseline run(IntToDoubleFunction value) {
    return run(30, value, "x");
  }

  private static Baseline run(int questions, IntToDoubleFunction value, String corpus) {
    var asked = new TreeMap<String, Baseline.Asked>();
    var values = new TreeMap<String, Double>();
    for (int q = 0; q < questions; q++) {
      asked.put("q" + q, new Baseline.Asked("d" + q, "same"));
      values.put("q" + q, value.applyAsDouble(q));
    }
    var run = new Baseline.StoredRun("A", "whole · bm25", Map.of("nDCG@10", values));
    return new Baseline("made-0000", corpus, "g", "A", "A", "A", asked, Map.of("A", run));
  }
}
