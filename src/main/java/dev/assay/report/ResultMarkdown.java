package dev.assay.report;

import dev.assay.experiment.Result;

/// A result's table of configurations, and what a judge and people said of them, for a document.
public final class ResultMarkdown {
  private ResultMarkdown() {}

  public static String of(Result result) {
    var table = ResultTable.of(result);
    var text = new StringBuilder();
    text.append(String.join("  \n", ResultText.title(result))).append("\n\n");
    text.append(MarkdownTable.row(table.header()));
    text.append(MarkdownTable.row(table.header().stream().map(_ -> "---").toList()));
    for (int i = 0; i < table.rows().size(); i++) {
      boolean best = i == table.best();
      text.append(
          MarkdownTable.row(
              table.rows().get(i).stream()
                  .map(cell ->
                      best && !cell.isEmpty()
                          ? "**" + MarkdownTable.escaped(cell) + "**"
                          : MarkdownTable.escaped(cell))
                  .toList()));
    }
    return text.append(JudgedTables.markdown(result)).toString();
  }
}
