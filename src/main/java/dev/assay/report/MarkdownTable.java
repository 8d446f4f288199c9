package dev.assay.report;

import java.util.List;
import java.util.stream.Collectors;

/// A table for a document; nothing in a cell is read as markup.
final class MarkdownTable {
  private MarkdownTable() {}

  static String of(List<String> header, List<List<String>> rows) {
    var text = new StringBuilder(row(header.stream().map(MarkdownTable::escaped).toList()));
    text.append(row(header.stream().map(_ -> "---").toList()));
    rows.forEach(cells -> text.append(row(cells.stream().map(MarkdownTable::escaped).toList())));
    return text.toString();
  }

  /// @param cells already escaped
  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  static String escaped(String cell) {
    return cell.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("<", "&lt;")
        .replace("\n", " ");
  }
}
