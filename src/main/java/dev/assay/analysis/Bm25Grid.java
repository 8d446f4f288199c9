package dev.assay.analysis;

import dev.assay.experiment.Retrieval;
import dev.assay.lexical.Analyzer;
import java.util.ArrayList;
import java.util.List;

/// BM25 settings to try: every combination.
///
/// @param analyzers empty: those of the experiment, and `standard`
public record Bm25Grid(List<Double> k1, List<Double> b, List<Analyzer> analyzers) {
  /// What is tried where nobody says.
  public static final Bm25Grid DEFAULT =
      new Bm25Grid(List.of(.6, .9, 1.2, 1.5, 2.0), List.of(0.0, .25, .4, .5, .75, 1.0), List.of());

  public Bm25Grid {
    k1 = List.copyOf(k1);
    b = List.copyOf(b);
    analyzers = List.copyOf(analyzers);
    if (k1.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("k1 and b need at least one value each");
    }
    settings(Analyzer.STANDARD, k1, b); // refuses values out of range
  }

  List<Retrieval.Bm25> of(Analyzer analyzer) {
    return settings(analyzer, k1, b);
  }

  private static List<Retrieval.Bm25> settings(Analyzer analyzer, List<Double> k1, List<Double> b) {
    var settings = new ArrayList<Retrieval.Bm25>();
    for (double saturation : k1) {
      for (double length : b) {
        settings.add(new Retrieval.Bm25(analyzer, saturation, length));
      }
    }
    return settings;
  }

  /// `english k1=0.9 b=0.4`
  static String name(Retrieval.Bm25 bm25) {
    return "%s k1=%s b=%s".formatted(bm25.analyzer(), bm25.k1(), bm25.b());
  }
}
