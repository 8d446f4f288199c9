package dev.assay.embed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.assay.AssayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
