package dev.assay.judge.words;

import dev.assay.judge.words.Part.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rows of a table in a text, a line each, cells apart by `|` or a tab.
///
/// @param around stems of all of it
record Table(List<Part> rows, Set<String> around) {
  private static final Pattern CELL_END = Pattern.compile("\\s*[|\\t]\\s*");

  private static final Pattern ROW_ENDS = Pattern.compile("^\\s*\\|\\s*|\\s*\\|\\s*$");

  /// The line between the head of a table and its rows.
  private static final Pattern RULE = Pattern.compile("[\\s|:+=]*-[\\s|:+=-]*");

  /// @param tables in order
  /// @param prose what stands in none
  record Split(List<Table> tables, String prose) {}

  static Split split(String text) {
    var tables = new ArrayList<Table>();
    var prose = new StringBuilder();
    var rows = new ArrayList<Part>();
    for (String line : text.lines().filter(line -> !RULE.matcher(line).matches()).toList()) {
      var cells = cells(line);
      if (cells.size() > 1) {
        rows.add(Part.ofCells(cells));
      } else {
        end(rows, tables);
        prose.append(line).append('\n');
      }
    }
    end(rows, tables);
    return new Split(tables, prose.toString());
  }

  /// One where the line is of no table.
  static List<String> cells(String line) {
    return List.of(CELL_END.split(ROW_ENDS.matcher(line).replaceAll(""), -1));
  }

  private static void end(List<Part> rows, List<Table> tables) {
    if (!rows.isEmpty()) {
      var stems =
          rows.stream()
              .flatMap(row -> row.stems().stream())
              .collect(Collectors.toUnmodifiableSet());
      tables.add(new Table(List.copyOf(rows), stems));
      rows.clear();
    }
  }

  /// Of the rows whose first cell a claim has: what another row has in the same column, and what
  /// the row itself has in another one than the first row names.
  ///
  /// @param claim stems of its words
  Stream<Crossing> crossings(Set<String> claim) {
    return rows.stream()
        .skip(1)
        .filter(row -> row.terms().getFirst().isIn(claim))
        .flatMap(row ->
            Stream.concat(
                rows.stream().skip(1).flatMap(other -> ofRows(row.columns(other))),
                ofColumns(rows.getFirst().columns(row))));
  }

  private Stream<Crossing> ofRows(List<Slot> columns) {
    return columns.stream().skip(1).map(column -> crossing(columns.getFirst(), column));
  }

  private Stream<Crossing> ofColumns(List<Slot> columns) {
    return IntStream.range(1, columns.size())
        .boxed()
        .flatMap(i ->
            IntStream.range(1, columns.size())
                .filter(j -> j != i)
                .mapToObj(j -> ofColumns(columns.get(i), columns.get(j))));
  }

  private Crossing ofColumns(Slot column, Slot other) {
    return crossing(new Slot(column.left(), other.left()), new Slot(column.right(), other.right()));
  }

  private Crossing crossing(Slot who, Slot what) {
    return new Crossing(who, what, around, around, true);
  }
}
