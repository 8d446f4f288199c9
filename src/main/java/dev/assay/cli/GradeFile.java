package dev.assay.cli;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.analysis.PoolItem;
import dev.assay.experiment.HumanGrade;
import dev.assay.golden.CsvTable;
import dev.assay.report.Csv;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A pool with grades beside its texts: what `golden pool` writes and `golden grade` reads, as CSV
/// or as JSON Lines by the file's ending.
final class GradeFile {
  private static final List<String> COLUMNS =
      List.of(
          "question",
          "asked",
          "document",
          "start",
          "end",
          "text",
          "found",
          "judged",
          "grade",
          "by",
          "at",
          "note");

  private GradeFile() {}

  static boolean isCsv(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  static String csvHeader() {
    return Csv.row(COLUMNS.toArray());
  }

  static String csv(PoolItem item) {
    return Csv.row(
        item.question(),
        item.asked(),
        item.document(),
        item.start(),
        item.end(),
        item.text(),
        item.found().entrySet().stream()
            .map(found -> found.getKey() + ":" + found.getValue())
            .collect(Collectors.joining(" ")),
        item.judged(),
        null,
        null,
        null,
        null);
  }

  static String jsonl(PoolItem item) {
    return Json.MAPPER.writeValueAsString(item) + "\n";
  }

  /// The rows that have a grade.
  ///
  /// @param by who judged, where a row does not say
  /// @param at when, where a row does not say
  /// @throws InvalidInput with every row that is wrong
  static List<HumanGrade> read(Path file, @Nullable String by, Instant at) {
    var problems = new ArrayList<Problem>();
    var grades = new ArrayList<HumanGrade>();
    CsvTable.RowReader reader =
        (_, cells) -> {
          if (cells.containsKey("grade")) {
            grades.add(grade(cells, by, at));
          }
        };
    if (isCsv(file)) {
      CsvTable.each(file, COLUMNS, problems, reader);
    } else {
      CsvTable.eachObject(file, COLUMNS, problems, reader);
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return grades;
  }

  private static HumanGrade grade(Map<String, String> cells, @Nullable String by, Instant at) {
    String when = cells.get("at");
    return new HumanGrade(
        id(cells, "question"),
        id(cells, "document"),
        number(cells, "start"),
        number(cells, "end"),
        java.util.Objects.requireNonNull(number(cells, "grade")),
        cells.getOrDefault("by", by),
        when == null ? at : instant(when),
        cells.get("note"));
  }

  /// Without the quotation mark that [Csv] puts before what a spreadsheet would run.
  private static String id(Map<String, String> cells, String column) {
    String id = cells.getOrDefault(column, "");
    return id.matches("(?s)'[=+\\-@\t\r].*") ? id.substring(1) : id;
  }

  private static @Nullable Integer number(Map<String, String> cells, String column) {
    String text = cells.get(column);
    try {
      return text == null ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, got '%s'".formatted(column, text), e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text.strip());
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "at must be a time like 2026-11-25T09:30:00Z, got '" + text + "'", e);
    }
  }
}
