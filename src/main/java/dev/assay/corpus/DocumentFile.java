package dev.assay.corpus;

import dev.assay.corpus.Document.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file becomes one document.
final class DocumentFile {
  /// Larger files are rejected before they are opened, and longer texts while they are extracted.
  static final long MAX_BYTES = 64L << 20;

  /// What a parser got out of a file.
  ///
  /// @param language what the file says itself, or null
  record Extract(String title, String text, @Nullable String language) {}

  static {
    // PDFBox and POI log by way of the API of log4j, which without a logger says so on stderr, and
    // repeats there what becomes a reason for a rejection here
    for (var name :
        List.of("log4j2.StatusLogger.level", "org.apache.logging.log4j.simplelog.level")) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, "OFF");
      }
    }
  }

  private DocumentFile() {}

  static Document read(String id, Path file, @Nullable String language)
      throws IOException, Unreadable {
    if (id.codePoints().anyMatch(Character::isISOControl) || Utf8.loneSurrogate(id) >= 0) {
      throw new Unreadable("its name has control characters");
    }
    if (!Files.isRegularFile(file)) {
      throw new Unreadable("not a file");
    }
    long size = Files.size(file);
    if (size == 0) {
      throw new Unreadable("empty");
    }
    if (size > MAX_BYTES) {
      throw new Unreadable("too large: %d bytes of at most %d".formatted(size, MAX_BYTES));
    }
    var format = format(id);
    var extract = extract(format, Files.readAllBytes(file));
    if (Tokens.count(extract.text()) == 0) {
      throw new Unreadable(format == Format.PDF ? "no text in it: a scan?" : "empty");
    }
    var said = extract.language() == null ? Languages.ofPath(id) : extract.language();
    return new Document(
        id, extract.title(), extract.text(), format, said == null ? language : said);
  }

  static Extract extract(Format format, byte[] bytes) throws Unreadable {
    return switch (format) {
      case MARKDOWN -> {
        var text = Utf8.decode(bytes);
        yield new Extract(MarkdownBlocks.title(text), text, null);
      }
      case TEXT, BEIR -> new Extract("", Utf8.decode(bytes), null);
      case HTML -> HtmlText.extract(Utf8.decode(bytes));
      case PDF -> PdfText.extract(bytes);
      case DOCX -> DocxText.extract(bytes);
    };
  }

  private static Format format(String id) throws Unreadable {
    var ending = id.substring(id.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "md", "markdown" -> Format.MARKDOWN;
      case "txt" -> Format.TEXT;
      case "html", "htm" -> Format.HTML;
      case "pdf" -> Format.PDF;
      case "docx" -> Format.DOCX;
      default -> throw new Unreadable("no parser for this type of file");
    };
  }
}
