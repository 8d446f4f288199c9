package dev.assay.judge;

import dev.assay.judge.words.Words;
import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Answers with the one to three sentences of the contexts that cover most of the question's
/// content words, as they stand there. Declines where no sentence covers enough.
public record ExtractiveAnswerer() implements Answerer {
  /// The answerer declines where no sentence, with its chunk, scores as much.
  private static final double ANSWERABLE = 0.3;

  /// A further sentence joins the answer when it scores this share of the best one.
  private static final double JOINS = 0.6;

  /// What the rest of the chunk counts beside a sentence itself.
  private static final double AROUND = 0.5;

  private static final int MOST_SENTENCES = 3;

  @Override
  public String name() {
    return "offline:extractive";
  }

  @Override
  public Answer answer(String question, List<Context> contexts) {
    var wanted = Words.content(question);
    if (wanted.isEmpty()) {
      return Answer.declines();
    }
    var overlap = new Overlap(contexts);
    double total = wanted.stream().mapToDouble(overlap::weight).sum();
    var candidates = new ArrayList<Candidate>();
    for (int rank = 0; rank < contexts.size(); rank++) {
      var context = contexts.get(rank);
      var sentences = Words.sentences(context.text());
      double around = share(wanted, Words.stems(context.text()), overlap, total);
      for (int place = 0; place < sentences.size(); place++) {
        String sentence = sentences.get(place);
        if (sentence.endsWith("?") || sentence.startsWith("#") || sentence.length() > 600) {
          continue;
        }
        var stems = Words.stems(sentence);
        double share = share(wanted, stems, overlap, total) + AROUND * around;
        // A small head start for chunks that were ranked higher; it only decides near ties.
        candidates.add(
            new Candidate(context, rank, place, sentence, stems, share, share + 0.1 / (rank + 1)));
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::rank)
            .thenComparingInt(Candidate::place));
    if (candidates.isEmpty() || candidates.getFirst().share() < ANSWERABLE) {
      return Answer.declines();
    }
    return joined(candidates, wanted);
  }

  private static double share(List<Word> wanted, Set<String> stems, Overlap overlap, double total) {
    return wanted.stream()
            .filter(word -> stems.contains(word.stem()))
            .mapToDouble(overlap::weight)
            .sum()
        / total;
  }

  private record Candidate(
      Context context,
      int rank,
      int place,
      String sentence,
      Set<String> stems,
      double share,
      double score) {}

  private static Answer joined(List<Candidate> candidates, List<Word> wanted) {
    var best = candidates.getFirst();
    var chosen = new ArrayList<Candidate>();
    var open = new HashSet<String>();
    wanted.forEach(word -> open.add(word.stem()));
    for (var candidate : candidates) {
      boolean adds = candidate.stems().stream().anyMatch(open::contains);
      if (chosen.size() < MOST_SENTENCES && adds && candidate.score() >= JOINS * best.score()) {
        chosen.add(candidate);
        open.removeAll(candidate.stems());
      }
    }
    chosen.sort(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::place));
    return Answer.of(
        String.join(" ", chosen.stream().map(Candidate::sentence).toList()),
        chosen.stream().map(candidate -> candidate.context().chunk()).distinct().toList());
  }
}
