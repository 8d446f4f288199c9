package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for every measure on every ranking. Repeat a failure with `-Dseed=`.
class MeasurePropertiesTest {
  private static final long SEED = Long.getLong("seed", 20261123);
  private static final int TRIALS = 400;
  private static final List<String> NAMES =
      List.of(
          "nDCG",
          "nDCG(dcg='exp-log2')",
          "AP",
          "AP(rel=2)",
          "RR",
          "P",
          "P(rel=2)",
          "R",
          "F1",
          "Success",
          "RBP",
          "RBP(p=0.5,rel=2)",
          "RBP(residual)",
          "nDCG(judged_only=True)",
          "AP(judged_only=True)",
          "P(judged_only=True)",
          "F1(rel=2,judged_only=True)",
          "Judged");

  private static final Cutoff.TokenStarts NO_TOKENS =
      region -> {
        throw new AssertionError("hits are counted, not the tokens of " + region);
      };

  /// A ranking of up to 12 of 20 ids, of which about half are judged 0..3 or pooled.
  private record Question(List<String> order, Map<String, Integer> grades, int cutoff) {
    static Question random(SplittableRandom random) {
      var ids = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> "c" + i).toList());
      Collections.shuffle(ids, new java.util.Random(random.nextLong()));
      var grades = new HashMap<String, Integer>();
      for (String id : ids) {
        if (random.nextBoolean()) {
          grades.put(id, random.nextInt(-1, 4));
        }
      }
      return new Question(ids.subList(0, random.nextInt(13)), grades, 1 + random.nextInt(14));
    }

    Ranking ranking() {
      return ranking(order);
    }

    static Ranking ranking(List<String> order) {
      return new Ranking(
          IntStream.range(0, order.size()).mapToObj(i -> new Hit(order.get(i), -i)).toList());
    }

    List<GradeMeasure> measures() {
      var measures = new ArrayList<GradeMeasure>(List.of(new Bpref(1), new InfAp(1)));
      NAMES.forEach(name -> measures.add((GradeMeasure) Measure.parse(name + "@" + cutoff)));
      return measures;
    }
  }

  @Test
  void everyScoreIsBetweenZeroAndOne() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      Question question = Question.random(random);
      for (GradeMeasure measure : question.measures()) {
        assertThat(measure.score(question.ranking(), question.grades()).asTrecEval())
            .as("%s of %s, seed %d", measure, question, SEED)
            .isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void movingAHitAboveALowerGradedOneNeverLowers() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      Question question = Question.random(random);
      for (int i = 1; i < question.order().size(); i++) {
        int above = grade(question, i - 1);
        int below = grade(question, i);
        if (below > above) {
          var promoted = new ArrayList<>(question.order());
          Collections.swap(promoted, i - 1, i);
          for (GradeMeasure measure : question.measures()) {
            if (neverFalls(measure)) {
              assertThat(measure.score(Question.ranking(promoted), question.grades()).asTrecEval())
                  .as("%s of %s, %d promoted, seed %d", measure, question, i, SEED)
                  .isGreaterThanOrEqualTo(
                      measure.score(question.ranking(), question.grades()).asTrecEval() - 1e-12);
            }
          }
        }
      }
    }
  }

  /// `Judged` and the residual of `RBP` do not measure quality, and `infAP` estimates.
  private static boolean neverFalls(GradeMeasure measure) {
    return switch (measure) {
      case Judged _, InfAp _ -> false;
      case Rbp rbp -> !rbp.residual();
      case Ndcg _, Ap _, Rr _, P _, R _, F1 _, Success _, Bpref _, Condensed _ -> true;
    };
  }

  private static int grade(Question question, int index) {
    return Math.max(0, question.grades().getOrDefault(question.order().get(index), 0));
  }

  @Test
  void hitsAfterTheCutoffChangeNothing() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      Question question = Question.random(random);
      Ranking ranking = question.ranking();
      for (GradeMeasure measure : question.measures()) {
        if (measure.cutoff() != Measure.UNCUT) {
          assertThat(measure.score(ranking.top(measure.cutoff()), question.grades()))
              .as("%s of %s, seed %d", measure, question, SEED)
              .isEqualTo(measure.score(ranking, question.grades()));
        }
      }
    }
  }

  @Test
  void parsingWhatIsPrintedGivesTheSameMeasure() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      for (GradeMeasure measure : Question.random(random).measures()) {
        assertThat(Measure.parse(measure.toString())).isEqualTo(measure);
      }
    }
  }

  @Test
  void spanMeasuresStayBetweenZeroAndOneAndAgreeWithCountingCharacters() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Region> chunks = regions(random);
      List<Region> evidence = regions(random);
      int hits = 1 + random.nextInt(7);
      var cutoff = new Cutoff.Ranks(hits);
      var found = characters(chunks.subList(0, Math.min(hits, chunks.size())));
      var wanted = characters(evidence);
      if (!wanted.isEmpty()) {
        long covered = wanted.stream().filter(found::contains).count();
        double paid = chunks.stream().limit(hits).mapToInt(Region::length).sum();
        assertThat(new EvR(cutoff).score(chunks, NO_TOKENS, evidence))
            .as("seed %d, trial %d", SEED, trial)
            .isEqualTo(Score.of((double) covered / wanted.size()));
        assertThat(new EvP(true, cutoff).score(chunks, NO_TOKENS, evidence))
            .isEqualTo(Score.of(found.isEmpty() ? 0 : (double) covered / found.size()));
        assertThat(new EvP(false, cutoff).score(chunks, NO_TOKENS, evidence))
            .isEqualTo(Score.of(paid == 0 ? 0 : covered / paid));
        assertThat(new EvIou(cutoff).score(chunks, NO_TOKENS, evidence))
            .isEqualTo(Score.of(covered / (paid + wanted.size() - covered)));
      }
    }
  }

  /// A token a character makes the budget a length of text: counting characters again.
  @Test
  void aBudgetReadsThatManyTokensFromTheTop() {
    var random = new SplittableRandom(SEED);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Region> chunks = regions(random);
      List<Region> evidence = regions(random);
      int budget = 1 + random.nextInt(70);
      var all =
          chunks.stream()
              .flatMap(chunk ->
                  IntStream.range(chunk.start(), chunk.end())
                      .mapToObj(at -> chunk.document() + ":" + at))
              .limit(budget)
              .toList();
      var wanted = characters(evidence);
      if (!wanted.isEmpty()) {
        long covered = wanted.stream().filter(all::contains).count();
        Cutoff.TokenStarts each = region -> IntStream.range(region.start(), region.end()).toArray();
        var cutoff = new Cutoff.Tokens(budget);
        assertThat(new EvR(cutoff).score(chunks, each, evidence))
            .as("seed %d, trial %d", SEED, trial)
            .isEqualTo(Score.of((double) covered / wanted.size()));
        assertThat(new EvP(false, cutoff).score(chunks, each, evidence))
            .isEqualTo(Score.of(all.isEmpty() ? 0 : (double) covered / all.size()));
      }
    }
  }

  private static List<Region> regions(SplittableRandom random) {
    var regions = new ArrayList<Region>();
    for (int i = random.nextInt(7); i > 0; i--) {
      int start = random.nextInt(50);
      regions.add(new Region("d" + random.nextInt(2), start, start + random.nextInt(20)));
    }
    return regions;
  }

  private static java.util.Set<String> characters(List<Region> regions) {
    var characters = new java.util.HashSet<String>();
    for (Region region : regions) {
      for (int at = region.start(); at < region.end(); at++) {
        characters.add(region.document() + ":" + at);
      }
    }
    return characters;
  }
}
