package dev.assay.measure;

import java.util.List;
import java.util.Optional;

/// The share of yes that people would give all items, from a few that they labelled and many that
/// only a judge saw: [Confusion#roganGladen], with an interval that draws groups of items together.
public final class RoganGladen {
  private RoganGladen() {}

  /// Values of 1 are a yes, all others a no.
  ///
  /// @return empty where [Confusion#roganGladen] is, and where every item is labelled
  public static Optional<Estimate> of(List<Rated> items, double level) {
    var others = items.stream().filter(item -> item.human() == null).toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    var labelled = confusion(items);
    int positive = labelled.hits() + labelled.misses();
    int negative = labelled.falseAlarms() + labelled.rejections();
    int yes = (int) others.stream().filter(RoganGladen::isYes).count();
    double p = (double) yes / others.size();
    double se = (double) labelled.hits() / positive;
    double sp = (double) labelled.rejections() / negative;
    return labelled
        .roganGladen(yes, others.size(), level)
        .map(estimate -> {
          double pi = estimate.value();
          double variance =
              Rated.variance(
                  items,
                  item -> {
                    double says = isYes(item) ? 1 : 0;
                    if (item.human() == null) {
                      return (says - p) / others.size();
                    }
                    return item.human() == 1
                        ? -pi * (says - se) / positive
                        : (1 - pi) * (1 - says - sp) / negative;
                  });
          double informed = se + sp - 1;
          return Estimate.normal(pi, variance / (informed * informed), level);
        });
  }

  /// Of the labelled items.
  public static Confusion confusion(List<Rated> items) {
    int[] counts = new int[4];
    for (Rated item : items) {
      if (item.human() != null) {
        counts[(item.human() == 1 ? 0 : 2) + (isYes(item) ? 0 : 1)]++;
      }
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3]);
  }

  private static boolean isYes(Rated item) {
    return item.judge() == 1;
  }
}
