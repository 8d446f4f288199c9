package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void whatASpreadsheetWouldRunIsShownAsText() {
    assertThat(Csv.row("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "a=b"))
        .isEqualTo("'=cmd|' /C calc'!A0,'+1,'-1,'@SUM(A1),'\tx,a=b\r\n");
  }

  @Test
  void numbersStayNumbersAndAbsentIsEmpty() {
    assertThat(Csv.row(-0.25, 3, null, "")).isEqualTo("-0.25,3,,\r\n");
  }

  @Test
  void separatorsQuotesAndLineEndsAreQuoted() {
    assertThat(Csv.row("a,b", "say \"hi\"", "two\nlines", "=1,2"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"'=1,2\"\r\n");
  }
}
