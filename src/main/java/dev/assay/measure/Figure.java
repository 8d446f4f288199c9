package dev.assay.measure;

/// A statistic and its 95 % interval, as [Resampling] gives it.
public record Figure(double value, double low, double high) {}
