package dev.assay.verdicts;

import dev.assay.embed.Embedded;
import dev.assay.embed.OnnxEmbedder;
import dev.assay.judge.Encoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The embedded E5 as the encoder of the offline verifier, and MiniLM for the cosine of two texts
/// (E5 gives hardly any below .7); each is opened when first needed. Remembers the last texts,
/// since the same sentences are held against many claims.
public final class WordVectors implements Encoder, AutoCloseable {
  private static final int REMEMBERED = 5000;

  private final Map<String, Encoded> lastEncoded = last();
  private final Map<String, float[]> lastVectors = last();
  private @Nullable OnnxEmbedder words;
  private @Nullable OnnxEmbedder sentences;

  /// Holds what was used last.
  private static <V> Map<String, V> last() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  private synchronized OnnxEmbedder words() {
    if (words == null) {
      words = new Embedded("e5-small-v2-q").open();
    }
    return words;
  }

  private synchronized OnnxEmbedder sentences() {
    if (sentences == null) {
      sentences = new Embedded("all-minilm-l6-v2-q").open();
    }
    return sentences;
  }

  @Override
  public Encoded encode(String text) {
    Encoded known = lastEncoded.get(text);
    if (known != null) {
      return known;
    }
    var states = words().states(text);
    var encoded = new Encoded(states.vector(), states.surfaces(), states.states());
    lastEncoded.put(text, encoded);
    return encoded;
  }

  /// The cosine of two texts.
  public double similarity(String a, String b) {
    return Encoder.cosine(vector(a), vector(b));
  }

  private float[] vector(String text) {
    float[] known = lastVectors.get(text);
    if (known != null) {
      return known;
    }
    float[] vector = sentences().states(text).vector();
    lastVectors.put(text, vector);
    return vector;
  }

  @Override
  public synchronized void close() {
    if (words != null) {
      words.close();
    }
    if (sentences != null) {
      sentences.close();
    }
  }
}
