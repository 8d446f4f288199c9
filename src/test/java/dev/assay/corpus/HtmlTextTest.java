package dev.assay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
  @Test
  void blocksBecomeLinesAndParagraphsStandApart() {
    assertThat(text("<h1>Title</h1><p>One\n  two <b>three</b>.</p><p>Four<br>five</p>tail"))
        .isEqualTo("Title\n\nOne two three.\n\nFour\nfive\n\ntail");
    assertThat(text("<div>one</div><div>two</div>")).isEqualTo("one\ntwo");
  }

  @Test
  void listsAndTablesKeepTheirShape() {
    assertThat(
            text("<p>Do:</p><ul><li>first <i>one</i></li><li>second<ol><li>inner</li></ol></ul>"))
        .isEqualTo("Do:\n\n- first one\n- second\n- inner");
    assertThat(
            text(
                "<table><tr><th>Code</th><th>Meaning</th></tr>\n"
                    + "<tr><td> E1 </td><td><p>Line</p><p>blocked</p></td><td></td><td>x</td></tr></table>"))
        .isEqualTo("Code | Meaning\nE1 | Line blocked |  | x");
  }

  @Test
  void preformattedTextKeepsItsWhiteSpace() {
    assertThat(text("<p>Run</p><pre>a  b\n  c\n\nd</pre><p>done"))
        .isEqualTo("Run\n\na  b\n  c\n\nd\n\ndone");
  }

  @Test
  void whatIsNotReadIsDropped() {
    assertThat(
            text(
                "<script>alert(1)</script><style>p{}</style><template>t</template>"
                    + "<!-- c --><noscript>n</noscript><p>Re\u00ADfund&nbsp;  now"))
        .isEqualTo("Refund now");
  }

  @Test
  void titleAndLanguageComeFromThePage() {
    var extract = HtmlText.extract("<html lang='de-AT'><title> A &amp; B </title><p>x");
    assertThat(extract.title()).isEqualTo("A & B");
    assertThat(extract.language()).isEqualTo("de");
    assertThat(HtmlText.extract("<h1>A <i>heading</i></h1><p>x").title()).isEqualTo("A heading");
    assertThat(HtmlText.extract("<html lang='klingon'><p>x").language()).isNull();
  }

  @Test
  void deepNestingAndBrokenMarkupAreRead() {
    assertThat(text("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
    assertThat(text("<ul><li>".repeat(3_000) + "deep")).endsWith("deep");
    assertThat(text("<table><td>a<li>b</p></i>c &#xD800; &#0;")).contains("a", "b", "c");
    assertThat(Utf8.loneSurrogate(text("&#xD800;&#xDC00;x"))).isEqualTo(-1);
  }

  private static String text(String html) {
    return HtmlText.extract(html).text();
  }
}
