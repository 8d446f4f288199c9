package dev.assay.corpus;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The blocks of a Markdown text that matter for cutting it.
final class MarkdownBlocks {
  private static final Parser WORDS = parser().build();

  /// Blocks alone take a tenth of the time.
  private static final Parser BLOCKS = parser().inlineParserFactory(_ -> (_, _) -> {}).build();

  enum Kind {
    HEADING,
    CODE,
    OTHER
  }

  /// A block and its place.
  ///
  /// @param start of its first character in the text
  /// @param end behind its last character
  /// @param afterHeading whether the block before it is a heading
  record Place(Kind kind, int start, int end, boolean afterHeading) {}

  private MarkdownBlocks() {}

  /// The blocks on the outermost level, and code on any level, in order.
  static List<Place> of(String text) {
    var places = new ArrayList<Place>();
    BLOCKS
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              protected void visitChildren(Node parent) {
                for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
                  if (!(node instanceof Block) || node.getSourceSpans().isEmpty()) {
                    continue;
                  }
                  var kind = kind(node);
                  if (parent instanceof Document || kind == Kind.CODE) {
                    var last = node.getSourceSpans().getLast();
                    places.add(
                        new Place(
                            kind,
                            node.getSourceSpans().getFirst().getInputIndex(),
                            last.getInputIndex() + last.getLength(),
                            node.getPrevious() instanceof Heading));
                  }
                  visitChildren(node);
                }
              }
            });
    return places;
  }

  /// The words of the first heading; empty where there is none.
  static String title(String text) {
    for (var node = WORDS.parse(text).getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        var words = new StringBuilder();
        node.accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text text) {
                words.append(text.getLiteral());
              }

              @Override
              public void visit(Code code) {
                words.append(code.getLiteral());
              }

              @Override
              public void visit(SoftLineBreak lineBreak) {
                words.append(' ');
              }
            });
        return words.toString();
      }
    }
    return "";
  }

  private static Kind kind(Node node) {
    return switch (node) {
      case Heading _ -> Kind.HEADING;
      case FencedCodeBlock _, IndentedCodeBlock _, HtmlBlock _ -> Kind.CODE;
      default -> Kind.OTHER;
    };
  }

  private static Parser.Builder parser() {
    return Parser.builder()
        .includeSourceSpans(IncludeSourceSpans.BLOCKS)
        .maxOpenBlockParsers(64)
        .maxInlineNesting(64);
  }
}
