package dev.assay.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.assay.AssayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Text to the token ids a model reads. Safe for use by many threads.
final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokens;

  /// @param json the content of a `tokenizer.json`; its own truncation and padding are ignored
  TextTokenizer(byte[] json, int maxTokens, String source) {
    NativeLibraries.prepare();
    this.maxTokens = maxTokens;
    try {
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
    } catch (IOException | RuntimeException e) {
      throw new AssayException("tokenizer.json of " + source + " cannot be used: " + e, e);
    }
  }

  /// The ids of a text with the special tokens of the model. A text that is too long loses tokens
  /// at its end, but never the closing special ones.
  Tokens tokens(String text) {
    var encoding = tokenizer.encode(wellFormed(text), true, false);
    long[] ids = encoding.getIds();
    if (ids.length <= maxTokens) {
      return new Tokens(ids, false);
    }
    long[] special = encoding.getSpecialTokenMask();
    int closing = 0;
    while (closing < maxTokens && special[ids.length - 1 - closing] == 1) {
      closing++;
    }
    long[] cut = new long[maxTokens];
    System.arraycopy(ids, 0, cut, 0, maxTokens - closing);
    System.arraycopy(ids, ids.length - closing, cut, maxTokens - closing, closing);
    return new Tokens(cut, true);
  }

  /// The ids of a text, and what each stands for in it; the empty string for special tokens.
  Surfaces surfaces(String text) {
    String read = wellFormed(text);
    var encoding = tokenizer.encode(read, true, false);
    long[] special = encoding.getSpecialTokenMask();
    var spans = encoding.getCharTokenSpans();
    var ids = tokens(text).ids();
    var surfaces = new ArrayList<String>();
    for (int i = 0; i < ids.length; i++) {
      boolean word = special[i] == 0 && spans[i] != null && i < ids.length - 1;
      surfaces.add(
          word ? read.substring(end(read, spans[i].getStart()), end(read, spans[i].getEnd())) : "");
    }
    return new Surfaces(ids, surfaces);
  }

  /// One surface an id.
  @SuppressWarnings("ArrayRecordComponent")
  record Surfaces(long[] ids, List<String> surfaces) {}

  /// The ids of two texts read as one, with the model's special tokens. Where they are too long
  /// together, the second loses its end.
  Pair pair(String first, String second) {
    String query = wellFormed(first);
    String passage = wellFormed(second);
    var encoding = tokenizer.encode(query, passage, true, false);
    boolean truncated = encoding.getIds().length > maxTokens;
    for (int over = encoding.getIds().length - maxTokens; over > 0; ) {
      var alone = tokenizer.encode(passage, false, false);
      int kept = alone.getIds().length - over;
      if (kept <= 0) {
        throw new AssayException(
            "a query alone has more than maxTokens (%d): shorten it, or raise maxTokens"
                .formatted(maxTokens));
      }
      passage = passage.substring(0, end(passage, alone.getCharTokenSpans()[kept - 1].getEnd()));
      encoding = tokenizer.encode(query, passage, true, false);
      over = encoding.getIds().length - maxTokens;
    }
    return Pair.of(encoding, truncated);
  }

  /// The tokenizer counts code points.
  private static int end(String text, int codePoints) {
    return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
  }

  /// The ids of two texts read as one, with the model's special tokens, however many.
  Pair whole(String first, String second) {
    return Pair.of(tokenizer.encode(wellFormed(first), wellFormed(second), true, false), false);
  }

  /// The ids of one text with the model's special tokens, however many.
  Pair whole(String text) {
    return Pair.of(tokenizer.encode(wellFormed(text), true, false), false);
  }

  /// @param types 0 for the first text, 1 for the second, where the model tells them apart
  /// @param texts 0 for the first text, 1 for the second; neither for special tokens
  @SuppressWarnings("ArrayRecordComponent")
  record Pair(long[] ids, long[] types, long[] texts, boolean truncated) {
    private static Pair of(Encoding encoding, boolean truncated) {
      return new Pair(
          encoding.getIds(), encoding.getTypeIds(), encoding.getSequenceIds(), truncated);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /// Half a surrogate pair is no Unicode text and the native tokenizer refuses it; it becomes `?`.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Tokens(long[] ids, boolean truncated) {}
}
