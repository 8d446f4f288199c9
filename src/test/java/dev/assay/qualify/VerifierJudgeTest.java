package dev.assay.qualify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.experiment.Budget;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.ReportCard;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory of `scripts/tiny-verifiers.py` as the judge: a claim is supported whose words all
/// stand in one context.
class VerifierJudgeTest {
  private static final Path TINY =
      Path.of("src/test/resources/dev/assay/embed/verifiers").toAbsolutePath();

  @TempDir private Path folder;

  private Path labels(String rows) throws IOException {
    return Files.writeString(folder.resolve("labels.jsonl"), rows);
  }

  @SuppressWarnings("NullAway") // it does not see the annotation on a nested type of a class file
  private static Qualifier.Exam exam(Path labels, Path verifier) {
    var settings =
        new JudgeSettings(
            "all",
            5,
            List.of(),
            Compat.CORRECTED,
            null,
            ClaimSource.MODEL,
            null,
            null,
            verifier,
            null,
            1,
            new Budget(null, null));
    return new Qualifier.Exam(labels, settings, null, 7, null, 2, null, false, true, null);
  }

  private static final String ROWS =
      """
      {"contexts":["The otter eats small fish.","Quiet water."],"answer":"The otter eats fish.","label":"SUPPORT"}
      {"contexts":["The otter eats small fish."],"answer":"The otter eats fish. The otter eats 3 stones.","label":"NOT_ENOUGH_INFO"}
      {"contexts":["The otter eats small fish."],"answer":"The otter eats not fish.","label":"CONTRADICT"}
      {"contexts":["The heron needs 10 hectares."],"answer":"The heron needs 10 hectares.","label":"SUPPORT"}
      {"contexts":["The otter eats small fish."],"answer":"%s","label":"SUPPORT"}
      {"contexts":["The otter eats small fish."],"answer":"...","label":"SUPPORT"}
      """
          .formatted("fish ".repeat(40));

  @Test
  void aVerifierIsUnqualifiedUntilItsReportCardStands() throws IOException {
    Path labels = labels(ROWS);
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var card = qualifier.qualify(exam(labels, TINY.resolve("nli")));

      assertThat(card.judge()).matches("onnx:nli@[0-9a-f]{8}");
      assertThat(card.expected()).isEqualTo(6);
      assertThat(card.failed()).as("longer than half of the model").isEqualTo(1);
      assertThat(card.abstained()).as("claims nothing").isEqualTo(1);
      assertThat(card.confusion()).isEqualTo(new ReportCard.Counts(2, 0, 0, 2));
      assertThat(Objects.requireNonNull(card.contradiction()).value()).isEqualTo(1);
      assertThat(card.flipRate()).isZero();
      assertThat(card.cost()).isNull();
      // 17 hectares are not in the text, and what is denied is contradicted.
      assertThat(card.probes().get("numberSwap")).isEqualTo(ReportCard.Probe.of(1, 0));
      assertThat(lab.qualifications().summary(card.judge()))
          .isEqualTo("kappa 1.00 on labels.jsonl (n 4)");

      var other = qualifier.qualify(exam(labels, TINY.resolve("tokens")));
      assertThat(other.judge()).startsWith("onnx:tokens@");
      assertThat(other.contradiction()).as("it tells none").isNull();
    }
  }

  @Test
  void itJudgesAnswersAndNoQuestions() throws IOException {
    Path labels =
        labels("{\"question\":\"Who?\",\"contexts\":[\"The otter.\"],\"label\":\"answerable\"}\n");
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      assertThatThrownBy(() -> qualifier.qualify(exam(labels, TINY.resolve("logit"))))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("labels.jsonl")
          .hasMessageContaining("a verifier only judges answers")
          .hasMessageContaining("choose another judge, or rows with an answer");
      assertThatThrownBy(() -> qualifier.qualify(exam(labels(ROWS), folder.resolve("absent"))))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("absent/model.onnx is missing");
    }
  }

  @Test
  void anExperimentIsJudgedByADirectoryEndToEnd() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      Path questions = folder.resolve("questions.jsonl");
      // In words of the documents, so that the extractive answerer finds sentences.
      Files.writeString(
          questions,
          Files.readString(questions)
              .replace("How much land does", "How many hectares of quiet water meadow needs"));
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll(
                  "(?m)^judge: .*$",
                  "judge: {on: \"top:1\", verifier: \"%s\", metrics: [faithfulness, contextPrecision, deepeval:faithfulness, phoenix:hallucination, phoenix:relevance]}"
                      .formatted(TINY.resolve("nli"))));

      Result first = lab.run(file, _ -> {}, _ -> {});

      var judged =
          first.configurations().stream()
              .map(Result.ConfigurationResult::judge)
              .filter(Objects::nonNull)
              .toList();
      assertThat(judged).hasSize(1);
      var verdicts = Objects.requireNonNull(judged.getFirst());
      assertThat(verdicts.name()).matches("onnx:nli@[0-9a-f]{8}");
      assertThat(verdicts.qualification()).isEqualTo("unqualified");
      assertThat(verdicts.costs()).isNull();
      // Sentences of the documents, all of whose words the model knows; the seventh question
      // has no answer there.
      var faithfulness = verdicts.metrics().get("faithfulness");
      assertThat(Objects.requireNonNull(faithfulness).mean()).isEqualTo(1);
      assertThat(faithfulness.n()).isEqualTo(6);
      assertThat(faithfulness.abstained()).isEqualTo(1);
      assertThat(Objects.requireNonNull(verdicts.metrics().get("contextPrecision")).mean())
          .isEqualTo(1);
      assertThat(Objects.requireNonNull(verdicts.metrics().get("deepeval:faithfulness@4.3")).mean())
          .isEqualTo(1);
      assertThat(Objects.requireNonNull(verdicts.metrics().get("phoenix:hallucination@3.9")).mean())
          .isZero();
      var relevance = Objects.requireNonNull(verdicts.metrics().get("phoenix:relevance@3.9"));
      assertThat(relevance.n()).isZero();
      assertThat(relevance.failed()).as("it judges no questions").isEqualTo(6);

      try (var qualifier = lab.qualifier(_ -> {})) {
        qualifier.qualify(exam(labels(ROWS), TINY.resolve("nli")));
      }
      Result again = lab.run(file, _ -> {}, _ -> {});

      assertThat(again.configurations())
          .filteredOn(configuration -> configuration.judge() != null)
          .extracting(
              configuration -> Objects.requireNonNull(configuration.judge()).qualification())
          .containsExactly("kappa 1.00 on labels.jsonl (n 4)");
    }
  }

  @Test
  void aJudgeIsOneOfThree() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll("(?m)^judge: .*$", "judge: {on: all, local: a.gguf, verifier: nli}"));

      assertThatThrownBy(() -> ExperimentFile.read(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("one judge: set one of model, local and verifier");
    }
  }
}
