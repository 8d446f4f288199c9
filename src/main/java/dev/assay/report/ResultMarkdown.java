package dev.assay.report;

import dev.assay.experiment.Result;
import java.util.List;
import java.util.stream.Collectors;

/// A result's table of configurations for a document.
public final class ResultMarkdown {
  private ResultMarkdown() {}

  public static String of(Result result) {
    var table = ResultTable.of(result);
    var text = new StringBuilder();
    text.append(String.join("  \n", ResultText.title(result))).append("\n\n");
    text.append(row(table.header()));
    text.append(row(table.header().stream().map(_ -> "---").toList()));
    for (int i = 0; i < table.rows().size(); i++) {
      boolean best = i == table.best();
      text.append(
          row(
              table.rows().get(i).stream()
                  .map(
                      cell -> best && !cell.isEmpty() ? "**" + escaped(cell) + "**" : escaped(cell))
                  .toList()));
    }
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }
}
