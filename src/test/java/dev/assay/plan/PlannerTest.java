package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.experiment.BusyTime;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Result;
import dev.assay.experiment.Timings;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.measure.Power;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir private Path folder;

  @Test
  void whatIsPlannedIsWhatTheRunDoesAndThenNothingIsLeft() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);

      Plan plan = lab.plan(file);

      assertThat(endpoints.requests()).as("nothing is asked").isZero();
      assertThat(plan.configurations()).isEqualTo(3);
      assertThat(plan.cells()).isEqualTo(3 * 7);
      var words = plan.models().getFirst();
      assertThat(words.cached()).isZero();
      assertThat(words.exact()).isFalse();
      assertThat(words.cost()).as("no price").isNull();
      var calls = Objects.requireNonNull(plan.judge());
      assertThat(calls.lowCost()).isNull();
      assertThat(plan.notes()).contains("the judge's calls and tokens are estimates");
      assertThat(plan.cachedCells()).isZero();
      assertThat(plan.engine().searches()).as("two legs").isEqualTo(2 * 7);
      assertThat(words.seconds()).as("never measured").isNull();
      assertThat(plan.total().unknown())
          .containsExactly(
              "the price of model words",
              "the price of judge scripted",
              "the time of model words",
              "the time of Milvus",
              "the time of judge scripted");
      assertThat(plan.complete()).isFalse();
      assertThat(plan.detectable().n()).isEqualTo(6);
      assertThat(plan.detectable().assumed()).isTrue();
      // Two candidates: the level is .05 / 2 at the first step.
      assertThat(plan.detectable().difference())
          .isCloseTo(new Power(.05 / 2, .8).detectable(.3, 6), within(1e-12));

      Result run = lab.run(file, _ -> {}, _ -> {});

      assertThat(run.calls().embedding()).isEqualTo(words.texts());
      assertThat(run.calls().llm()).isBetween(calls.low(), calls.high());
      Plan after = lab.plan(file);
      assertThat(after.models().getFirst().texts()).isZero();
      assertThat(after.models().getFirst().cached()).isEqualTo(words.texts());
      assertThat(after.models().getFirst().tokens()).isZero();
      assertThat(after.diskBytes()).isZero();
      assertThat(after.cachedCells()).isEqualTo(3 * 7);
      var asked = Objects.requireNonNull(after.judge());
      assertThat(asked.cached()).isEqualTo(7);
      assertThat(asked.high()).isZero();
      assertThat(after.engine())
          .isEqualTo(new Plan.Engine(0, 0, 0, new Timings.Time(0, 0, "nothing to do")));
      assertThat(after.complete()).isTrue();
      assertThat(after.total().highSeconds()).isZero();
      assertThat(after.detectable().assumed()).isFalse();
    }
  }

  @Test
  void aLocalModelsTokensAreThoseTheRunReadsAndTheSentencesOfASemanticChunkingCount()
      throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file =
          changed(
              TinyExperiment.write(folder, endpoints),
              "- {name: words, kind: Http, uri: \"%s/embeddings\", batch: 2, concurrency: 1}"
                  .formatted(endpoints.base()),
              "- {name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}");
      changed(file, "(?m)^judge: .*$", "");
      Plan plan = lab.plan(file);
      Result run = lab.run(file, _ -> {}, _ -> {});

      var minilm = plan.models().getFirst();
      assertThat(minilm.exact()).isTrue();
      assertThat(minilm.cost()).isZero();
      assertThat(Objects.requireNonNull(minilm.seconds()).from()).startsWith("measured now on ");
      assertThat(run.calls().embedding()).isEqualTo(minilm.texts());
      assertThat(tokensRead()).isEqualTo(minilm.tokens());

      changed(
          file,
          "- \\{name: markdown, kind: Markdown, maxTokens: 40}",
          "- {name: semantic, kind: Semantic, of: all-minilm-l6-v2-q, maxTokens: 40}");
      Plan semantic = lab.plan(file);
      assertThat(semantic.notes())
          .contains(
              "chunking 'semantic' cuts by the vectors of sentences that are not there yet: its chunks are estimated from the length of the documents");
      assertThat(semantic.models()).hasSize(1);
      assertThat(semantic.models().getFirst().exact()).isFalse();
      assertThat(semantic.models().getFirst().seconds())
          .satisfies(time -> assertThat(time.from()).endsWith("the last on " + today()));
      Result second = lab.run(file, _ -> {}, _ -> {});
      assertThat(semantic.models().getFirst().texts())
          .isBetween(second.calls().embedding() / 2, second.calls().embedding());
      Plan after = lab.plan(file);
      assertThat(after.complete()).isTrue();
      assertThat(after.notes()).isEmpty();
    }
  }

  @Test
  void theCallsOfALocalModelAreCountedAndCostNothing() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll("(?m)^judge: .*$", "judge: {on: \"top:1\", local: models/small.gguf}"));

      Plan plan = lab.plan(file);

      var calls = Objects.requireNonNull(plan.judge());
      assertThat(calls.model()).isEqualTo("small");
      // Seven questions, six with a reference: an answer and its chunks' verdicts at least; four
      // requests an answer, each asked for twice, at most.
      assertThat(calls.low()).isEqualTo(7 + 6);
      assertThat(calls.high()).isEqualTo(7 * 4 * 2);
      assertThat(calls.highCost()).isEqualTo(BigDecimal.ZERO);
      assertThat(plan.notes()).contains("the local judge takes one call at a time");
    }
  }

  @Test
  void whatAnAnswererOfItsOwnIsAskedIsCountedBesideTheJudge() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      String model =
          "{uri: \"%s\", name: %s, inputPrice: %d USD/Mtoken, outputPrice: %d USD/Mtoken}";
      String answerer =
          "{kind: Llm, model: " + model.formatted(endpoints.base(), "ours", 1, 2) + "}";
      String judge = model.formatted(endpoints.base(), "theirs", 10, 20);
      changed(
          file,
          "(?m)^judge: .*$",
          "judge: {on: \"top:1\", claims: sentences, answerer: %s, model: %s}"
              .formatted(answerer, judge));

      Plan plan = lab.plan(file);

      var answers = Objects.requireNonNull(plan.answerer());
      assertThat(answers.model()).isEqualTo("ours");
      assertThat(List.of(answers.low(), answers.high())).containsExactly(7, 7 * 2);
      // Without a call for the claims: two requests at most, each asked for twice.
      var calls = Objects.requireNonNull(plan.judge());
      assertThat(calls.model()).isEqualTo("theirs");
      assertThat(List.of(calls.low(), calls.high())).containsExactly(6, 7 * 2 * 2);

      var judged =
          lab.run(file, _ -> {}, _ -> {}).configurations().stream()
              .map(Result.ConfigurationResult::judge)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();

      assertThat(judged.name()).isEqualTo("llm:theirs+sentences");
      assertThat(judged.answerer()).isEqualTo("llm:ours");
      var costs = Objects.requireNonNull(judged.costs());
      assertThat(costs.keySet())
          .containsExactly(
              "assay:answer@1", "assay:context-precision@1", "assay:faithfulness-verdicts@1");
      costs.forEach((task, cost) ->
          assertThat(cost.cost())
              .as(task)
              .isEqualByComparingTo(
                  BigDecimal.valueOf(
                      (task.contains("answer") ? 1 : 10)
                          * (Objects.requireNonNull(cost.inputTokens())
                              + 2 * Objects.requireNonNull(cost.outputTokens())),
                      6)));
      Plan after = lab.plan(file);
      assertThat(after.complete()).isTrue();
      assertThat(Objects.requireNonNull(after.answerer()).cached()).isEqualTo(7);

      // The offline verifier judges the same answers, which are not paid for again.
      int paid = endpoints.requests();
      changed(file, ", model: \\{uri: [^}]*name: theirs[^}]*}", "");
      assertThat(lab.plan(file).judge()).isNull();
      var offline =
          lab.run(file, _ -> {}, _ -> {}).configurations().stream()
              .map(Result.ConfigurationResult::judge)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
      assertThat(offline.name()).startsWith("offline:verifier@");
      assertThat(offline.answerer()).isEqualTo("llm:ours");
      assertThat(endpoints.requests()).isEqualTo(paid);

      // And the other way round the model judges what is extracted.
      changed(
          file,
          "answerer: \\{kind: Llm, model: \\{[^}]*}}",
          "answerer: {kind: Extractive}, model: " + judge);
      assertThat(lab.plan(file).answerer()).isNull();
      var extracted =
          lab.run(file, _ -> {}, _ -> {}).configurations().stream()
              .map(Result.ConfigurationResult::judge)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
      assertThat(extracted.answerer()).isEqualTo("offline:extractive");
      assertThat(Objects.requireNonNull(extracted.costs()).keySet())
          .doesNotContain("assay:answer@1")
          .isNotEmpty();
      assertThat(lab.plan(file).complete()).isTrue();
    }
  }

  @Test
  void costsAreTokensTimesPricesFromTheFewestCallsToTheMost() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file =
          changed(
              TinyExperiment.write(folder, endpoints),
              "concurrency: 1}",
              "concurrency: 1, price: 0.5 USD/Mtoken}");
      changed(
          file,
          "name: scripted, concurrency: 2}",
          "name: scripted, concurrency: 2, inputPrice: 2 USD/Mtoken, outputPrice: 10 USD/Mtoken}");
      Plan plan = lab.plan(file);

      var words = plan.models().getFirst();
      assertThat(words.cost())
          .isEqualByComparingTo(
              new BigDecimal(words.tokens()).multiply(new BigDecimal("0.0000005")));
      var calls = Objects.requireNonNull(plan.judge());
      // One configuration, seven questions, six with an answer, which a declined one is held
      // against; four requests at most, each asked for twice. Replies of 20 to 600 tokens.
      assertThat(calls.low()).isEqualTo(7 + 6);
      assertThat(calls.high()).isEqualTo(7 * 4 * 2);
      long prompt = calls.lowTokens() / 13 - 20;
      assertThat(calls.lowTokens()).isEqualTo(13 * (prompt + 20));
      assertThat(calls.highTokens()).isEqualTo(56 * (prompt + 600));
      assertThat(calls.lowCost())
          .isEqualByComparingTo(BigDecimal.valueOf(13 * (2 * prompt + 10 * 20), 6));
      assertThat(calls.highCost())
          .isEqualByComparingTo(BigDecimal.valueOf(56 * (2 * prompt + 10 * 600), 6));
      assertThat(plan.total().lowCost())
          .isEqualByComparingTo(
              Objects.requireNonNull(words.cost()).add(Objects.requireNonNull(calls.lowCost())));
      assertThat(plan.total().currency()).isEqualTo("USD");

      lab.run(file, _ -> {}, _ -> {});
      changed(file, "on: \"top:1\"", "on: all");
      Plan more = lab.plan(file);
      var open = Objects.requireNonNull(more.judge());
      assertThat(open.cached()).as("answers of the one that was judged").isGreaterThanOrEqualTo(7);
      assertThat(open.cached()).isLessThan(3 * 7);
      assertThat(Objects.requireNonNull(open.seconds()).from()).contains("of earlier runs");
      Result all = lab.run(file, _ -> {}, _ -> {});
      assertThat(all.calls().llm()).isBetween(open.low(), open.high());
      assertThat(lab.plan(file).complete()).isTrue();
    }
  }

  @Test
  void passagesOfRerankersAreARangeBeforeTheSearchAndExactAfterIt() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path tiny = TinyExperiment.write(folder, endpoints);
      Path file = TinyExperiment.rerank(tiny, endpoints, List.of("tei", "ce", "llm", "mmr"));

      Plan plan = lab.plan(file);

      assertThat(plan.rerankers())
          .extracting(Plan.Scoring::reranker)
          .containsExactly("tei", "ce", "llm");
      for (var reranker : plan.rerankers()) {
        // Seven questions, the first four hits of two configurations.
        assertThat(reranker.low()).isEqualTo(7 * 4);
        assertThat(reranker.high()).isEqualTo(2 * 7 * 4);
        assertThat(reranker.seconds()).isNull();
      }
      assertThat(plan.rerankers().get(1).calls()).as("it runs here").isNull();
      lab.run(file, _ -> {}, _ -> {});
      Plan after = lab.plan(file);
      // The endpoint never scores the question about adders.
      assertThat(after.rerankers())
          .extracting(Plan.Scoring::low)
          .satisfies(open -> assertThat(open.getFirst()).isBetween(4, 8))
          .endsWith(0, 0);
      assertThat(after.rerankers().getFirst().high()).isEqualTo(after.rerankers().getFirst().low());
      assertThat(Objects.requireNonNull(after.rerankers().getFirst().seconds()).from())
          .endsWith(" passages of earlier runs");
      assertThat(after.cachedCells()).isEqualTo(9 * 7 - 2);
      assertThat(after.complete()).isFalse();
    }
  }

  @Test
  void questionsOfOneDocumentCountForLess() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      String questions = Files.readString(folder.resolve("questions.jsonl"));
      Files.writeString(
          folder.resolve("questions.jsonl"),
          questions + questions.lines().findFirst().orElseThrow().replace("q-0", "q-9") + "\n");

      var found = lab.plan(file).detectable();

      assertThat(found.n()).isEqualTo(7);
      assertThat(found.clusters()).isEqualTo(6);
      // Sizes 2, 1, 1, 1, 1, 1: a question's document has 9 / 7 on average; correlation .1 assumed.
      double effect = 1 + (9 / 7d - 1) * .1;
      assertThat(found.designEffect()).isCloseTo(effect, within(1e-12));
      assertThat(found.difference())
          .isCloseTo(new Power(.05 / 2, .8).detectable(.3, 7 / effect), within(1e-12));
      assertThat(found.moreQuestions())
          .isEqualTo((long) Math.ceil(effect * new Power(.05 / 2, .8).questions(.3, .02)) - 7);
      Files.writeString(
          file,
          Files.readString(file)
              .replace("{resamples: 200}", "{resamples: 200, cluster: question}"));
      assertThat(lab.plan(file).detectable().designEffect()).isEqualTo(1);
    }
  }

  @Test
  void aRateIsThatOfTheFastestAndSlowestTenths() {
    var rate =
        Timings.rate(
            List.of(new Timings.Piece(80, 8), new Timings.Piece(10, .5), new Timings.Piece(10, 9)),
            "x");

    // Seconds a unit: .05 of ten units, .1 of eighty, .9 of ten.
    assertThat(rate).isEqualTo(new Timings.Rate(.05, .1, "x"));
    assertThat(rate.time(100, 200)).isEqualTo(new Timings.Time(5, 20, "x"));
  }

  @Test
  void callsThatOverlapAreTimedTogether() {
    var busy = new BusyTime(2);
    for (int i = 0; i < 3; i++) {
      busy.begin();
    }

    assertThat(busy.end()).isEqualTo(BusyTime.Busy.STILL);
    assertThat(busy.end()).isEqualTo(BusyTime.Busy.STILL);
    assertThat(busy.end().calls()).isEqualTo(3);
    busy.begin();
    assertThat(busy.end().calls()).isEqualTo(1);
  }

  private long tokensRead() {
    try (var ledger = Ledger.open(folder.resolve("state"))) {
      return ledger.query("select sum(tokens) from vector", row -> row.getLong(1)).getFirst();
    }
  }

  private String today() {
    try (var ledger = Ledger.open(folder.resolve("state"))) {
      return ledger.query("select date('now')", row -> row.getString(1)).getFirst();
    }
  }

  private static Path changed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    String changed =
        text.contains(from)
            ? text.replace(from, to)
            : text.replaceFirst(from, Matcher.quoteReplacement(to));
    assertThat(changed).isNotEqualTo(text);
    return Files.writeString(file, changed);
  }
}
