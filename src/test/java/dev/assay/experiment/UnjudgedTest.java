package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.InvalidInput;
import dev.assay.analysis.CompareRequest;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import dev.assay.report.ResultText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnjudgedTest {
  private static final List<String> WANTED = List.of("nDCG@10", "Bpref", "EvR@5", "what?");

  @TempDir private Path folder;

  @Test
  void zeroMeasuresWhatWasAskedFor() {
    assertThat(Unjudged.ZERO.measures(WANTED, "nDCG@10")).isEqualTo(WANTED);
  }

  @Test
  void reportAddsTheOtherReadingsOfThePrimaryMeasure() {
    assertThat(Unjudged.REPORT.measures(WANTED, "nDCG@10"))
        .containsExactly(
            "nDCG@10", "Bpref", "EvR@5", "what?", "Judged@10", "nDCG(judged_only=True)@10");
    assertThat(Unjudged.REPORT.measures(List.of("EvR@5"), "EvR@5"))
        .as("evidence is judged by its span")
        .containsExactly("EvR@5");
  }

  @Test
  void condenseReadsWhatCanBeReadSoAndSaysHowMuchIsJudged() {
    assertThat(Unjudged.CONDENSE.measures(WANTED, "nDCG@10"))
        .containsExactly("nDCG(judged_only=True)@10", "Bpref", "EvR@5", "what?", "Judged@10");
    assertThat(Unjudged.CONDENSE.measure("P(rel=2)@5")).isEqualTo("P(rel=2,judged_only=True)@5");
    assertThat(Unjudged.CONDENSE.measure("P(rel=2,judged_only=True)@5"))
        .isEqualTo("P(rel=2,judged_only=True)@5");
    assertThatThrownBy(() -> Unjudged.CONDENSE.measure("EvR@5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("EvR@5 has no condensed view");
  }

  @Test
  void condensedOrNotItIsSoManyHitsThatAreLookedAt() {
    assertThat(Unjudged.judged("nDCG@10")).isEqualTo("Judged@10");
    assertThat(Unjudged.judged("nDCG(judged_only=True)@10")).isEqualTo("Judged@10");
    assertThat(Unjudged.judged("AP")).isNull();
    assertThat(Unjudged.judged("EvR@5")).isNull();
  }

  @Test
  void whatTheFileSaysHoldsForTheRunItsComparisonsAndItsGates() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Result plain = run(lab, file, "");
      Result said = run(lab, file, "unjudged: zero\n");
      Result condensed =
          run(lab, file, "unjudged: condense\ngates: [{run: A, measure: R@10, atLeast: 0.5}]\n");

      assertThat(said.experiment()).as("the default changes nothing").isEqualTo(plain.experiment());
      assertThat(condensed.experiment()).isNotEqualTo(plain.experiment());
      assertThat(condensed.primary()).isEqualTo("nDCG(judged_only=True)@10");
      assertThat(condensed.judgedBeside()).isEqualTo("Judged@10");
      assertThat(ResultText.of(condensed)).contains("hits that nobody judged are left out");
      assertThat(ResultText.of(plain)).doesNotContain("nobody judged");
      for (var one : condensed.configurations()) {
        // one relevant chunk a question, and all others unjudged: found is first
        assertThat(mean(one, "nDCG(judged_only=True)@10"))
            .isEqualTo(mean(one, "R(judged_only=True)@10"), within(1e-12));
      }

      FinishedExperiment finished =
          lab.of(lab.find(condensed.experiment()).orElseThrow()).finished().orElseThrow();
      var own = finished.compare(new CompareRequest(null, List.of(), null, null), (Slice) null);
      assertThat(own.measure()).isEqualTo("nDCG(judged_only=True)@10");
      assertThat(own.unjudged()).as("none counts as not relevant").isNull();
      assertThat(own.baseline().beside()).containsOnlyKeys("Judged@10");
      var plainly =
          finished.compare(new CompareRequest(null, List.of(), null, Unjudged.ZERO), (Slice) null);
      assertThat(plainly.measure()).as("asked for, against the file").isEqualTo("nDCG@10");
      var spans =
          finished.compare(new CompareRequest(null, List.of(), "EvR@5", null), (Slice) null);
      assertThat(spans.measure()).isEqualTo("EvR@5");
      assertThatThrownBy(() ->
              finished.compare(
                  new CompareRequest(null, List.of(), "EvR@5", Unjudged.CONDENSE), (Slice) null))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("--unjudged condense: EvR@5 has no condensed view");
      var raw =
          finished.compare(
              new CompareRequest(null, List.of(), "nDCG@10", Unjudged.ZERO), (Slice) null);
      assertThat(raw.baseline().mean())
          .isEqualTo(mean(plain.configurations().getFirst(), "nDCG@10"));
      assertThat(finished.gate(finished.gates(), _ -> null).gates())
          .singleElement()
          .satisfies(check -> assertThat(check.measure()).isEqualTo("R(judged_only=True)@10"));
    }
  }

  private static double mean(Result.ConfigurationResult one, String measure) {
    return Objects.requireNonNull(Objects.requireNonNull(one.measures().get(measure)).mean());
  }

  private Lab lab() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }

  private static Result run(Lab lab, Path file, String unjudged) throws IOException {
    String text = Files.readString(file).replaceAll("(?m)^(unjudged|gates|judge): .*\\n", "");
    return lab.run(Files.writeString(file, text + unjudged), Partial.Request.ALL, _ -> {}, _ -> {});
  }
}
