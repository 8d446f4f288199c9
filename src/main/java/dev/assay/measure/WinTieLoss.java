package dev.assay.measure;

/// On how many questions the candidate is better, as good, or worse. A delta of at most 1e-9 is a
/// tie.
public record WinTieLoss(int wins, int ties, int losses) {
  private static final double TIE = 1e-9;

  /// Counts deltas, candidate - baseline.
  public static WinTieLoss of(double[] deltas) {
    int wins = 0;
    int losses = 0;
    for (double delta : deltas) {
      if (delta > TIE) {
        wins++;
      } else if (delta < -TIE) {
        losses++;
      }
    }
    return new WinTieLoss(wins, deltas.length - wins - losses, losses);
  }

  /// The same where lower is better.
  public WinTieLoss turned() {
    return new WinTieLoss(/* wins= */ losses, ties, /* losses= */ wins);
  }
}
