package dev.assay.embed;

import dev.assay.AssayException;
import dev.assay.Sha256;
import java.nio.file.Path;
import java.util.List;

/// A cross-encoder that runs here: query and passage are read together. The score is the model's
/// first logit, or, where it has two, the second less the first, so that it grows with relevance.
public final class CrossEncoder implements PassageScorer {
  private final String fingerprint;
  private final PairModel model;

  /// @param directory with `model.onnx` (output `logits`) and `tokenizer.json`
  /// @param maxTokens of query and passage together; a longer passage loses its end
  /// @throws AssayException if the files are not a model we can run
  public CrossEncoder(Path directory, int maxTokens) {
    var files = OnnxFiles.directory(directory);
    model = new PairModel(files, maxTokens, "cross-encoder");
    fingerprint =
        new Sha256()
            .add("cross-encoder@1")
            .add(files.digest())
            .add(Integer.toString(maxTokens))
            .add(model.runtime())
            .hex();
  }

  /// Changes with anything that could change a score.
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public List<Scored> score(String query, List<String> passages) {
    return passages.stream().map(passage -> score(query, passage)).toList();
  }

  private Scored score(String query, String passage) {
    var pair = model.tokenizer().pair(query, passage);
    float[] logits = model.logits(pair).values();
    double score = logits.length == 2 ? (double) logits[1] - logits[0] : logits[0];
    if (!Double.isFinite(score)) {
      throw model.failed("gave the score " + score, null);
    }
    return new Scored(score, pair.truncated());
  }

  @Override
  public void close() {
    model.close();
  }
}
