package dev.assay.synth;

import dev.assay.corpus.Document;
import dev.assay.corpus.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The smallest part of a document that can be evidence: a sentence, or a row of a table.
///
/// @param heading the nearest heading above, without markup; empty where there is none
/// @param first whether it is the first one below its heading
/// @param span where it stands in the document's text, without surrounding blanks
/// @param text the document's text at the span, exactly
/// @param cells the cells of a row; empty for a sentence
/// @param header the cells of the table's first row; empty for a sentence
record Unit(
    String heading,
    boolean first,
    Span span,
    String text,
    List<String> cells,
    List<String> header) {
  /// Longer units are no evidence anybody would quote, and cost pattern matching its speed.
  private static final int LONGEST = 400;

  private static final int SHORTEST = 20;
  private static final int LONGEST_HEADING = 80;

  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*(?:[-*+•>]|\\d{1,3}[.)]|\\d{1,3}(?:\\.\\d{1,3})+\\.?|\\([a-zA-Z]\\))\\s+");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+?)\\s*#*");
  private static final Pattern NUMBERING =
      Pattern.compile("^(?:\\d+(?:\\.\\d+)*[.)]?|§\\s*\\d+)\\s+");
  private static final Pattern RULE = Pattern.compile("[\\s|:=_-]*");
  private static final Pattern UNFINISHED =
      Pattern.compile(
          "(?:^|\\s)(?:\\p{L}|e\\.g|i\\.e|z\\.B|d\\.h|Dr|Mr|Mrs|No|Nr|vs|ca|bzw|dll)\\.$");
  private static final Pattern ORDINAL = Pattern.compile("\\b\\d{1,2}\\.$");

  boolean isRow() {
    return !cells.isEmpty();
  }

  /// The units of a document, in order. Code blocks are left out.
  static List<Unit> of(Document document) {
    return new Reader(document).read();
  }

  private static final class Reader {
    private final String text;
    private final Locale locale;
    private final List<Unit> units = new ArrayList<>();
    private String heading = "";
    private boolean first = true;
    private List<String> header = List.of();
    private int paragraph = -1;

    Reader(Document document) {
      text = document.text();
      var language = document.language();
      locale = language == null ? Locale.ROOT : Locale.forLanguageTag(language);
    }

    List<Unit> read() {
      boolean code = false;
      boolean blankBefore = true;
      for (int start = 0; start < text.length(); ) {
        int end = text.indexOf('\n', start);
        end = end < 0 ? text.length() : end;
        String line = end - start > 4000 ? "" : text.substring(start, end);
        boolean blank = line.isBlank();
        boolean fence = line.strip().startsWith("```");
        if (fence || code || blank) {
          flush(start);
          code ^= fence;
          if (blank) {
            header = List.of();
          }
        } else if (!isHeading(line, blankBefore, end)) {
          line(line, start, end);
        }
        blankBefore = blank;
        start = end + 1;
      }
      flush(text.length());
      return units;
    }

    private boolean isHeading(String line, boolean blankBefore, int end) {
      var marked = HEADING.matcher(line.strip());
      boolean blankAfter = end + 1 >= text.length() || text.charAt(end + 1) == '\n';
      boolean bare =
          blankBefore
              && blankAfter
              && line.length() <= LONGEST_HEADING
              && !line.contains("|")
              && line.strip().matches("[\\p{Lu}\\d].*[^.:;,!]");
      if (!marked.matches() && !bare) {
        return false;
      }
      flush(end);
      heading =
          plain(
              NUMBERING
                  .matcher(marked.matches() ? marked.group(1) : line.strip())
                  .replaceFirst(""));
      first = true;
      header = List.of();
      return true;
    }

    private void line(String line, int start, int end) {
      if (line.indexOf('|') >= 0) {
        flush(start);
        row(line, start, end);
        return;
      }
      var item = ITEM.matcher(line);
      if (item.lookingAt()) {
        flush(start);
        paragraph = start + item.end();
      } else if (paragraph < 0) {
        paragraph = start;
      }
    }

    private void row(String line, int start, int end) {
      if (RULE.matcher(line).matches()) {
        return;
      }
      var cells =
          Pattern.compile("\\|")
              .splitAsStream(line.strip().replaceAll("^\\||\\|$", ""))
              .map(Reader::plain)
              .toList();
      if (header.isEmpty()) {
        header = cells;
      } else if (cells.size() == header.size() && cells.size() > 1) {
        add(start, end, cells);
      }
    }

    private void flush(int end) {
      if (paragraph < 0) {
        return;
      }
      var sentences = BreakIterator.getSentenceInstance(locale);
      String part = text.substring(paragraph, end);
      sentences.setText(part);
      int from = 0;
      for (int at = sentences.next(); at != BreakIterator.DONE; at = sentences.next()) {
        if (at == part.length() || !goesOn(part.substring(Math.max(from, at - 12), at).strip())) {
          add(paragraph + from, paragraph + at, List.of());
          from = at;
        }
      }
      paragraph = -1;
    }

    private boolean goesOn(String end) {
      return UNFINISHED.matcher(end).find()
          || (locale.getLanguage().equals("de") && ORDINAL.matcher(end).find());
    }

    private void add(int start, int end, List<String> cells) {
      int from = start;
      int to = end;
      while (from < to && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
      while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
        to--;
      }
      if (to - from >= SHORTEST && to - from <= LONGEST) {
        units.add(
            new Unit(
                heading,
                first,
                new Span(from, to),
                text.substring(from, to),
                cells,
                cells.isEmpty() ? List.of() : header));
        first = false;
      }
    }

    private static String plain(String marked) {
      return Unit.plain(marked);
    }
  }

  /// Without emphasis, code marks, control characters and runs of blanks.
  static String plain(@Nullable String marked) {
    return String.valueOf(marked)
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("[*`]|(?<!\\S)_|_(?!\\S)", "")
        .replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
        .strip();
  }
}
