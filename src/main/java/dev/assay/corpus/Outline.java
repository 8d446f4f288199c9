package dev.assay.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A document's tokens, and before which of them which kind of part starts.
final class Outline {
  /// A line that starts a sentence although the one before has no full stop: a heading, an item of
  /// a list, a row of a table, a quotation.
  private static final Pattern ITEM = Pattern.compile("([-*+>|#]|\\d{1,3}[.)]\\s).*");

  private final Document document;
  private final String text;
  private final int[] starts;
  private final Map<Break, BitSet> breaks = new EnumMap<>(Break.class);

  Outline(Document document) {
    this.document = document;
    this.text = document.text();
    this.starts = Tokens.starts(text);
    for (var kind : Break.values()) {
      breaks.put(kind, new BitSet());
    }
    for (int token = 1; token < starts.length; token++) {
      int lineEnds = lineEndsBefore(starts[token]);
      set(token, Break.LINE, lineEnds > 0);
      set(token, Break.PARAGRAPH, lineEnds > 1);
    }
  }

  static void checkSize(String name, int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + tokens);
    }
  }

  /// How many tokens there are.
  int size() {
    return starts.length;
  }

  /// Whether a part of this kind starts with the token, counted from 0.
  boolean isBreak(int token, Break kind) {
    return breaksOf(kind).get(token);
  }

  /// Finds where sentences start. A paragraph and an item of a list start one too.
  void markSentences(@Nullable String language) {
    var sentences = new BitSet(text.length());
    SentenceStarts.of(text, language).forEach(sentences::set);
    for (int token = 1; token < starts.length; token++) {
      boolean item =
          isBreak(token, Break.LINE)
              && ITEM.matcher(text)
                  .region(starts[token], Math.min(text.length(), starts[token] + 8))
                  .lookingAt();
      set(
          token,
          Break.SENTENCE,
          item || isBreak(token, Break.PARAGRAPH) || sentences.get(starts[token]));
    }
  }

  /// Finds the Markdown blocks: sections start with headings, blocks are paragraphs, and code is
  /// not cut at its blank lines.
  void markBlocks() {
    for (var block : MarkdownBlocks.of(text)) {
      int first = tokenAt(block.start());
      int after = tokenAt(block.end());
      switch (block.kind()) {
        case HEADING -> {
          set(first, Break.SECTION, first > 0 && !block.afterHeading());
          set(first, Break.PARAGRAPH, first > 0);
          set(after, Break.PARAGRAPH, false);
          set(after, Break.LINE, false);
          breaksOf(Break.LINE).clear(first + 1, Math.max(first + 1, after));
        }
        case CODE -> {
          set(first, Break.LINE, first > 0 && !block.afterHeading());
          breaksOf(Break.PARAGRAPH).clear(first + 1, Math.max(first + 1, after));
        }
        case OTHER -> set(first, Break.PARAGRAPH, first > 0 && !block.afterHeading());
      }
    }
  }

  /// The first tokens of chunks that cover the tokens `[from, to)` with at most `max` each: cut at
  /// the first kind of break, then neighbours that fit are packed; what does not fit alone is cut
  /// at the next kind, at last between any two tokens.
  List<Integer> pack(int from, int to, int max, List<Break> kinds) {
    var chunks = new ArrayList<Integer>();
    if (from >= to) {
      return chunks;
    }
    if (to - from <= max) {
      chunks.add(from);
      return chunks;
    }
    if (kinds.isEmpty()) {
      for (int token = from; token < to; token += max) {
        chunks.add(token);
      }
      return chunks;
    }
    var parts = breaksOf(kinds.getFirst());
    int open = from; // first token of the chunk being packed
    int part = from;
    while (part < to) {
      int next = parts.nextSetBit(part + 1);
      next = next < 0 ? to : Math.min(next, to);
      if (next - open > max) {
        if (open < part) {
          chunks.add(open);
          open = part;
        }
        if (next - part > max) {
          chunks.addAll(pack(part, next, max, kinds.subList(1, kinds.size())));
          open = next;
        }
      }
      part = next;
    }
    if (open < to) {
      chunks.add(open);
    }
    return chunks;
  }

  /// The chunks that start with these tokens and tile the document; one chunk where there is no
  /// token.
  List<Chunk> chunks(List<Integer> starts) {
    var first = starts.isEmpty() ? List.of(0) : starts;
    var chunks = new ArrayList<Chunk>();
    for (int i = 0; i < first.size(); i++) {
      int to = i + 1 < first.size() ? first.get(i + 1) : size();
      chunks.add(chunk(i + 1, first.get(i), to));
    }
    return chunks;
  }

  /// The chunk of the tokens `[from, to)`.
  Chunk chunk(int ordinal, int from, int to) {
    Span span = span(from, to);
    return chunk(ordinal, span, span);
  }

  Chunk chunk(int ordinal, Span span, Span returned) {
    return new Chunk(document.id(), ordinal, span, text(span), returned);
  }

  /// Where the tokens `[from, to)` and the blank characters after them stand; the first span also
  /// has those before.
  Span span(int from, int to) {
    return new Span(from == 0 ? 0 : starts[from], to >= starts.length ? text.length() : starts[to]);
  }

  String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /// The first tokens of the sentences, at least one; a sentence longer than `max` counts as
  /// several.
  List<Integer> sentences(int max) {
    var sentences = new ArrayList<Integer>();
    BitSet marked = breaksOf(Break.SENTENCE);
    for (int from = 0; from < size(); ) {
      int next = marked.nextSetBit(from + 1);
      int to = next < 0 ? size() : next;
      sentences.addAll(pack(from, to, max, List.of()));
      from = to;
    }
    return sentences.isEmpty() ? List.of(0) : sentences;
  }

  /// The token behind the part before the one that starts with `starts[next]`.
  int end(List<Integer> starts, int next) {
    return next < starts.size() ? starts.get(next) : size();
  }

  private BitSet breaksOf(Break kind) {
    return java.util.Objects.requireNonNull(breaks.get(kind));
  }

  private void set(int token, Break kind, boolean value) {
    breaksOf(kind).set(token, value);
  }

  /// The first token that starts at this character or later.
  private int tokenAt(int character) {
    int found = java.util.Arrays.binarySearch(starts, character);
    return found < 0 ? -found - 1 : found;
  }

  private int lineEndsBefore(int start) {
    int lineEnds = 0;
    for (int i = start - 1; i >= 0 && Tokens.isBlank(text.charAt(i)); i--) {
      if (text.charAt(i) == '\n') {
        lineEnds++;
      }
    }
    return lineEnds;
  }
}
