package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.BudgetReached;
import dev.assay.InvalidInput;
import dev.assay.Waiting;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {
  @Test
  void aCallThatMayGoBeyondTheMoneyIsNotMade() throws InterruptedException {
    var spending = new Budget.Spending(new Budget(null, 1.0));
    spending.reserve(new BigDecimal("0.61"));
    spending.settle(new BigDecimal("0.61"), new BigDecimal("0.60"));

    assertThatThrownBy(() -> spending.reserve(new BigDecimal("0.41")))
        .isInstanceOf(BudgetReached.class)
        .hasMessage(
            "stopped at judge.budget.maxUsd: 0.6 of 1.0 USD are spent, and the next call may cost 0.41; everything answered is kept, run again to go on");
    spending.reserve(new BigDecimal("0.40"));

    assertThat(spending.calls()).isEqualTo(2);
  }

  @Test
  void aCallThatDoesNotFitBesideThoseUnderWayWaitsForThem() throws InterruptedException {
    var spending = new Budget.Spending(new Budget(null, 1.0));
    var most = new BigDecimal("0.60");
    spending.reserve(most);
    var said = new ConcurrentLinkedQueue<String>();
    var waiting =
        List.of(
            Waiting.in(() -> reserve(spending, said)), Waiting.in(() -> reserve(spending, said)));
    assertThat(spending.calls()).isEqualTo(1);

    spending.settle(most, new BigDecimal("0.20")); // one of the two fits now
    while (said.isEmpty()) {
      Thread.onSpinWait();
    }
    spending.settle(most, null); // nobody knows, so 0.60 more are spent: the other fits no more
    for (var thread : waiting) {
      thread.join();
    }

    assertThat(said)
        .containsExactly(
            "made",
            "stopped at judge.budget.maxUsd: 0.8 of 1.0 USD are spent, and the next call may cost 0.6; everything answered is kept, run again to go on");
  }

  @Test
  void aCallThatWasNotMadeMakesRoomForOneThatWaits() throws InterruptedException {
    var spending = new Budget.Spending(new Budget(1, null));
    spending.reserve(null);
    var said = new ConcurrentLinkedQueue<String>();
    var waiting = Waiting.in(() -> reserve(spending, said));
    spending.release(null);
    waiting.join();

    assertThat(said).containsExactly("made");
    assertThat(spending.calls()).isEqualTo(1);
  }

  @Test
  void whoIsInterruptedWhileItWaitsForMoneySetsNothingAside() throws InterruptedException {
    var spending = new Budget.Spending(new Budget(null, 1.0));
    var most = new BigDecimal("0.60");
    spending.reserve(most);
    var said = new ConcurrentLinkedQueue<String>();
    var waiting = Waiting.in(() -> reserve(spending, said));
    waiting.interrupt();
    waiting.join();
    spending.settle(most, BigDecimal.ZERO);

    assertThat(said).containsExactly("interrupted");
    assertThat(spending.calls()).isEqualTo(1);
  }

  private static void reserve(Budget.Spending spending, Queue<String> said) {
    try {
      spending.reserve(new BigDecimal("0.60"));
      said.add("made");
    } catch (BudgetReached reached) {
      said.add(String.valueOf(reached.getMessage()));
    } catch (InterruptedException _) {
      said.add("interrupted");
    }
  }

  @Test
  void callsAreCountedToTheLastOne() throws InterruptedException {
    var spending = new Budget.Spending(new Budget(2, null));
    for (int call = 0; call < 2; call++) {
      spending.reserve(null);
      spending.settle(null, null);
    }

    assertThatThrownBy(() -> spending.reserve(null))
        .hasMessageStartingWith("stopped at judge.budget.maxCalls: 2 calls were made");
  }

  @Test
  void moneyWithoutAPriceIsAMistakeInTheFile(@TempDir Path folder) throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = withBudget(TinyExperiment.write(folder, endpoints), "maxUsd: 5");

      assertThatThrownBy(() -> ExperimentFile.read(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("budget.maxUsd cannot be kept without a price");
    }
  }

  @Test
  void aRunThatReachesItsBudgetGoesOnWithTheNextOneAndPaysForNothingTwice(@TempDir Path folder)
      throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = withBudget(TinyExperiment.write(folder, endpoints), "maxCalls: 9");
      int runs = 1;
      for (; ; runs++) {
        try {
          Result result = lab.run(file, _ -> {}, _ -> {});
          var costs = result.configurations().stream().flatMap(c -> costs(c)).toList();
          assertThat(costs).isNotEmpty().allMatch(cost -> cost.cost() == null);
          break;
        } catch (BudgetReached stopped) {
          assertThat(stopped).hasMessageContaining("9 calls were made");
        }
      }
      // 8 questions, one of them unanswerable: an answer, claims, verdicts and chunks each at most.
      assertThat(runs).isBetween(3, 4);
      assertThat(endpoints.answered()).doesNotHaveDuplicates();
    }
  }

  private static java.util.stream.Stream<Result.Cost> costs(Result.ConfigurationResult of) {
    var judge = of.judge();
    var costs = judge == null ? null : judge.costs();
    return costs == null ? java.util.stream.Stream.of() : costs.values().stream();
  }

  private static Path withBudget(Path file, String budget) throws IOException {
    String text = Files.readString(file);
    return Files.writeString(
        file, text.replace("concurrency: 2}}", "concurrency: 2}, budget: {%s}}".formatted(budget)));
  }
}
