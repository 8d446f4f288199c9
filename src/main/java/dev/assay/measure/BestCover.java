package dev.assay.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The most evidence recall that any choice of chunks can reach: what is missing to 1 is lost by
/// the chunking and the cutoff, whatever the ranking.
///
/// Exact, by dynamic programming. A chunk inside another is never the better choice; without those,
/// chunks in the order of their starts overlap evidence that is not yet covered in all but what
/// they share with the one chosen before them.
public final class BestCover {
  private BestCover() {}

  /// The share of the evidence characters that the best `cutoff` of the chunks cover together.
  ///
  /// @param chunks to choose from; those that touch no evidence change nothing
  /// @param evidence at least one character; overlapping pieces are merged first
  /// @param cutoff how many may be chosen, from 1
  /// @return in [0,1]
  public static double recall(Collection<Region> chunks, Collection<Region> evidence, int cutoff) {
    List<Region> wanted = Cover.merge(evidence);
    long all = Cover.length(wanted);
    if (all == 0 || cutoff < 1) {
      throw new IllegalArgumentException(
          "needs evidence and a cutoff of at least 1, got %d characters and cutoff %d"
              .formatted(all, cutoff));
    }
    List<Region> useful = outermost(chunks, wanted);
    int count = useful.size();
    if (count <= cutoff) {
      return (double) Cover.of(useful, wanted).covered() / all;
    }
    long[] alone = new long[count];
    for (int i = 0; i < count; i++) {
      alone[i] = Cover.shared(List.of(useful.get(i)), wanted);
    }
    // covered[i]: the most that the chunks chosen so far cover, i being the last of them
    long[] covered = alone;
    for (int chosen = 2; chosen <= cutoff; chosen++) {
      long[] next = alone.clone();
      for (int i = 1; i < count; i++) {
        for (int before = 0; before < i; before++) {
          long both = Cover.shared(overlap(useful.get(before), useful.get(i)), wanted);
          next[i] = Math.max(next[i], covered[before] + alone[i] - both);
        }
      }
      covered = next;
    }
    long best = 0;
    for (long value : covered) {
      best = Math.max(best, value);
    }
    return (double) best / all;
  }

  /// The chunks that touch evidence and lie in no other, by document and start.
  private static List<Region> outermost(Collection<Region> chunks, List<Region> evidence) {
    var kept = new ArrayList<Region>();
    chunks.stream()
        .filter(chunk -> Cover.shared(List.of(chunk), evidence) > 0)
        .sorted(
            Comparator.comparing(Region::document)
                .thenComparingInt(Region::start)
                .thenComparing(Comparator.comparingInt(Region::end).reversed()))
        .forEach(chunk -> {
          Region last = kept.isEmpty() ? null : kept.getLast();
          if (last == null
              || !last.document().equals(chunk.document())
              || chunk.end() > last.end()) {
            kept.add(chunk);
          }
        });
    return kept;
  }

  private static List<Region> overlap(Region before, Region chunk) {
    return before.document().equals(chunk.document()) && before.end() > chunk.start()
        ? List.of(new Region(chunk.document(), chunk.start(), before.end()))
        : List.of();
  }
}
