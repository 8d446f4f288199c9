package dev.assay.report;

import java.util.ArrayList;
import java.util.List;

/// A table for a terminal.
final class Columns {
  private Columns() {}

  /// One line a row, its cells under those of the other rows.
  ///
  /// @param rows of equal length
  static List<String> aligned(List<List<String>> rows) {
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        line.append(row.get(column)).repeat(" ", width - row.get(column).length() + 2);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
