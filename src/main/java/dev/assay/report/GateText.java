package dev.assay.report;

import dev.assay.analysis.GateReport;
import dev.assay.analysis.GateReport.Checked;
import dev.assay.analysis.GateReport.Outcome;
import java.util.List;
import java.util.Locale;

/// Gates for a terminal, a pull request and a build server.
public final class GateText {
  private GateText() {}

  /// One line a gate.
  public static String of(GateReport report) {
    var text = new StringBuilder("gates of " + plain(report.experiment()) + "\n");
    for (Checked gate : report.gates()) {
      text.append(
          "%-12s  %s\n              %s\n"
              .formatted(word(gate.outcome()), plain(gate.name()), plain(gate.message())));
    }
    return text.append(word(report.outcome())).append('\n').toString();
  }

  /// A table for a summary of the build.
  public static String markdown(GateReport report) {
    List<List<String>> rows =
        report.gates().stream()
            .map(gate -> List.of(word(gate.outcome()), gate.name(), gate.message()))
            .toList();
    return "### Assay: %s\n\n%s\n\n%s"
        .formatted(
            word(report.outcome()),
            MarkdownTable.escaped(report.experiment()),
            MarkdownTable.of(List.of("outcome", "gate", "why"), rows));
  }

  /// JUnit's XML, one test case a gate.
  ///
  /// @param lenient inconclusive gates are skipped, not failures
  public static String junit(GateReport report, boolean lenient) {
    var cases = new StringBuilder();
    int failures = 0;
    int skipped = 0;
    for (Checked gate : report.gates()) {
      cases.append(
          "  <testcase classname=\"assay.%s\" name=\"%s\" time=\"0\""
              .formatted(xml(report.experiment()), xml(gate.name())));
      boolean skip = lenient && gate.outcome() == Outcome.INCONCLUSIVE;
      if (gate.outcome() == Outcome.PASSED) {
        cases.append("/>\n");
        continue;
      }
      failures += skip ? 0 : 1;
      skipped += skip ? 1 : 0;
      cases.append(
          skip
              ? "><skipped message=\"%s\"/></testcase>\n".formatted(xml(gate.message()))
              : "><failure type=\"%s\" message=\"%s\"/></testcase>\n"
                  .formatted(word(gate.outcome()), xml(gate.message())));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuite name="assay gate %s" tests="%d" failures="%d" errors="0" skipped="%d" time="0">
    %s</testsuite>
    """
        .formatted(xml(report.experiment()), report.gates().size(), failures, skipped, cases);
  }

  /// Metrics of a file are named by somebody else.
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /// Escaped, without the control characters that XML 1.0 has no way to write.
  private static String xml(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
