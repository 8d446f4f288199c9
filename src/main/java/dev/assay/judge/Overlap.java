package dev.assay.judge;

import dev.assay.judge.words.Fields;
import dev.assay.judge.words.Pairing;
import dev.assay.judge.words.Units;
import dev.assay.judge.words.UnknownName;
import dev.assay.judge.words.Words;
import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much of a statement's content words stands close together in some contexts.
///
/// `share = sum of weight(w) over found words / sum of weight(w) over the statement's words`. A
/// word weighs `1 + ln((1 + n) / (1 + df))` over the n sentences; numbers and identifiers weigh
/// twice that.
final class Overlap {
  /// Sentences that may support one statement together.
  private static final int WINDOW = 3;

  /// Words from which on it takes no more sentences: a record of fields has very short ones.
  private static final int SHORTEST = 20;

  /// The best window of one context.
  ///
  /// @param share 0 to 1
  /// @param missing the statement's words that the window lacks, as written
  /// @param sentence the sentence of the window that covers most
  record Match(
      String chunk,
      double share,
      int found,
      List<String> missing,
      String window,
      String sentence) {}

  /// @param amounts its numbers with their units, as [#amount] writes them
  private record Sentence(String text, Set<String> stems, Set<String> amounts) {
    boolean isRow() {
      return text.startsWith("|");
    }

    static Sentence of(String text) {
      var words = Words.words(text);
      var stems = new HashSet<String>();
      var amounts = new HashSet<String>();
      for (int i = 0; i < words.size(); i++) {
        stems.add(words.get(i).stem());
        String amount = amount(words, i);
        if (amount != null) {
          amounts.add(amount);
        }
      }
      return new Sentence(text, stems, amounts);
    }
  }

  private final Map<String, List<Sentence>> contexts = new LinkedHashMap<>();
  private final List<Sentence> sentences = new ArrayList<>();
  private final Set<String> stems = new HashSet<>();
  private final Set<String> amounts = new HashSet<>();
  private final List<String> texts;
  private final String question;
  private @Nullable Pairing pairing;

  Overlap(List<Context> contexts) {
    this(contexts, "");
  }

  /// @param question that is answered, which may name things too
  Overlap(List<Context> contexts, String question) {
    this.question = question;
    texts = contexts.stream().map(context -> Fields.inWords(context.text())).toList();
    for (int i = 0; i < contexts.size(); i++) {
      var context = contexts.get(i);
      var own = Words.sentences(texts.get(i)).stream().map(Sentence::of).toList();
      this.contexts.putIfAbsent(context.chunk(), own);
      sentences.addAll(own);
      own.forEach(sentence -> {
        stems.addAll(sentence.stems());
        amounts.addAll(sentence.amounts());
      });
    }
  }

  /// Of all words of all contexts.
  Set<String> stems() {
    return stems;
  }

  /// A name of the claim that neither contexts nor question have; null where there is none.
  @Nullable String unknownName(String claim) {
    return UnknownName.in(claim, stems, () -> Stream.concat(texts.stream(), Stream.of(question)));
  }

  /// The sentences of all contexts, in their order.
  List<String> sentences() {
    return sentences.stream().map(Sentence::text).toList();
  }

  double weight(Word word) {
    long df = sentences.stream().filter(s -> s.stems().contains(word.stem())).count();
    double idf = 1 + Math.log((1.0 + sentences.size()) / (1 + df));
    return word.isNumber() || word.isIdentifier() ? 2 * idf : idf;
  }

  /// The best window of every context, best first; ties in the order of the contexts.
  List<Match> matches(List<Word> statement) {
    var wanted = new LinkedHashMap<String, Word>();
    statement.forEach(word -> wanted.putIfAbsent(word.stem(), word));
    var weights = weights(statement);
    var matches = new ArrayList<Match>();
    contexts.forEach((chunk, sentences) -> {
      var best = best(chunk, sentences, wanted, weights);
      if (best != null) {
        matches.add(best);
      }
    });
    matches.sort((a, b) -> Double.compare(b.share(), a.share()));
    return matches;
  }

  /// The highest share of a statement in a window that has a word, for each of some words that any
  /// window has.
  Map<String, Double> sharesBeside(Set<String> stems, List<Word> statement) {
    var weights = weights(statement);
    double total = total(weights);
    var shares = new HashMap<String, Double>();
    for (var own : contexts.values()) {
      for (int i = 0; i < own.size(); i++) {
        var window = window(own, i);
        double share = covered(window, weights) / total;
        for (String stem : stems) {
          if (window.stream().anyMatch(sentence -> sentence.stems().contains(stem))) {
            shares.merge(stem, share, Math::max);
          }
        }
      }
    }
    return shares;
  }

  /// A word and the unit behind it in one spelling, `30 day`; null where there is none. A month
  /// before a year is its unit: `march 2024` is `2024 march`, as in `12 march 2024`.
  static @Nullable String amount(List<Word> words, int at) {
    String unit = at + 1 < words.size() ? Units.of(words.get(at + 1)) : null;
    if (unit == null && at > 0 && words.get(at).surface().length() == 4) {
      unit = Units.month(words.get(at - 1));
    }
    return unit == null ? null : words.get(at).stem() + " " + unit;
  }

  /// Whether some sentence has a number with a unit, and none with this one.
  boolean measuresOtherwise(String number, String amount) {
    return !amounts.contains(amount)
        && amounts.stream().anyMatch(other -> other.startsWith(number + " "));
  }

  /// What some context says of one thing and the claim of another; null where none does.
  @Nullable String crossed(String claim) {
    if (pairing == null) {
      pairing = new Pairing(texts);
    }
    return pairing.crossed(claim);
  }

  /// A claim with its amounts in the units of the contexts, where these have as much: `2 years` as
  /// `24 month`.
  String inItsUnits(String claim) {
    return Units.asIn(amounts, claim);
  }

  private Map<String, Double> weights(List<Word> statement) {
    var weights = new LinkedHashMap<String, Double>();
    statement.forEach(word -> weights.putIfAbsent(word.stem(), weight(word)));
    return weights;
  }

  private static double total(Map<String, Double> weights) {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<Sentence> window(List<Sentence> sentences, int start) {
    int end = start;
    for (int words = 0;
        end < sentences.size() && (end < start + WINDOW || words < SHORTEST);
        end++) {
      words += sentences.get(end).stems().size();
    }
    return sentences.subList(start, end);
  }

  private static @Nullable Match best(
      String chunk,
      List<Sentence> sentences,
      Map<String, Word> wanted,
      Map<String, Double> weights) {
    double total = total(weights);
    int start = -1;
    double most = 0;
    for (int i = 0; i < sentences.size(); i++) {
      double sum = covered(window(sentences, i), weights);
      if (sum > most) {
        most = sum;
        start = i;
      }
    }
    if (start < 0 || total == 0) {
      return null;
    }
    var window = window(sentences, start);
    var missing =
        wanted.entrySet().stream()
            .filter(entry -> window.stream().noneMatch(s -> s.stems().contains(entry.getKey())))
            .map(entry -> entry.getValue().surface())
            .toList();
    var sentence = window.getFirst();
    for (var candidate : window) {
      double more = covered(List.of(candidate), weights) - covered(List.of(sentence), weights);
      // A row tells more than the head of its table, which has names of columns alone.
      if (more > 0 || (more == 0 && candidate.isRow() && sentence.isRow())) {
        sentence = candidate;
      }
    }
    return new Match(
        chunk,
        most / total,
        wanted.size() - missing.size(),
        missing,
        String.join(" ", window.stream().map(Sentence::text).toList()),
        sentence.text());
  }

  private static double covered(List<Sentence> window, Map<String, Double> weights) {
    double sum = 0;
    for (var entry : weights.entrySet()) {
      if (window.stream().anyMatch(sentence -> sentence.stems().contains(entry.getKey()))) {
        sum += entry.getValue();
      }
    }
    return sum;
  }
}
