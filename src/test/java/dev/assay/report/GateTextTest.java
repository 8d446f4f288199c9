package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.GateReport;
import dev.assay.analysis.GateReport.Checked;
import dev.assay.analysis.GateReport.Outcome;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GateTextTest {
  private static final GateReport REPORT =
      new GateReport(
          "made-0000",
          Outcome.FAILED,
          List.of(
              checked("one", Outcome.PASSED, "fine"),
              checked("two <&\"\u0001", Outcome.INCONCLUSIVE, "unsure"),
              checked("three | *", Outcome.FAILED, "-.1 < -.02")));

  @Test
  void junitHasATestCaseAGateAndStaysXmlWhateverTheNames() throws Exception {
    Document strict = parse(GateText.junit(REPORT, false));
    assertThat(strict.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(strict.getDocumentElement().getAttribute("failures")).isEqualTo("2");
    assertThat(strict.getElementsByTagName("testcase").getLength()).isEqualTo(3);

    Document lenient = parse(GateText.junit(REPORT, true));
    assertThat(lenient.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(lenient.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void theSummaryIsATableWithoutMarkupOfItsOwn() {
    assertThat(GateText.markdown(REPORT))
        .startsWith("### Assay: failed\n")
        .contains("| failed | three \\| \\* | -.1 &lt; -.02 |");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Checked checked(String name, Outcome outcome, String message) {
    return new Checked(name, "A", null, "nDCG@10", outcome, message, .5, null);
  }
}
