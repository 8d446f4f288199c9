package dev.assay.milvus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Rows cut into requests that Milvus takes.
final class Batches {
  private static final int MAX_ROWS = 500;
  private static final int MAX_MESSAGE = 8 << 20;

  private Batches() {}

  /// The rows in their order, all checked before the first is sent.
  static List<List<Row>> of(List<Row> rows, int dimensions) {
    var ids = new HashSet<String>();
    for (var row : rows) {
      Checks.dimensions("chunk '" + row.id() + "'", row.dense(), dimensions);
      if (!ids.add(row.id())) {
        throw new IllegalArgumentException("chunk '" + row.id() + "' stands twice in one upsert");
      }
    }
    var batches = new ArrayList<List<Row>>();
    for (int from = 0; from < rows.size(); ) {
      int to = from;
      for (int bytes = 0; to < rows.size() && to - from < MAX_ROWS; to++) {
        bytes += rows.get(to).size();
        if (bytes > MAX_MESSAGE && to > from) {
          break;
        }
      }
      batches.add(rows.subList(from, to));
      from = to;
    }
    return batches;
  }
}
