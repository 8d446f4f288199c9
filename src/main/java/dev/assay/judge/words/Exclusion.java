package dev.assay.judge.words;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Groups of words of which only one group can hold in one place.
///
/// @param groups of each word
record Exclusion(Map<String, Set<Group>> groups) {
  /// A group of a line.
  record Group(int line, int of) {
    boolean excludes(Group other) {
      return line == other.line && of != other.of;
    }
  }

  /// Of lines whose groups exclude each other, `up | down`, without words that end in `*`.
  static Exclusion of(String list) {
    return of(list, false);
  }

  /// Of those that end in `*`, without it.
  static Exclusion ofBeginnings(String list) {
    return of(list, true);
  }

  private static Exclusion of(String list, boolean beginnings) {
    var groups = new LinkedHashMap<String, Set<Group>>();
    var lines = list.lines().map(line -> List.of(line.strip().split(" \\| "))).toList();
    for (int line = 0; line < lines.size(); line++) {
      for (int of = 0; of < lines.get(line).size(); of++) {
        var group = new Group(line, of);
        Stream.of(lines.get(line).get(of).strip().split(" "))
            .filter(word -> word.endsWith("*") == beginnings)
            .map(word -> word.replace("*", ""))
            .forEach(word -> groups.computeIfAbsent(word, _ -> new LinkedHashSet<>()).add(group));
      }
    }
    return new Exclusion(Collections.unmodifiableMap(groups));
  }

  boolean excludes(String word, String other) {
    return groupsOf(word).stream()
        .anyMatch(group -> groupsOf(other).stream().anyMatch(group::excludes));
  }

  /// Empty where it is of none.
  Set<Group> groupsOf(String word) {
    return groups.getOrDefault(word, Set.of());
  }
}
