package dev.assay.measure;

import java.util.ArrayList;
import java.util.List;

/// How much of a ranking a [SpanMeasure] looks at: `@5` counts hits, `@2000tok` tokens.
public sealed interface Cutoff {

  /// The first hits.
  ///
  /// @param hits from 1, or [Measure#UNCUT]
  record Ranks(int hits) implements Cutoff {
    public Ranks {
      Spelling.checkCutoff(hits);
    }

    @Override
    public String toString() {
      return hits == Measure.UNCUT ? "" : "@" + hits;
    }
  }

  /// The first tokens: hits are read from the top, a token that is returned twice is paid twice,
  /// and the hit that exceeds the budget is cut before the first token that does not fit.
  ///
  /// @param budget from 1
  record Tokens(int budget) implements Cutoff {
    public Tokens {
      if (budget < 1) {
        throw new IllegalArgumentException("the budget must be at least 1 token, got " + budget);
      }
    }

    @Override
    public String toString() {
      return "@" + budget + "tok";
    }
  }

  /// Where tokens start: one tokenizer for everything that is compared.
  @FunctionalInterface
  interface TokenStarts {
    /// Offsets in the region's document, ascending, one a token of the region.
    int[] of(Region region);
  }

  /// What a reader of the ranking gets, best first.
  ///
  /// @param ranking where the hits stand, best first; read only as far as needed
  /// @param tokens asked only where tokens are counted
  default List<Region> cut(Iterable<Region> ranking, TokenStarts tokens) {
    return switch (this) {
      case Ranks(int hits) -> first(hits, ranking);
      case Tokens(int budget) -> within(budget, ranking, tokens);
    };
  }

  private static List<Region> first(int hits, Iterable<Region> ranking) {
    var read = new ArrayList<Region>();
    for (Region region : ranking) {
      if (read.size() == hits) {
        break;
      }
      read.add(region);
    }
    return read;
  }

  private static List<Region> within(int budget, Iterable<Region> ranking, TokenStarts tokens) {
    var read = new ArrayList<Region>();
    int left = budget;
    for (Region region : ranking) {
      int[] starts = tokens.of(region);
      if (starts.length > left) {
        read.add(new Region(region.document(), region.start(), starts[left]));
        break;
      }
      read.add(region);
      left -= starts.length;
      if (left == 0) {
        break;
      }
    }
    return read;
  }
}
