package dev.assay.judge;

import dev.assay.judge.words.Speaker;
import dev.assay.judge.words.Trend;
import dev.assay.judge.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How closely some contexts say what a statement says, as five numbers from 0 to 1.
///
/// - `matched`: the share of the pieces of the statement's content words that have a counterpart in
///   the contexts. A piece counts 0 up to a cosine of .75 to the most similar piece, 1 from .85 on,
///   and what lies between in proportion. After BERTScore's precision (Zhang et al. 2020,
///   arXiv:1904.09675).
/// - `coverage`: the share of the statement's content words in the best window of [Overlap].
/// - `similarity`: the mean of the three highest cosines of the statement to a sentence.
/// - `personal`: 1 where it asks, speaks of its speaker, or speaks to its reader and no context
///   does ([Speaker]); no document can support that.
/// - `opposed`: 1 where the sentence that matches best says that something falls and the statement
///   that it rises, or the other way round ([Trend]).
///
/// All are 0 where there is no sentence, and for a statement without content words.
final class Entailment {
  /// The numbers of a statement that stands in the contexts.
  static final Map<String, Double> COPY = numbers(1, 1, 1, false, false);

  private static final int NEAREST = 3;
  private static final double UNLIKE = .75;
  private static final double ALIKE = .85;

  private record Sentence(String text, Encoder.Encoded encoded) {}

  private final Encoder encoder;
  private final Overlap overlap;
  private final List<Sentence> sentences = new ArrayList<>();
  private final boolean contextsAddressReader;

  /// @param overlap of the contexts
  Entailment(Overlap overlap, Encoder encoder) {
    this.encoder = encoder;
    this.overlap = overlap;
    for (String text : overlap.sentences()) {
      sentences.add(new Sentence(text, encoder.encode(text)));
    }
    this.contextsAddressReader = overlap.sentences().stream().anyMatch(Speaker::addressesReader);
  }

  Map<String, Double> features(String statement) {
    var words = Words.content(statement);
    if (sentences.isEmpty() || words.isEmpty()) {
      return numbers(0, 0, 0, false, false);
    }
    var encoded = encoder.encode(statement);
    var pieces = new ArrayList<float[]>();
    for (int i = 0; i < encoded.words().size(); i++) {
      if (Words.isContentPiece(encoded.words().get(i))) {
        pieces.add(encoded.states().get(i));
      }
    }
    double[] best = new double[pieces.size()];
    var nearest = sentences.getFirst();
    double most = -1;
    for (var sentence : sentences) {
      double sum = 0;
      for (int i = 0; i < best.length; i++) {
        double match = match(pieces.get(i), sentence.encoded().states());
        best[i] = Math.max(best[i], match);
        sum += match;
      }
      if (sum > most) {
        most = sum;
        nearest = sentence;
      }
    }
    var matches = overlap.matches(words);
    double similarity =
        sentences.stream()
            .map(sentence -> Encoder.cosine(encoded.vector(), sentence.encoded().vector()))
            .sorted(Comparator.reverseOrder())
            .limit(NEAREST)
            .mapToDouble(cosine -> cosine)
            .average()
            .orElse(0);
    return numbers(
        Arrays.stream(best).average().orElse(0),
        matches.isEmpty() ? 0 : matches.getFirst().share(),
        similarity,
        Speaker.isPersonal(statement)
            || (Speaker.addressesReader(statement) && !contextsAddressReader),
        Trend.of(statement).opposes(Trend.of(nearest.text())));
  }

  private static Map<String, Double> numbers(
      double matched, double coverage, double similarity, boolean personal, boolean opposed) {
    return Map.of(
        "matched", matched,
        "coverage", coverage,
        "similarity", similarity,
        "personal", personal ? 1.0 : 0.0,
        "opposed", opposed ? 1.0 : 0.0);
  }

  private static double match(float[] piece, List<float[]> states) {
    double highest = -1;
    for (float[] state : states) {
      highest = Math.max(highest, Encoder.cosine(piece, state));
    }
    return Math.clamp((highest - UNLIKE) / (ALIKE - UNLIKE), 0, 1);
  }
}
