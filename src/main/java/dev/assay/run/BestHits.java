package dev.assay.run;

import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.Arrays;

/// The first hits of a list that is too long to keep, in the lab's order: a heap with the last of
/// them on top, 8 bytes a hit.
public final class BestHits {
  private final int depth;
  private String[] ids = new String[8];
  private float[] scores = new float[8];
  private int size;

  BestHits(int depth) {
    this.depth = depth;
  }

  void add(String id, float score) {
    if (size < depth) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, Math.min(depth, 2 * size));
        scores = Arrays.copyOf(scores, ids.length);
      }
      rise(size++, id, score);
    } else if (after(0, id, score)) {
      sink(id, score);
    }
  }

  public Ranking ranking() {
    var hits = new ArrayList<Hit>(size);
    for (int i = 0; i < size; i++) {
      hits.add(new Hit(ids[i], scores[i]));
    }
    return Ranking.of(hits);
  }

  /// Whether the hit at a place comes after this one.
  private boolean after(int place, String id, float score) {
    return scores[place] < score || (scores[place] == score && ids[place].compareTo(id) > 0);
  }

  private void rise(int from, String id, float score) {
    int place = from;
    while (place > 0 && !after((place - 1) / 2, id, score)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    ids[place] = id;
    scores[place] = score;
  }

  /// Puts a hit where the top was.
  private void sink(String id, float score) {
    int place = 0;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && after(child + 1, ids[child], scores[child])) {
        child++;
      }
      if (!after(child, id, score)) {
        break;
      }
      move(child, place);
      place = child;
    }
    ids[place] = id;
    scores[place] = score;
  }

  private void move(int from, int to) {
    ids[to] = ids[from];
    scores[to] = scores[from];
  }
}
