package dev.assay.measure;

import java.util.Optional;
import java.util.OptionalDouble;

/// How a judge's yes and no meet those of people, on the items that both have.
///
/// @param hits both say yes
/// @param misses people say yes, the judge no
/// @param falseAlarms people say no, the judge yes
/// @param rejections both say no
public record Confusion(int hits, int misses, int falseAlarms, int rejections) {
  public Confusion {
    if (hits < 0 || misses < 0 || falseAlarms < 0 || rejections < 0) {
      throw new IllegalArgumentException(
          "counts must be at least 0, got %d %d %d %d"
              .formatted(hits, misses, falseAlarms, rejections));
    }
  }

  /// The judge's share of yes where people say yes; empty where they never do.
  public Optional<Proportion> sensitivity(double level) {
    return Proportion.of(hits, hits + misses, level);
  }

  /// The judge's share of no where people say no; empty where they never do.
  public Optional<Proportion> specificity(double level) {
    return Proportion.of(rejections, falseAlarms + rejections, level);
  }

  /// Cohen's kappa. It sinks with skewed classes, so show the counts and both shares beside it.
  public OptionalDouble kappa() {
    return Kappa.plain(new int[][] {{hits, misses}, {falseAlarms, rejections}});
  }

  /// The share of yes that people would give, from a judge's on many more items: `pi = (p + sp - 1)
  /// / (se + sp - 1)`, variance `(p(1-p)/N + pi^2 se(1-se)/n1 + (1-pi)^2 sp(1-sp)/n0) / (se + sp -
  /// 1)^2`. Empty where `se + sp <= 1`: then the judge tells yes from no no better than chance; and
  /// where the labels lack one of both. Rogan and Gladen 1978,
  /// doi:10.1093/oxfordjournals.aje.a112510.
  ///
  /// @param yes how many of the items that only the judge saw it says yes to
  /// @param n how many those are, at least 1
  /// @param level of the interval, .95 is usual
  public Optional<Estimate> roganGladen(int yes, int n, double level) {
    if (n < 1 || yes < 0 || yes > n) {
      throw new IllegalArgumentException("%d of %d is not a share".formatted(yes, n));
    }
    int positive = hits + misses;
    int negative = falseAlarms + rejections;
    if (positive == 0 || negative == 0) {
      return Optional.empty();
    }
    double se = (double) hits / positive;
    double sp = (double) rejections / negative;
    double informed = se + sp - 1;
    // se = 2/3 and sp = 1/3 do not add up to 1 exactly.
    if (informed <= 1e-12) {
      return Optional.empty();
    }
    double p = (double) yes / n;
    double pi = (p + sp - 1) / informed;
    double variance =
        p * (1 - p) / n
            + pi * pi * se * (1 - se) / positive
            + (1 - pi) * (1 - pi) * sp * (1 - sp) / negative;
    return Optional.of(Estimate.normal(pi, variance / (informed * informed), level));
  }
}
