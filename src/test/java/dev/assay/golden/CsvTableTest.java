package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir private Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  private void read(String text) throws IOException {
    CsvTable.each(
        Files.writeString(folder.resolve("t.csv"), text),
        List.of("id", "quote", "grade"),
        problems,
        (line, cells) -> rows.add(line + " " + cells));
  }

  @Test
  void aQuotedCellMaySpanLinesAndHoldCommasAndQuotationMarks() throws IOException {
    read(
        "\uFEFFid,grade,quote\r\n1,3,\"He said: \"\"no, never\"\"\r\nand left\"\r\n\r\n2,,plain\r\n");

    assertThat(problems).isEmpty();
    assertThat(rows)
        .containsExactly(
            "2 {id=1, grade=3, quote=He said: \"no, never\"\nand left}", "5 {id=2, quote=plain}");
  }

  @Test
  void aCellKeepsItsBlankLinesAndTheBlanksAtTheEndOfItsLines() throws IOException {
    read(
        "id,grade,quote  \r\n1,3,\"First.  \r\n\r\n \t\r\nLast.\n\"\r\n \r\n2,2,plain \r\n3,4,5,6\r\n");

    assertThat(rows)
        .containsExactly(
            "2 {id=1, grade=3, quote=First.  \n\n \t\nLast.\n}", "8 {id=2, grade=2, quote=plain }");
    assertThat(problems)
        .extracting(p -> p.line() + " " + p.message())
        .containsExactly("9 4 cells below 3 columns");
  }

  @Test
  void whatIsWrongIsListedWithItsLine() throws IOException {
    read("id,qoute\n1,x\n");
    assertThat(problems)
        .extracting(p -> p.line() + " " + p.message())
        .first()
        .isEqualTo("1 unknown column 'qoute'; did you mean 'quote'? (known: id, quote, grade)");

    problems.clear();
    read("id\n1,2\n\"open\n");
    assertThat(problems)
        .extracting(p -> p.line() + " " + p.message())
        .containsExactly("2 2 cells below 1 columns", "3 a quotation mark is not closed");
  }
}
