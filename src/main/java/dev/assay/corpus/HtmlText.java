package dev.assay.corpus;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// What a reader sees of a page: a line a block, a blank line between paragraphs, `- ` before list
/// items, a table row on one line with ` | ` between its cells, white space collapsed except in
/// `pre`. Scripts, styles, templates and comments are dropped.
final class HtmlText implements NodeVisitor {
  private static final Set<String> APART =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "dl",
          "table",
          "pre",
          "blockquote",
          "figure",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "nav",
          "aside",
          "form",
          "fieldset",
          "details",
          "hr",
          "address");

  private final StringBuilder out = new StringBuilder();

  /// What stands between the text so far and the next: line ends, else a space, then list and cell
  /// marks.
  private int lineEnds;

  private boolean space;
  private final StringBuilder marks = new StringBuilder();
  private int cells;
  private int pres;

  private HtmlText() {}

  static DocumentFile.Extract extract(String html) {
    var page = Jsoup.parse(html);
    page.select("script,style,template,noscript").remove();
    var visitor = new HtmlText();
    page.body().traverse(visitor);
    var heading = page.selectFirst("h1");
    var title = page.title().isBlank() && heading != null ? heading.text() : page.title();
    var root = page.selectFirst("html[lang]");
    return new DocumentFile.Extract(
        title, visitor.out.toString(), root == null ? null : Languages.ofTag(root.attr("lang")));
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      append(text.getWholeText());
    } else if (node instanceof Element element) {
      var tag = element.normalName();
      end(element);
      switch (tag) {
        case "li" -> marks.append("- ");
        case "td", "th" -> {
          if (element.previousElementSibling() != null) {
            marks.append(" | ");
            space = false;
          }
          cells++;
        }
        case "br" -> end(1);
        case "pre" -> pres++;
        default -> {}
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      switch (element.normalName()) {
        case "td", "th" -> {
          cells--;
          space = false;
        }
        case "pre" -> pres--;
        case "li" -> marks.setLength(0);
        case "tr" -> {
          if (cells == 0) {
            marks.setLength(0);
          }
        }
        default -> {}
      }
      end(element);
    }
  }

  private void end(Element element) {
    var tag = element.normalName();
    if (APART.contains(tag)) {
      boolean inList = (tag.equals("ul") || tag.equals("ol")) && element.closest("li") != null;
      end(inList ? 1 : 2);
    } else if (element.isBlock() && !tag.equals("td") && !tag.equals("th")) {
      end(1);
    }
  }

  private void end(int lines) {
    if (cells > 0) {
      space = marks.isEmpty();
    } else {
      lineEnds = Math.max(lineEnds, lines);
      space = false;
    }
  }

  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u00AD' || c == '\u200B' || c == '\uFEFF') {
        continue; // invisible, and inside words
      }
      if (pres > 0 && cells == 0 && c == '\n' && marks.isEmpty()) {
        lineEnds++;
        space = false;
      } else if (pres > 0 && cells == 0 && c == ' ' && marks.isEmpty()) {
        flush();
        out.append(c);
      } else if (Tokens.isBlank(c)) {
        space = marks.isEmpty();
      } else {
        flush();
        out.append(c);
      }
    }
  }

  private void flush() {
    if (!out.isEmpty() && lineEnds > 0) {
      out.append("\n".repeat(lineEnds));
    } else if (!out.isEmpty() && space) {
      out.append(' ');
    }
    out.append(marks);
    lineEnds = 0;
    space = false;
    marks.setLength(0);
  }
}
