package dev.assay.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// How many characters the text that is read and the evidence share.
///
/// @param covered evidence characters that were read
/// @param evidence all evidence characters, each counted once
/// @param paid the characters read, repeats paid again
/// @param union the characters read, each counted once
public record Cover(long covered, long evidence, long paid, long union) {

  static Cover of(List<Region> read, Collection<Region> evidence) {
    List<Region> union = merge(read);
    List<Region> wanted = merge(evidence);
    return new Cover(shared(union, wanted), length(wanted), length(read), length(union));
  }

  /// Sorted, without overlap.
  static List<Region> merge(Collection<Region> regions) {
    var merged = new ArrayList<Region>();
    for (Region next : regions.stream().sorted(Region.ORDER).toList()) {
      Region last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && last.document().equals(next.document()) && next.start() <= last.end()) {
        int end = Math.max(last.end(), next.end());
        merged.set(merged.size() - 1, new Region(last.document(), last.start(), end));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  static long length(Collection<Region> regions) {
    return regions.stream().mapToLong(Region::length).sum();
  }

  /// Both lists merged: walks them side by side.
  static long shared(List<Region> left, List<Region> right) {
    long sum = 0;
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      Region a = left.get(i);
      Region b = right.get(j);
      int document = a.document().compareTo(b.document());
      if (document == 0) {
        sum += Math.max(0, Math.min(a.end(), b.end()) - Math.max(a.start(), b.start()));
      }
      if (document < 0 || (document == 0 && a.end() <= b.end())) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
