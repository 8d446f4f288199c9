package dev.assay.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/// The paragraphs and tables of a Word document: a blank line between paragraphs, a table row on
/// one line with ` | ` between its cells.
final class DocxText {
  static {
    ZipSecureFile.setMaxEntrySize(2 * DocumentFile.MAX_BYTES);
  }

  private DocxText() {}

  static DocumentFile.Extract extract(byte[] bytes) throws Unreadable {
    if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
      throw new Unreadable("not a DOCX");
    }
    try (var docx = new XWPFDocument(new ByteArrayInputStream(bytes))) {
      var text = text(docx.getBodyElements());
      if (text.length() > DocumentFile.MAX_BYTES) {
        throw new Unreadable("its text is too long");
      }
      var title = docx.getProperties().getCoreProperties().getTitle();
      return new DocumentFile.Extract(
          title == null ? "" : Utf8.sanitise(title).strip(), Utf8.sanitise(text), null);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // POI meets broken files with exceptions of many types, nested ones with a full stack
      var message = String.valueOf(e.getMessage());
      throw new Unreadable(
          message.contains("Zip bomb")
              ? "a zip bomb: it unpacks to far more than its size"
              : "a DOCX that cannot be read: " + message.lines().findFirst().orElse(""));
    }
  }

  private static String text(List<IBodyElement> elements) {
    var out = new StringBuilder();
    for (var element : elements) {
      var part =
          switch (element) {
            case XWPFParagraph paragraph -> paragraph.getText().strip();
            case XWPFTable table -> rows(table);
            default -> "";
          };
      if (!part.isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n\n").append(part);
      }
    }
    return out.toString();
  }

  private static String rows(XWPFTable table) {
    return table.getRows().stream()
        .map(row ->
            row.getTableCells().stream()
                .map(cell -> cell.getText().replaceAll("\\s+", " ").strip())
                .collect(Collectors.joining(" | ")))
        .collect(Collectors.joining("\n"));
  }
}
