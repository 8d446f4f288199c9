package dev.assay.experiment;

/// Measures calls that overlap: from the first that begins to the last that ends, times how many
/// were under way at once. So the seconds of a call do not hold its wait for a turn. Thread safe.
public final class BusyTime {
  private final int concurrency;
  private int underWay;
  private int most;
  private int done;
  private long since;

  /// @param concurrency calls that the endpoint takes at once; more wait for a turn
  public BusyTime(int concurrency) {
    this.concurrency = concurrency;
  }

  /// What ended.
  ///
  /// @param seconds of all calls, each counted for itself
  public record Busy(int calls, double seconds) {
    public static final Busy STILL = new Busy(0, 0);
  }

  public synchronized void begin() {
    if (underWay == 0) {
      since = System.nanoTime();
      most = 0;
      done = 0;
    }
    underWay++;
    most = Math.max(most, underWay);
  }

  /// Ends one call.
  ///
  /// @return all calls since nothing was under way, where this was the last; else none
  public synchronized Busy end() {
    underWay--;
    done++;
    return underWay > 0
        ? Busy.STILL
        : new Busy(done, (System.nanoTime() - since) / 1e9 * Math.min(most, concurrency));
  }
}
