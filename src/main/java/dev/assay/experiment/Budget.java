package dev.assay.experiment;

import dev.assay.BudgetReached;
import dev.assay.judge.ChatSettings;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one run may ask of language models. What the ledger answers is free.
///
/// @param maxCalls requests, repairs included; null for as many as it takes
/// @param maxUsd money, counted at the prices of the model, which must be in USD; null for as much
///   as it takes
public record Budget(@Nullable Integer maxCalls, @Nullable Double maxUsd) {
  public Budget {
    if (maxCalls != null && maxCalls < 0) {
      throw new IllegalArgumentException("maxCalls must be at least 0, got " + maxCalls);
    }
    if (maxUsd != null && !(maxUsd >= 0)) {
      throw new IllegalArgumentException("maxUsd must be at least 0, got " + maxUsd);
    }
  }

  public static final Budget NONE = new Budget(null, null);

  /// @throws IllegalArgumentException if calls of the model cannot be counted in money
  void check(ChatSettings model) {
    if (maxUsd == null) {
      return;
    }
    String currency = model.prices().currency();
    if (currency == null) {
      throw new IllegalArgumentException(
          "budget.maxUsd cannot be kept without a price: set inputPrice and outputPrice of the model "
              + model.name());
    }
    if (!currency.equals("USD")) {
      throw new IllegalArgumentException(
          "budget.maxUsd needs prices in USD, got " + model.prices().inputPrice());
    }
  }

  /// What a run has asked for so far, of every model together. Thread safe.
  ///
  /// Each call is set aside at the most that it can come to, far more than most do. One that does
  /// not fit beside those under way waits until they are over, so that a budget ends a run only
  /// where nothing under way can make room.
  public static final class Spending {
    private final Budget budget;
    private int calls;
    private int underWay;
    private BigDecimal usd = BigDecimal.ZERO;

    public Spending(Budget budget) {
      this.budget = budget;
    }

    /// Sets aside what a call may cost at most, before it is made. Whoever does so holds nothing
    /// else set aside, and calls [#settle] or [#release] whatever comes of the call.
    ///
    /// @param most null where the price is not known
    /// @throws BudgetReached if it would go beyond the budget and nothing is under way; nothing is
    ///   set aside then
    synchronized void reserve(@Nullable BigDecimal most) throws InterruptedException {
      for (var reached = reached(most); reached != null; reached = reached(most)) {
        if (underWay == 0) {
          throw reached;
        }
        wait();
      }
      if (budget.maxUsd() != null && most != null) {
        usd = usd.add(most);
      }
      calls++;
      underWay++;
    }

    /// Why a call may not be made now; null where it may.
    private @Nullable BudgetReached reached(@Nullable BigDecimal most) {
      if (budget.maxCalls() != null && calls >= budget.maxCalls()) {
        return new BudgetReached(
            "stopped at judge.budget.maxCalls: %d calls were made; everything answered is kept, run again to go on"
                .formatted(calls));
      }
      if (budget.maxUsd() != null) {
        if (most == null) {
          return new BudgetReached(
              "judge.budget.maxUsd cannot be kept without a price: set inputPrice and outputPrice of the model (--input-price, --output-price)");
        }
        if (usd.add(most).compareTo(BigDecimal.valueOf(budget.maxUsd())) > 0) {
          return new BudgetReached(
              "stopped at judge.budget.maxUsd: %s of %s USD are spent, and the next call may cost %s; everything answered is kept, run again to go on"
                  .formatted(
                      plain(usd),
                      BigDecimal.valueOf(budget.maxUsd()).toPlainString(),
                      plain(most)));
        }
      }
      return null;
    }

    /// Replaces what was set aside for a call that is over by what it cost.
    ///
    /// @param cost null where nobody knows; then it stays what was set aside
    synchronized void settle(@Nullable BigDecimal reserved, @Nullable BigDecimal cost) {
      underWay--;
      notifyAll();
      if (budget.maxUsd() != null && reserved != null && cost != null) {
        usd = usd.subtract(reserved).add(cost);
      }
    }

    /// Takes back what was set aside for a call that was not made.
    synchronized void release(@Nullable BigDecimal reserved) {
      calls--;
      settle(reserved, BigDecimal.ZERO);
    }

    public synchronized int calls() {
      return calls;
    }

    private static String plain(BigDecimal amount) {
      return amount.stripTrailingZeros().toPlainString();
    }
  }
}
