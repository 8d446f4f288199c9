package dev.assay.synth;

import dev.assay.Sha256;
import dev.assay.corpus.Document;
import java.util.List;
import java.util.TreeMap;

/// Some documents of a corpus, chosen by seed while they stream past: those whose hash with the
/// seed is smallest. Each document is as likely as any other, and the choice does not depend on the
/// order they come in. Keeps no more than its capacity.
public final class Sample {
  private final int capacity;
  private final long seed;
  private final TreeMap<String, Document> chosen = new TreeMap<>();

  public Sample(int capacity, long seed) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, got " + capacity);
    }
    this.capacity = capacity;
    this.seed = seed;
  }

  public void add(Document document) {
    chosen.put(key(document.id()), document);
    if (chosen.size() > capacity) {
      chosen.pollLastEntry();
    }
  }

  /// In the order of the draw.
  public List<Document> documents() {
    return List.copyOf(chosen.values());
  }

  /// A place in an order that only the seed decides.
  String key(String text) {
    return new Sha256().add(Long.toString(seed)).add(text).hex();
  }
}
