package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Change;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.WinTieLoss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComparerTest {
  private static final String SETTINGS =
      """
      name: made
      corpus: {name: made, path: docs}
      golden: {path: questions.jsonl}
      factors:
        chunking: [{name: whole, kind: Whole}]
        model:
          - {name: one, kind: Http, uri: "http://127.0.0.1:9/v1/embeddings"}
          - {name: two, kind: Http, uri: "http://127.0.0.1:9/v1/embeddings"}
        retrieval: [{name: bm25, kind: Bm25}, {name: dense, kind: Dense}]
      measures: [nDCG@10]
      """;

  private final List<GoldenQuestion> questions = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();

  @Test
  void theWorkedExampleGivesItsFigures() {
    double[] deltas = {.2, .1, .3, -.1, .2};
    for (int i = 0; i < deltas.length; i++) {
      ask("q" + i, "d" + i, .5, .5 + deltas[i]);
    }

    Candidate candidate = compare("").candidates().getFirst();

    PairedDelta delta = delta(candidate);
    assertThat(delta.n()).isEqualTo(5);
    assertThat(delta.mean()).isCloseTo(.14, within(1e-12));
    assertThat(delta.standardDeviation()).isCloseTo(.151658, within(1e-6));
    assertThat(delta.p()).isEqualTo(.1875);
    assertThat(delta.questions()).isEqualTo(new WinTieLoss(4, 0, 1));
    assertThat(delta.low()).isCloseTo(-.02, within(.0201));
    assertThat(delta.high()).isCloseTo(.24, within(.0201));
    assertThat(candidate.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(candidate.because())
        .isEqualTo("only 5 source documents: the interval is unreliable");
    assertThat(candidate.worst()).extracting(Change::question).containsExactly("q3");
  }

  @Test
  void whatIsSignificantAloneIsNotBesideAnotherCandidate() {
    for (int i = 0; i < 6; i++) {
      ask("q" + i, "d" + i, .3, .5 + i * .01, .4 + i * .01);
    }

    assertThat(delta(compare("").candidates().getFirst()).p()).isEqualTo(2 / 64.0);
    assertThat(compare("").candidates())
        .extracting(Candidate::conclusion)
        .containsExactly(Conclusion.BETTER);
    assertThat(compare("", "A", "B", "C").candidates())
        .extracting(Candidate::p, Candidate::conclusion)
        .containsExactly(
            tuple(4 / 64.0, Conclusion.INCONCLUSIVE), tuple(4 / 64.0, Conclusion.INCONCLUSIVE));
  }

  @Test
  void betterSeenFromTheOtherSideIsWorse() {
    for (int i = 0; i < 12; i++) {
      ask("q" + i, "d" + i, .3, .5 + i * .01);
    }

    Candidate forward = compare("").candidates().getFirst();
    Candidate backward = compare("", "B", "A").candidates().getFirst();

    assertThat(forward.conclusion()).isEqualTo(Conclusion.BETTER);
    assertThat(forward.worst()).isEmpty();
    assertThat(backward.conclusion()).isEqualTo(Conclusion.WORSE);
    assertThat(delta(backward).mean()).isCloseTo(-delta(forward).mean(), within(1e-12));
    assertThat(backward.worst()).hasSize(5).first().extracting(Change::question).isEqualTo("q11");
  }

  @Test
  void aSureDifferenceThatDoesNotMatterIsEquivalence() {
    for (int i = 0; i < 12; i++) {
      ask("q" + i, "d" + i, .3, .305 + i * .0001);
    }

    assertThat(compare("").candidates().getFirst().conclusion()).isEqualTo(Conclusion.EQUIVALENT);
    assertThat(compare("decision: {minimumDifference: 0.001}").candidates().getFirst().conclusion())
        .isEqualTo(Conclusion.BETTER);
  }

  @Test
  void oneQuestionWithoutDeltaShowsNoEquivalence() {
    ask("q", "d", .3, .3);

    assertThat(compare("").candidates().getFirst().conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
  }

  @Test
  void questionsOfOneDocumentCountAsOne() {
    for (int i = 0; i < 30; i++) {
      ask("q" + i, "d" + i % 3, .3, .5);
    }

    Candidate candidate = compare("").candidates().getFirst();

    assertThat(delta(candidate).clusters()).isEqualTo(3);
    assertThat(delta(candidate).p()).isEqualTo(2 / 8.0);
    assertThat(candidate.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
  }

  @Test
  void onlyQuestionsScoredInBothArePairedAndWhoFailedTooOftenCannotBeBetter() {
    for (int i = 0; i < 20; i++) {
      ask("q" + i, "d" + i, .3, .6);
    }
    cells.set(1, failed("B", "q0"));

    Candidate candidate = compare("").candidates().getFirst();

    assertThat(delta(candidate).n()).isEqualTo(19);
    assertThat(candidate.standing().n()).isEqualTo(19);
    assertThat(candidate.standing().expected()).isEqualTo(20);
    assertThat(candidate.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(candidate.because())
        .isEqualTo(
            "B is scored on 19 of 20 questions, below coverage.minimum 0.98, and cannot be better");
    assertThat(compare("coverage: {minimum: 0.95}").candidates().getFirst().conclusion())
        .isEqualTo(Conclusion.BETTER);
    assertThat(compare("", "B", "A").candidates().getFirst().conclusion())
        .isEqualTo(Conclusion.INCONCLUSIVE);
  }

  @Test
  void nothingScoredInBothIsInconclusive() {
    ask("q", "d", .3, .6);
    cells.set(1, failed("B", "q"));

    Candidate candidate = compare("").candidates().getFirst();

    assertThat(candidate.delta()).isNull();
    assertThat(candidate.p()).isNull();
    assertThat(candidate.standing().mean()).isNull();
    assertThat(candidate.because()).isEqualTo("no question is scored in both");
  }

  @Test
  void aSliceLooksAtItsQuestionsOnly() {
    for (int i = 0; i < 4; i++) {
      ask("q" + i, (i < 2 ? "help/d" : "wiki/d") + i, .3, .6);
    }
    var file = file("");

    for (String slice : List.of("collection:help", "type:lookup", "language:en", "type:multiHop")) {
      var comparison =
          comparer(file).compare(question(file, List.of("A", "B")), Slice.parse(slice));
      int n = slice.startsWith("collection") ? 2 : slice.endsWith("Hop") ? 0 : 4;
      assertThat(comparison.baseline().n()).as(slice).isEqualTo(n);
    }
    assertThatThrownBy(() -> Slice.parse("colour:red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "slice 'colour' must be one of [type, language, collection, length], or one with a value: type:lookup");
  }

  @Test
  void manyCandidatesGetTheDrawsThatTheirCorrectionNeeds() {
    assertThat(Pairs.test(file("").statistics()).draws()).isEqualTo(10_000);
    assertThat(Pairs.test(file("").statistics(), 50).draws()).isEqualTo(10_000);
    // 600 candidates: no p below 600 / 120,001 = .005, where 10,000 draws would end at .06.
    assertThat(Pairs.test(file("").statistics(), 600).draws()).isEqualTo(120_000);
  }

  @Test
  void lookingAtEverySliceIsCorrectedForAllOfThem() {
    for (int i = 0; i < 24; i++) {
      ask("q" + i, (i % 2 == 0 ? "help/d" : "wiki/d") + i, .3, .5 + i * .01);
    }
    var file = file("");
    var slices = Slice.Property.COLLECTION.slices(questions);

    var compared =
        comparer(file).compare(question(file, List.of("A", "B")), new ArrayList<>(slices));

    assertThat(compared)
        .extracting(Comparison::slice)
        .containsExactly("collection:help", "collection:wiki");
    assertThat(compared).extracting(Comparison::family).containsOnly(2);
    // 12 documents, all deltas above 0: 2 of 4096 patterns; Holm doubles the smallest.
    assertThat(compared)
        .flatExtracting(Comparison::candidates)
        .extracting(Candidate::p)
        .containsExactly(4 / 4096.0, 4 / 4096.0);
  }

  @Test
  void questionsAreShortMediumOrLongByTheirWords() {
    ask("q", "d", .3, .6);
    ask("q with four more words", "d", .3, .6);
    ask("q with a good many more words than the others have", "d", .3, .6);

    assertThat(Slice.Property.LENGTH.slices(questions))
        .extracting(Slice::toString)
        .containsExactly("length:long", "length:medium", "length:short");
  }

  @Test
  void whatAllHaveInCommonIsSaidOnce() {
    ask("q", "d", .3, .6, .6);

    var comparison = compare("", "B", "C");

    assertThat(comparison.alike()).isEqualTo(Map.of("chunking", "whole", "retrieval", "dense"));
    assertThat(comparison.baseline().label()).isEqualTo("whole · one · dense");
    assertThat(comparison.baseline().differs()).isEqualTo("one");
    assertThat(comparison.candidates().getFirst().standing().differs()).isEqualTo("two");
  }

  @Test
  void equalCandidatesAreSeldomBetterAndNeverTwoThingsAtOnce() {
    var random = new SplittableRandom(5);
    int better = 0;
    for (int repetition = 0; repetition < 200; repetition++) {
      questions.clear();
      cells.clear();
      for (int i = 0; i < 40; i++) {
        ask("q" + i, "d" + i, random.nextInt(11) / 10.0, random.nextInt(11) / 10.0);
      }
      Candidate candidate = compare("statistics: {resamples: 500}").candidates().getFirst();
      if (candidate.conclusion() != Conclusion.INCONCLUSIVE) {
        better++;
      }
    }
    // 200 tests at level .05: 10 expected, 3.1 standard deviation.
    assertThat(better).isBetween(1, 20);
  }

  @Test
  void theSameCellsGiveTheSameBytes() {
    for (int i = 0; i < 30; i++) {
      ask("q" + i, "d" + i, .3, i % 3 / 3.0);
    }
    String first = Json.MAPPER.writeValueAsString(compare(""));

    questions.addAll(questions.reversed());
    questions.subList(0, 30).clear();

    assertThat(Json.MAPPER.writeValueAsString(compare(""))).isEqualTo(first);
    assertThat(Json.MAPPER.readValue(first, Comparison.class)).isEqualTo(compare(""));
    assertThat(first).contains("\"conclusion\":\"");
  }

  @Test
  void aBaselineIsNamedByIdOrLabelAndAnUnknownOneIsRefused() {
    assertThat(Grid.baseline(file("")).id()).isEqualTo("A");
    assertThat(Grid.baseline(file("decision: {baseline: C}")).id()).isEqualTo("C");
    assertThat(Grid.baseline(file("decision: {baseline: whole · one · dense}")).id())
        .isEqualTo("B");
    assertThatThrownBy(() -> file("decision: {baseline: whole · one · dens}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("decision.baseline: no configuration 'whole · one · dens'")
        .hasMessageContaining("whole · one · dense");
  }

  private void ask(String id, String document, double... values) {
    questions.add(
        new GoldenQuestion(
            id,
            "What is " + id + "?",
            null,
            List.of(Evidence.whole(document, 1)),
            null,
            GoldenQuestion.Type.LOOKUP,
            "en",
            GoldenQuestion.Origin.HUMAN,
            GoldenQuestion.Status.ACCEPTED,
            null));
    for (int i = 0; i < values.length; i++) {
      cells.add(new Cell(Grid.letters(i), id, Cell.State.OK, null, Map.of("nDCG@10", values[i])));
    }
  }

  private static Cell failed(String configuration, String question) {
    return new Cell(configuration, question, Cell.State.ERROR, "refused", Map.of());
  }

  private static ExperimentFile file(String more) {
    return ExperimentFile.parse(Path.of("made.yaml"), SETTINGS + more + "\n");
  }

  private Comparer comparer(ExperimentFile file) {
    return new Comparer("made-0000", file, questions, new Cells(cells));
  }

  /// Baseline and candidates; A and B where none is named.
  private Comparison compare(String more, String... ids) {
    var file = file(more);
    var wanted = ids.length == 0 ? List.of("A", "B") : List.of(ids);
    return comparer(file).compare(question(file, wanted), (Slice) null);
  }

  private static Comparer.Question question(ExperimentFile file, List<String> ids) {
    return new Comparer.Question(
        all(file, ids.getFirst()),
        ids.stream().skip(1).map(id -> all(file, id)).toList(),
        "nDCG@10",
        List.of());
  }

  private static Configuration all(ExperimentFile file, String id) {
    return Grid.find(Grid.configurations(file), id).orElseThrow();
  }

  private static PairedDelta delta(Candidate candidate) {
    return Objects.requireNonNull(candidate.delta());
  }
}
