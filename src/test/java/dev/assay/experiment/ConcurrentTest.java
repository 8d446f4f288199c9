package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.BudgetReached;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConcurrentTest {
  private final List<Integer> begun = new CopyOnWriteArrayList<>();

  /// One at a time, the second of five fails.
  private void each(RuntimeException failure) {
    try (var meter = new Meter(_ -> {})) {
      Concurrent.each(
          List.of(1, 2, 3, 4, 5),
          1,
          "judging",
          meter,
          item ->
              () -> {
                begun.add(item);
                if (item == 2) {
                  throw failure;
                }
                return item;
              });
    }
  }

  @Test
  void nothingIsBegunAfterAFailureThatOthersWouldHaveToo() {
    assertThatThrownBy(() -> each(new AssayException("the disk is full")))
        .hasMessage("the disk is full");
    assertThat(begun).containsExactly(1, 2);
  }

  @Test
  void aBudgetThatIsReachedLeavesWhatNeedsNone() {
    assertThatThrownBy(() -> each(new BudgetReached("stopped"))).isInstanceOf(BudgetReached.class);
    assertThat(begun).containsExactly(1, 2, 3, 4, 5);
  }
}
