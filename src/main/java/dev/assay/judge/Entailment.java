package dev.assay.judge;

import dev.assay.judge.Words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How closely some contexts say what a statement says, as three numbers.
///
/// - `alignment`: for each piece of the statement's content words, its highest cosine to a piece of
///   the four most similar sentences of the contexts; the mean. As BERTScore's precision (Zhang et
///   al. 2020, arXiv:1904.09675).
/// - `coverage`: the share of the statement's content words that stand in the contexts, each
///   weighing `1 + ln((1 + n) / (1 + df))` over the n sentences of the contexts.
/// - `cosine`: the highest cosine of the statement to a sentence.
///
/// All are 0 where there is no sentence, and for a statement without content words.
final class Entailment {
  static final List<String> FEATURES = List.of("alignment", "coverage", "cosine");

  private static final int NEAREST = 4;

  /// Words about the sources, not about what they say.
  private static final Set<String> META =
      Set.of(
          "document",
          "documents",
          "mention",
          "mentions",
          "mentioned",
          "according",
          "provided",
          "passage",
          "passages",
          "context",
          "contexts",
          "text",
          "states",
          "stated",
          "article");

  private record Sentence(Set<String> stems, Encoder.Encoded encoded) {}

  private final Encoder encoder;
  private final List<Sentence> sentences = new ArrayList<>();
  private final Map<String, Integer> frequency = new HashMap<>();

  Entailment(List<Context> contexts, Encoder encoder) {
    this.encoder = encoder;
    for (var context : contexts) {
      for (String text : Words.sentences(context.text())) {
        var stems = new HashSet<String>();
        Words.words(text).forEach(word -> stems.add(word.stem()));
        stems.forEach(stem -> frequency.merge(stem, 1, Integer::sum));
        sentences.add(new Sentence(stems, encoder.encode(text)));
      }
    }
  }

  /// The content words of a statement, those about the sources left out.
  static List<Word> content(String statement) {
    return Words.content(statement).stream()
        .filter(word -> !META.contains(word.surface().toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  Map<String, Double> features(String statement) {
    var features = new TreeMap<String, Double>();
    FEATURES.forEach(name -> features.put(name, 0.0));
    var words = content(statement);
    if (sentences.isEmpty() || words.isEmpty()) {
      return features;
    }
    var encoded = encoder.encode(statement);
    var cosines = new LinkedHashMap<Sentence, Double>();
    for (var sentence : sentences) {
      cosines.put(sentence, dot(encoded.vector(), sentence.encoded().vector()));
    }
    var nearest =
        sentences.stream()
            .sorted(Comparator.comparingDouble(s -> -cosines.getOrDefault(s, 0.0)))
            .limit(NEAREST)
            .toList();
    features.put("alignment", alignment(encoded, nearest));
    features.put("coverage", coverage(words));
    features.put("cosine", cosines.getOrDefault(nearest.getFirst(), 0.0));
    return features;
  }

  private double coverage(List<Word> words) {
    double found = 0;
    double all = 0;
    for (var word : words) {
      int df = frequency.getOrDefault(word.stem(), 0);
      double weight = 1 + Math.log((1.0 + sentences.size()) / (1 + df));
      if (word.isNumber() || word.isIdentifier()) {
        weight *= 2;
      }
      all += weight;
      found += df > 0 ? weight : 0;
    }
    return found / all;
  }

  private static double alignment(Encoder.Encoded statement, List<Sentence> nearest) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < statement.words().size(); i++) {
      if (!Words.isContentPiece(statement.words().get(i))) {
        continue;
      }
      double best = -1;
      for (var sentence : nearest) {
        for (float[] state : sentence.encoded().states()) {
          best = Math.max(best, dot(statement.states().get(i), state));
        }
      }
      sum += best;
      counted++;
    }
    return counted == 0 ? 0 : sum / counted;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
