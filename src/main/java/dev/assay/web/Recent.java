package dev.assay.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The last few of something that takes seconds, one computed at a time: a page is looked at again,
/// sorted and turned over.
final class Recent<K, V> {
  private final Map<K, V> kept;

  /// @param most how many are kept; the one that was not looked at for longest goes first
  Recent(int most) {
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /// @param key of all that it depends on
  synchronized V of(K key, Supplier<V> compute) {
    V known = kept.get(key);
    if (known != null) {
      return known;
    }
    V computed = compute.get();
    kept.put(key, computed);
    return computed;
  }
}
