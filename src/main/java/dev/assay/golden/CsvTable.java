package dev.assay.golden;

import dev.assay.Lines;
import dev.assay.Nearest;
import dev.assay.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads comma-separated values (RFC 4180) whose first line names the columns, one row at a time. A
/// cell in quotation marks may span lines, blank ones too. Cells keep their blanks; line ends in
/// them are `\n`.
public final class CsvTable {
  private final List<String> known;
  private final RowReader reader;
  private final boolean blanks;
  private final StringBuilder open = new StringBuilder();
  private @Nullable List<String> header;
  private boolean quoted;
  private int openedAt;

  private CsvTable(List<String> known, RowReader reader, boolean blanks) {
    this.known = known;
    this.reader = reader;
    this.blanks = blanks;
  }

  /// Takes one row; throws [IllegalArgumentException] with what is wrong with it.
  public interface RowReader {
    /// Takes one row.
    ///
    /// @param line where the row begins, from 1
    /// @param cells column to text
    void read(int line, Map<String, String> cells);
  }

  /// Reads every row, whatever its columns are called, with its blank cells.
  public static void each(Path file, List<Problem> problems, RowReader reader) {
    each(file, problems, new CsvTable(List.of(), reader, true));
  }

  /// Reads every row without its blank cells.
  ///
  /// @param known the columns there may be, in any order, and others are problems
  /// @param problems gets what is wrong with a row, by the line it ends in
  /// @throws dev.assay.InvalidInput where there is no such file
  public static void each(Path file, List<String> known, List<Problem> problems, RowReader reader) {
    each(file, problems, new CsvTable(known, reader, false));
  }

  private static void each(Path file, List<Problem> problems, CsvTable table) {
    LineRecords.all(file, problems, table::take);
    if (table.quoted) {
      problems.add(
          Problem.error(
              file.toString(), table.openedAt, 1, "a quotation mark is not closed", null));
    }
  }

  /// The same rows as JSON Lines: an object a line, whose values are text or numbers; others are
  /// passed over.
  public static void eachObject(
      Path file, List<String> known, List<Problem> problems, RowReader reader) {
    var table = new CsvTable(known, reader, false);
    LineRecords.each(
        file,
        problems,
        (line, json) -> {
          table.header(List.copyOf(json.propertyNames()));
          var row = new LinkedHashMap<String, String>();
          json.properties().stream()
              .filter(entry -> entry.getValue().isString() || entry.getValue().isNumber())
              .forEach(entry -> row.put(entry.getKey(), entry.getValue().asString()));
          reader.read(line.number(), row);
        });
  }

  private void take(Lines.Line line) {
    if (quoted) {
      open.append('\n');
    } else if (line.text().isBlank()) {
      return;
    } else {
      openedAt = line.number();
    }
    if (open.length() > Lines.LONGEST) {
      throw new IllegalArgumentException("the row from line " + openedAt + " on is too long");
    }
    open.append(line.whole());
    quoted ^= line.whole().chars().filter(c -> c == '"').count() % 2 == 1;
    if (quoted) {
      return;
    }
    List<String> cells = cells(open.toString());
    open.setLength(0);
    if (header == null) {
      header = header(cells);
    } else {
      reader.read(openedAt, row(header, cells));
    }
  }

  private List<String> header(List<String> cells) {
    List<String> names = cells.stream().map(String::stripTrailing).toList();
    for (String name : names) {
      if (!known.isEmpty() && !known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown column '%s'; %s".formatted(name, Nearest.suggestion(name, known)));
      }
    }
    return names;
  }

  private Map<String, String> row(List<String> header, List<String> cells) {
    if (cells.size() > header.size()) {
      throw new IllegalArgumentException(
          "%d cells below %d columns".formatted(cells.size(), header.size()));
    }
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.size(); i++) {
      if (blanks || !cells.get(i).isBlank()) {
        row.put(header.get(i), cells.get(i));
      }
    }
    return row;
  }

  private static List<String> cells(String row) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
