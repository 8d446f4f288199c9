package dev.assay.corpus;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/// The text of a PDF, sorted by its place on the page.
final class PdfText {
  private static final long MEMORY = 64L << 20;

  private PdfText() {}

  static DocumentFile.Extract extract(byte[] bytes) throws Unreadable {
    var head = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1);
    if (!head.contains("%PDF-")) {
      throw new Unreadable("not a PDF");
    }
    try (var pdf =
        Loader.loadPDF(bytes, "", null, null, MemoryUsageSetting.setupMixed(MEMORY).streamCache)) {
      var stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      stripper.setLineSeparator("\n");
      stripper.setPageEnd("\n\n");
      var out = new Bounded();
      stripper.writeText(pdf, out);
      var title = pdf.getDocumentInformation().getTitle();
      return new DocumentFile.Extract(
          title == null ? "" : Utf8.sanitise(title).strip(), Utf8.sanitise(out.toString()), null);
    } catch (InvalidPasswordException e) {
      throw new Unreadable("an encrypted PDF");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // PDFBox meets broken files with exceptions of many types, nested ones with a full stack
      throw new Unreadable("a PDF that cannot be read: " + e.getMessage());
    }
  }

  /// A small file can hold a text of any length.
  private static final class Bounded extends StringWriter {
    @Override
    public void write(String text) {
      if (getBuffer().length() + (long) text.length() > DocumentFile.MAX_BYTES) {
        throw new IllegalStateException("its text is too long");
      }
      super.write(text);
    }
  }
}
