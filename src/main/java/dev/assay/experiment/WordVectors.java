package dev.assay.experiment;

import dev.assay.embed.Embedded;
import dev.assay.embed.OnnxEmbedder;
import dev.assay.embed.Vectors;
import dev.assay.judge.Encoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The embedded MiniLM as the encoder of the offline verifier, opened when first needed. Remembers
/// the last texts, since the same sentences are held against many claims.
final class WordVectors implements Encoder, AutoCloseable {
  private static final int REMEMBERED = 5000;

  private final Map<String, Encoded> last =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Encoded> eldest) {
              return size() > REMEMBERED;
            }
          });
  private @Nullable OnnxEmbedder model;

  private synchronized OnnxEmbedder model() {
    if (model == null) {
      model = new Embedded("all-minilm-l6-v2-q").open();
    }
    return model;
  }

  @Override
  public Encoded encode(String text) {
    Encoded known = last.get(text);
    if (known != null) {
      return known;
    }
    var states = model().states(text);
    var encoded = new Encoded(states.vector(), states.surfaces(), states.states());
    last.put(text, encoded);
    return encoded;
  }

  /// The cosine of two texts.
  double similarity(String a, String b) {
    return Vectors.cosine(encode(a).vector(), encode(b).vector());
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
    }
  }
}
