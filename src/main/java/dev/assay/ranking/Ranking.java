package dev.assay.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// The hits of one question, best first, in the order of [Hit#ORDER]; no id stands twice.
public record Ranking(List<Hit> hits) {
  public static final Ranking EMPTY = new Ranking(List.of());

  public Ranking {
    hits = List.copyOf(hits);
    var seen = new HashSet<String>();
    for (int i = 0; i < hits.size(); i++) {
      if (!seen.add(hits.get(i).id())) {
        throw new IllegalArgumentException("'" + hits.get(i).id() + "' stands twice in a ranking");
      }
      if (i > 0 && Hit.ORDER.compare(hits.get(i - 1), hits.get(i)) > 0) {
        throw new IllegalArgumentException(
            "'" + hits.get(i).id() + "' stands out of order in a ranking");
      }
    }
  }

  /// Sorts the hits into the lab's order.
  public static Ranking of(Collection<Hit> hits) {
    return new Ranking(hits.stream().sorted(Hit.ORDER).toList());
  }

  /// Keeps the order given. Where it is not the lab's (hits tied in score stand the other way
  /// round), a score is lowered to the next `double` below the one before it.
  public static Ranking inOrder(List<Hit> hits) {
    var kept = new ArrayList<Hit>(hits.size());
    for (Hit hit : hits) {
      boolean ordered = kept.isEmpty() || Hit.ORDER.compare(kept.getLast(), hit) <= 0;
      kept.add(ordered ? hit : new Hit(hit.id(), Math.nextDown(kept.getLast().score())));
    }
    return new Ranking(kept);
  }

  public int size() {
    return hits.size();
  }

  /// The first `depth` hits.
  public Ranking top(int depth) {
    return depth >= hits.size() ? this : new Ranking(hits.subList(0, depth));
  }

  /// The rank of an id, from 1; 0 where it was not retrieved.
  public int rankOf(String id) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).id().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }
}
