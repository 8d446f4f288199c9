package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.BudgetReached;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.embed.Card;
import dev.assay.experiment.Budget;
import dev.assay.experiment.Cell;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Reranker;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.judge.Prompts;
import dev.assay.lab.Experiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of reranker in one run on the embedded engine, against endpoints on this machine.
class RerankingTest {
  @TempDir private Path folder;

  @Test
  void everyKindReordersTheFirstHitsAndIsPaidForOnce() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = written(endpoints, List.of("tei", "ce", "llm", "mmr"));

      Result first = lab.run(file, _ -> {}, _ -> {});

      assertThat(first.configurations())
          .extracting(Result.ConfigurationResult::label)
          .containsExactly(
              "markdown · bm25",
              "markdown · bm25 · tei",
              "markdown · bm25 · ce",
              "markdown · bm25 · llm",
              "markdown · words · rrf",
              "markdown · words · rrf · tei",
              "markdown · words · rrf · ce",
              "markdown · words · rrf · llm",
              "markdown · words · rrf · mmr");
      // Three models, two configurations each, seven questions; two calls failed, and for three all
      // passages were known from the configuration before.
      assertThat(first.calls().rerank()).isEqualTo(3 * 2 * 7 - 2 - 3);
      for (var configuration : first.configurations()) {
        assertThat(configuration.latencyMs().containsKey("rerank"))
            .as(configuration.label())
            .isEqualTo(!configuration.reranker().equals("none"));
      }
      for (var contender : lab.lastFinished("tiny").orElseThrow().decide().configurations()) {
        double parts =
            first.configurations().stream()
                .filter(configuration -> configuration.id().equals(contender.id()))
                .flatMap(configuration -> configuration.latencyMs().values().stream())
                .mapToDouble(Result.Latency::p95)
                .sum();
        assertThat(contender.p95Ms()).as(contender.label()).isEqualTo(parts);
      }
      lasts(lab, first);
      failures(lab, first);

      int asked = endpoints.requests();
      Result again = lab.run(file, _ -> {}, _ -> {});
      // The question whose scores never came is asked again by each of the two configurations.
      assertThat(endpoints.requests()).isEqualTo(asked + 2);
      assertThat(again.configurations().stream().map(c -> c.measures()).toList())
          .isEqualTo(first.configurations().stream().map(c -> c.measures()).toList());
    }
  }

  private Path written(FakeEndpoints endpoints, List<String> rerankers) throws IOException {
    EngineForTests.folder();
    return TinyExperiment.rerank(TinyExperiment.write(folder, endpoints), endpoints, rerankers);
  }

  private static Path changed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    return Files.writeString(file, text.replace(from, to));
  }

  @Test
  void anotherDepthPaysOnlyForPassagesThatAreNew() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = written(endpoints, List.of("tei"));
      lab.run(file, _ -> {}, _ -> {});
      lab.run(changed(file, "depth: 4", "depth: 7"), _ -> {}, _ -> {});
      int asked = endpoints.requests();
      Result back = lab.run(changed(file, "depth: 7", "depth: 5"), _ -> {}, _ -> {});

      // Only the question that the endpoint never scores is asked again.
      assertThat(endpoints.requests()).isEqualTo(asked + 2);
      assertThat(back.calls().rerank()).isNull();
      var pairs = new ArrayList<String>();
      for (String request : endpoints.answered()) {
        int texts = request.indexOf("[\"");
        if (texts > 0 && !request.contains("adder use?")) {
          Json.MAPPER
              .readTree(request.substring(texts))
              .forEach(text -> pairs.add(request.substring(0, texts) + text.asString()));
        }
      }
      assertThat(pairs).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void passagesOfWhichTheCrossEncoderSawOnlyTheBeginningAreCounted() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = written(endpoints, List.of("ce"));
      Result whole = lab.run(file, _ -> {}, _ -> {});
      Result cut = lab.run(changed(file, "depth: 4", "maxTokens: 16, depth: 4"), _ -> {}, _ -> {});

      assertThat(whole.configurations())
          .extracting(Result.ConfigurationResult::truncatedPassages)
          .containsExactly(null, 0, null, 0);
      // Seven questions, four passages each; eight tokens of a question leave five for a passage.
      var counted = cut.configurations().get(3).truncatedPassages();
      assertThat(counted).isBetween(1, 7 * 4);
      Result again = lab.run(file, _ -> {}, _ -> {});
      assertThat(again.configurations().get(3).truncatedPassages()).isEqualTo(counted);
    }
  }

  @Test
  void gradesOfALanguageModelCountInTheBudgetAndTheNextRunGoesOn() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = written(endpoints, List.of("llm"));
      Files.writeString(file, "judge: {budget: {maxCalls: 5}}\n", StandardOpenOption.APPEND);
      int stops = 0;
      Result result = null;
      while (result == null) {
        try {
          result = lab.run(file, _ -> {}, _ -> {});
        } catch (BudgetReached stopped) {
          stops++;
          assertThat(stopped)
              .hasMessage(
                  "stopped at judge.budget.maxCalls: 5 calls were made; everything answered is kept, run again to go on");
        }
      }
      var prompts =
          endpoints.answered().stream()
              .filter(text -> text.contains("Grade each passage"))
              .toList();
      assertThat(prompts).doesNotHaveDuplicates().hasSize(5 * stops + result.calls().llm());
      assertThat(stops).isPositive();
      assertThat(result.calls().llm()).isPositive().isLessThanOrEqualTo(5);
    }
  }

  @Test
  void theRerankPromptCanBeTheUsersOwnAndIsAnotherRerankerThen() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = written(endpoints, List.of("llm"));
      Result builtIn = lab.run(file, _ -> {}, _ -> {});
      Path prompt =
          Files.createDirectories(folder.resolve("mine")).resolve(Prompts.RERANK + ".txt");
      Files.writeString(
          prompt, "Be strict.\n=== user\nGrade each passage by my rules.\n{question}\n{chunks}\n");
      Files.writeString(file, "judge: {prompts: mine}\n", StandardOpenOption.APPEND);

      int asked = endpoints.answered().size();
      Result own = lab.run(file, _ -> {}, _ -> {});

      assertThat(endpoints.answered().subList(asked, endpoints.answered().size()))
          .isNotEmpty()
          .allMatch(text -> text.startsWith("Grade each passage by my rules."));
      assertThat(own.experiment()).isNotEqualTo(builtIn.experiment());
      assertThat(ran(lab, own).prompts().get(Prompts.RERANK).own()).isTrue();
      int after = endpoints.requests();
      lab.run(file, _ -> {}, _ -> {});
      assertThat(endpoints.requests()).isEqualTo(after);
    }
  }

  @Test
  void scoresThatTheFirstLedgersKeptAreNotPaidForAgain() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = written(endpoints, List.of("tei", "ce", "llm"));
      Result first;
      Path state = folder.resolve("state");
      try (var lab = Lab.open(state)) {
        first = lab.run(file, _ -> {}, _ -> {});
      }
      try (var ledger = Ledger.open(state);
          var rerankers =
              new Rerankers(ledger, new Budget.Spending(Budget.NONE), Prompts.builtIn())) {
        for (var reranker : ExperimentFile.read(file).factors().reranker()) {
          ledger.update(
              "insert into rerank_score select ?, query, passage, score from passage_score where reranker = ?",
              Objects.requireNonNullElse(rerankers.former(reranker.value()), ""),
              rerankers.fingerprint(reranker.value()));
        }
        ledger.update("drop table passage_score");
        ledger.update("delete from reply");
        ledger.update("delete from leg where kind = 'RERANKED'");
        ledger.update("delete from latency where kind = 'RERANKED'");
      }
      int asked = endpoints.requests();
      try (var lab = Lab.open(state)) {
        Result again = lab.run(file, _ -> {}, _ -> {});

        // The question that the endpoint never scores, by two configurations.
        assertThat(endpoints.requests()).isEqualTo(asked + 2);
        assertThat(again.configurations().stream().map(c -> c.measures()).toList())
            .isEqualTo(first.configurations().stream().map(c -> c.measures()).toList());
        assertThat(again.configurations().get(1).latencyMs())
            .as("nobody timed them")
            .doesNotContainKey("rerank");
      }
    }
  }

  @Test
  void moneyWithoutAPriceOfTheGradingModelIsAMistakeInTheFile() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = written(endpoints, List.of("llm"));
      Files.writeString(file, "judge: {budget: {maxUsd: 1}}\n", StandardOpenOption.APPEND);

      assertThatThrownBy(() -> ExperimentFile.read(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(
              "budget.maxUsd cannot be kept without a price: set inputPrice and outputPrice of the model scripted");
    }
  }

  @Test
  void anEndpointThatNeverAnswersIsGivenUpAndTheRunEnds() throws IOException {
    var ended = new CountDownLatch(1);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      var asked = new AtomicInteger();
      endpoints.onRequest(path -> {
        if (path.endsWith("/rerank")) {
          asked.incrementAndGet();
          awaited(ended);
        }
      });
      Path file = written(endpoints, List.of("tei"));
      Result result =
          lab.run(
              changed(file, "/rerank\"", "/rerank\", deadline: 3s, retries: 0"), _ -> {}, _ -> {});
      ended.countDown();

      // Five failures in a row; three more calls may be under way by then.
      assertThat(asked.get()).isBetween(5, 5 + 3);
      var failed =
          ran(lab, result).cells(null).stream()
              .filter(cell -> cell.state() == Cell.State.ERROR)
              .toList();
      assertThat(failed).hasSize(2 * 6);
      assertThat(failed)
          .filteredOn(cell -> cell.configuration().equals("B"))
          .first()
          .satisfies(cell ->
              assertThat(cell.reason())
                  .startsWith("not reranked: rerank endpoint http://127.0.0.1:")
                  .endsWith(
                      "/v1/rerank did not answer within 3000 ms, 1 try; raise deadline, or send fewer texts a call"));
      assertThat(failed)
          .filteredOn(cell -> cell.configuration().equals("D"))
          .hasSize(6)
          .allSatisfy(cell ->
              assertThat(cell.reason())
                  .matches(
                      "not reranked: not asked after [5-8] failures in a row, run again to ask; the last: rerank endpoint .*"));
      assertThat(result.configurations().get(3).latencyMs()).doesNotContainKey("rerank");
      var unreranked =
          Objects.requireNonNull(result.configurations().get(2).measures().get("nDCG@10"));
      assertThat(unreranked.n()).isEqualTo(6);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aKeyInTheAddressIsNotShownButAnotherAddressIsAnotherReranker() {
    var one = http("https://rerank.example/rerank?model=a");
    var other = http("https://rerank.example/rerank?model=b");

    assertThat(one.toString()).doesNotContain("model=a").isNotEqualTo(other.toString());
    try (var ledger = Ledger.open(folder);
        var rerankers =
            new Rerankers(ledger, new Budget.Spending(Budget.NONE), Prompts.builtIn())) {
      assertThat(rerankers.fingerprint(one)).isNotEqualTo(rerankers.fingerprint(other));
    }
  }

  private static Reranker.Http http(String uri) {
    return new Reranker.Http(
        URI.create(uri), null, null, Duration.ofSeconds(1), 0, 10, Card.UNKNOWN);
  }

  /// The first four stand by the endpoint's scores, and below them nothing moves.
  private static void lasts(Lab lab, Result result) {
    var question = ran(lab, result).questions().getFirst();
    var views =
        ran(lab, result).explain(question.id(), List.of("E", "F"), 10, null).orElseThrow().views();
    var fused = views.get(0).hits();
    var reranked = views.get(1).hits();
    var byScore =
        fused.subList(0, 4).stream()
            .sorted(Comparator.comparingInt(found -> -FakeEndpoints.score(found.chunk().text())))
            .map(found -> found.chunk().id())
            .toList();

    assertThat(reranked.subList(0, 4)).extracting(found -> found.chunk().id()).isEqualTo(byScore);
    for (var found : reranked.subList(0, 4)) {
      var before = Objects.requireNonNull(found.before());
      assertThat(fused.get(before.rank() - 1).chunk().id()).isEqualTo(found.chunk().id());
      assertThat(before.score()).isEqualTo(FakeEndpoints.score(found.chunk().text()));
    }
    assertThat(reranked.get(4).chunk().id()).isEqualTo(fused.get(4).chunk().id());
    assertThat(reranked.get(4).before()).isNull();
  }

  private static void failures(Lab lab, Result result) {
    var cells = ran(lab, result).cells(null);
    var failed = cells.stream().filter(cell -> cell.state() == Cell.State.ERROR).toList();

    assertThat(failed).hasSize(2).allMatch(cell -> cell.question().equals("q-3"));
    assertThat(failed.getFirst().reason())
        .startsWith("not reranked: rerank endpoint http://127.0.0.1:")
        .contains("no score for passage 0 of ");
    var mean = Objects.requireNonNull(result.configurations().get(1).measures().get("nDCG@10"));
    assertThat(mean.n()).isEqualTo(5);
    assertThat(mean.expected()).isEqualTo(6);
  }

  private static Experiment ran(Lab lab, Result result) {
    return lab.of(lab.find(result.experiment()).orElseThrow());
  }
}
