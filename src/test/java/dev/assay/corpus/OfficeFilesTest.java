package dev.assay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.corpus.Document.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

class OfficeFilesTest {
  @Test
  void aPdfGivesItsTextFromTopToBottomAndItsTitle() throws Exception {
    var extract = DocumentFile.extract(Format.PDF, pdf(""));
    assertThat(extract.text().strip()).isEqualTo("First line\nSecond line");
    assertThat(extract.title()).isEqualTo("A title");
  }

  @Test
  void anEncryptedPdfIsRejected() throws IOException {
    var bytes = pdf("secret");
    assertThatThrownBy(() -> DocumentFile.extract(Format.PDF, bytes))
        .isInstanceOf(Unreadable.class)
        .hasMessage("an encrypted PDF");
  }

  @Test
  void aPdfThatBreaksOffIsReadAsFarAsItGoesOrRejected() throws IOException {
    var whole = pdf("");
    for (int length = 16; length < whole.length; length += 97) {
      var bytes = java.util.Arrays.copyOf(whole, length);
      try {
        DocumentFile.extract(Format.PDF, bytes);
      } catch (Unreadable e) {
        assertThat(e).hasMessageContaining("PDF");
      }
    }
  }

  @Test
  void aWordDocumentGivesParagraphsAndTables() throws Exception {
    var extract = DocumentFile.extract(Format.DOCX, docx());
    assertThat(extract.text()).isEqualTo("Heading\n\nA paragraph.\n\na | b\nc | d e");
    assertThat(extract.title()).isEqualTo("A title");
  }

  @Test
  void aZipBombIsRejected() throws IOException {
    var bomb = replaceDocument(docx(), 40 << 20);
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> DocumentFile.extract(Format.DOCX, bomb))
        .isInstanceOf(Unreadable.class)
        .hasMessage("a zip bomb: it unpacks to far more than its size");
  }

  @Test
  void aZipThatIsNoWordDocumentIsRejected() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../evil.txt"));
      zip.write('x');
    }
    assertThatThrownBy(() -> DocumentFile.extract(Format.DOCX, out.toByteArray()))
        .isInstanceOf(Unreadable.class)
        .hasMessageStartingWith("a DOCX that cannot be read");
  }

  private static byte[] pdf(String password) throws IOException {
    try (var pdf = new PDDocument()) {
      var page = new PDPage();
      pdf.addPage(page);
      pdf.getDocumentInformation().setTitle("A title");
      try (var content = new PDPageContentStream(pdf, page)) {
        content.setFont(new PDType1Font(FontName.HELVETICA), 12);
        for (var line : new String[] {"600 Second line", "700 First line"}) {
          content.beginText();
          content.newLineAtOffset(50, Integer.parseInt(line.substring(0, 3)));
          content.showText(line.substring(4));
          content.endText();
        }
      }
      if (!password.isEmpty()) {
        var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
        policy.setEncryptionKeyLength(128);
        pdf.protect(policy);
      }
      var out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] docx() throws IOException {
    try (var docx = new XWPFDocument()) {
      docx.getProperties().getCoreProperties().setTitle("A title");
      docx.createParagraph().createRun().setText("Heading");
      docx.createParagraph();
      docx.createParagraph().createRun().setText("A paragraph.");
      var table = docx.createTable(2, 2);
      table.getRow(0).getCell(0).setText("a");
      table.getRow(0).getCell(1).setText("b");
      table.getRow(1).getCell(0).setText("c");
      table.getRow(1).getCell(1).setText("d\n e");
      var out = new ByteArrayOutputStream();
      docx.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] replaceDocument(byte[] docx, int size) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(docx));
        var zip = new ZipOutputStream(out)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(entry.getName().equals("word/document.xml") ? new byte[size] : in.readAllBytes());
      }
    }
    return out.toByteArray();
  }
}
