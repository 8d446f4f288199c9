package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.Bytes;
import dev.assay.Json;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Facts;
import dev.assay.experiment.Grid;
import dev.assay.experiment.PairedDelta;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.WinnersCurse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static final String SETTINGS =
      """
      name: made
      corpus: {name: made, path: docs}
      golden: {path: questions.jsonl}
      factors:
        chunking: [{name: whole, kind: Whole}]
        model:
          - {name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}
          - {name: far, kind: Http, uri: "https://embed.example/v1/embeddings", card: {licence: MIT, languages: [en, de]}}
        retrieval: [{name: bm25, kind: Bm25}, {name: dense, kind: Dense}, {name: rrf, kind: Rrf}]
      measures: [nDCG@10]
      """;

  private final List<GoldenQuestion> questions = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();

  @Test
  void theSimplestThatIsNotWorseThanTheBestIsPickedAndConfirmed() {
    // A bm25, B minilm dense, C far dense, D minilm rrf, E far rrf.
    for (int i = 0; i < 100; i++) {
      double noise = i % 5 * .02;
      ask(i, .3 + noise, .6 + noise, .4 + noise, .605 + noise, .61 + noise);
    }

    Pick pick = decide("");

    assertThat(pick.pick()).isEqualTo("B");
    assertThat(pick.label()).isEqualTo("whole · minilm · dense");
    assertThat(pick.conclusion()).isEqualTo(Conclusion.BETTER);
    assertThat(pick.reasons())
        .containsExactly(
            "B is the simplest that is not worse than E by more than 0.020, and against the baseline A it is better");
    assertThat(delta(pick.heldOut()).mean()).isCloseTo(.3, within(1e-12));
    assertThat(pick.delta()).isEqualTo(delta(pick.heldOut()));
    assertThat(pick.development().questions() + Objects.requireNonNull(pick.heldOut()).questions())
        .isEqualTo(100);
    assertThat(pick.heldOut().questions()).isEqualTo(30);
    assertThat(pick.searched()).isEqualTo(5);
  }

  @Test
  void nearByThePointButNotByTheIntervalIsNotAsGood() {
    for (int i = 0; i < 60; i++) {
      // B - D alternates between -.5 and +.48: mean -.01, but anything from -.13 to +.11.
      ask(i, .1, i % 2 == 0 ? 0 : .98, .1, .5, .1);
    }

    Pick pick = decide("");

    assertThat(pick.candidate()).isEqualTo("D");
    assertThat(pick.reasons().getFirst())
        .isEqualTo(
            "D has the highest mean, nothing simpler is shown to be as good, and against the baseline A it is better");
  }

  @Test
  void whatTheHeldOutQuestionsDoNotShowIsNoWinner() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 60; i++) {
      ask(
          i,
          random.nextDouble(),
          random.nextDouble(),
          random.nextDouble(),
          random.nextDouble(),
          .2);
    }
    String best = Objects.requireNonNull(decide("").development().best()).id();
    // Chosen against a worse baseline, so that the candidate is not the baseline itself.
    Pick pick = decide("decision: {baseline: " + (best.equals("A") ? "B" : "A") + "}");

    assertThat(pick.pick()).isNull();
    assertThat(pick.shipped()).isEqualTo(pick.development().baseline().id());
    assertThat(pick.reasons().getFirst())
        .isEqualTo(
            "no winner: %s, chosen on the development questions, is not confirmed"
                .formatted(pick.candidate()));
    assertThat(pick.reasons()).anyMatch(reason -> reason.contains(" is inconclusive: "));
    double sd = delta(pick.development()).standardDeviation();
    assertThat(pick.byChance())
        .isCloseTo(WinnersCurse.gain(5, sd / Math.sqrt(2), 42), within(1e-12));
  }

  @Test
  void noisyCandidatesThatAreAllAlikeAreSeldomPickedOverTheBaseline() {
    var random = new SplittableRandom(11);
    int picked = 0;
    for (int repetition = 0; repetition < 100; repetition++) {
      questions.clear();
      cells.clear();
      for (int i = 0; i < 60; i++) {
        double[] values = random.doubles(5).toArray();
        ask(i, values);
      }
      Pick pick = decide("statistics: {resamples: 200}");
      picked += pick.pick() == null || pick.pick().equals("A") ? 0 : 1;
    }
    // The highest of five equal ones is confirmed by one test at level .05, one of its two sides.
    assertThat(picked).isLessThanOrEqualTo(8);
  }

  @Test
  void constraintsDecideWhoMayBePickedAndWhatIsNotKnownKeepsNone() {
    for (int i = 0; i < 100; i++) {
      ask(i, .3, .4, .5, .6, .7);
    }

    Pick pick =
        decide(
            "decision: {constraints: {p95: 30ms, memory: 1GB, data: selfHosted, licences: [MIT], languages: [en, de]}}");

    assertThat(pick.pick()).isNull();
    assertThat(Json.MAPPER.writeValueAsString(pick))
        .as("what a script reads is there, null or not")
        .contains("\"pick\":null", "\"delta\":null")
        .doesNotContain("\"candidate\"");
    assertThat(pick.reasons())
        .startsWith("no winner: none of 5 configurations is eligible")
        .hasSize(1);
    assertThat(refusals(pick, "A")).containsExactly("analyzer english is not for de");
    assertThat(refusals(pick, "B"))
        .containsExactly(
            "licence Apache-2.0 of minilm is not among MIT", "minilm is for en, not for de");
    assertThat(refusals(pick, "C"))
        .containsExactly(
            "p95 is not known: not every part of its search was timed",
            "memory is not known (card.weights of far)",
            "whether far is self-hosted is not known (card.selfHosted)");
    assertThat(refusals(pick, "D"))
        .contains("p95 40 ms is above 30 ms", "memory 2 GB is above 1 GB");
    assertThat(decide("decision: {constraints: {p95: 30ms}}").pick()).isEqualTo("B");
  }

  @Test
  void aRunBelowTheCoverageCannotBePicked() {
    for (int i = 0; i < 100; i++) {
      ask(i, .3, .4, .5, .6, .7);
    }
    for (int i = 0; i < 5; i++) {
      cells.set(i * 5 + 4, new Cell("E", "q" + i, Cell.State.ERROR, "refused", Map.of()));
    }

    Pick pick = decide("");

    assertThat(pick.pick()).isEqualTo("D");
    assertThat(refusals(pick, "E"))
        .containsExactly("scored on 95 of 100 questions, below coverage.minimum 0.98");
  }

  @Test
  void withoutHeldOutQuestionsTheOutputSaysThatNothingConfirms() {
    for (int i = 0; i < 40; i++) {
      ask(i, .3, .4, .5, .6, .7);
    }

    Pick pick = decide("statistics: {holdOut: 0.0}");

    assertThat(pick.pick()).isEqualTo("E");
    assertThat(pick.heldOut()).isNull();
    assertThat(pick.delta()).isEqualTo(pick.development().delta());
    assertThat(pick.reasons().getLast())
        .isEqualTo("no question was held out: nothing confirms the choice (statistics.holdOut)");
  }

  @Test
  void heldOutQuestionsOpenedBeforeAreSaidAndJsonKeepsAll() {
    for (int i = 0; i < 40; i++) {
      ask(i, .3, .4, .5, .6, .7);
    }
    var file = file("");

    Pick pick = decider(file).decide(facts(file), new Opened(3, 1, List.of("made-1", "made-2")));

    assertThat(pick.reasons().getLast())
        .isEqualTo(
            "the held-out questions were opened 3 times, 1 of them by a sweep, by made-1, made-2: they confirm less each time");
    String json = Json.MAPPER.writeValueAsString(pick);
    assertThat(Json.MAPPER.readValue(json, Pick.class)).isEqualTo(pick);
    assertThat(json)
        .contains("\"pick\":\"E\"", "\"conclusion\":\"better\"", "\"delta\":{\"n\":", "\"low\":");
  }

  @Test
  void questionsOfASingleDocumentAreDrawnOneByOneWhereTheFileSaysSo() {
    for (int i = 0; i < 100; i++) {
      ask(i, .3 + i % 5 * .02, .6, .4, .4, .4);
    }
    questions.replaceAll(question ->
        new GoldenQuestion(
            question.id(),
            question.question(),
            null,
            List.of(Evidence.whole("book", 1)),
            null,
            question.type(),
            "en",
            question.origin(),
            question.status(),
            null));

    Pick whole = decide("");
    assertThat(whole.pick()).isNull();
    assertThat(whole.heldOut()).isNull();
    assertThat(whole.reasons())
        .contains(
            "only 1 source document: the interval is unreliable; 'statistics: {cluster: question}' in the experiment file draws questions instead");

    Pick single = decide("statistics: {cluster: question}");
    assertThat(single.pick()).isEqualTo("B");
    assertThat(Objects.requireNonNull(single.heldOut()).questions()).isEqualTo(30);
    assertThat(delta(single.heldOut()).clusters()).isEqualTo(30);
    assertThat(delta(single.heldOut()).low()).isGreaterThan(.24).isLessThan(.26);
  }

  @Test
  void theUsualClusterKeepsTheIdOfAnExperiment() {
    assertThat(file("statistics: {seed: 7}").statistics())
        .hasToString("Statistics[seed=7, resamples=10000, holdOut=0.3]");
    assertThat(file("statistics: {cluster: question}").statistics())
        .hasToString("Statistics[seed=7, resamples=10000, holdOut=0.3, by question]");
    assertThat(ExperimentFile.Cluster.QUESTION.few(9))
        .isEqualTo("only 9 questions: the interval is unreliable");
  }

  private static final String RERANKED =
      """
      name: made
      corpus: {name: made, path: docs}
      golden: {path: questions.jsonl}
      factors:
        chunking: [{name: whole, kind: Whole}]
        model: [{name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}]
        retrieval: [{name: bm25, kind: Bm25}, {name: dense, kind: Dense}, {name: rrf, kind: Rrf}]
        reranker:
          - {name: none, kind: None}
          - {name: llm, kind: Llm, model: {uri: "https://chat.example/v1", name: big}}
          - {name: far, kind: Http, uri: "https://rerank.example/rerank", card: {selfHosted: false, licence: MIT, languages: [en]}}
          - {name: ours, kind: Http, uri: "https://rerank.ours/rerank", card: {selfHosted: true, licence: MIT, languages: [en]}}
          - {name: near, kind: Http, uri: "http://127.0.0.1:8080/rerank", card: {licence: MIT, languages: [en]}}
          - {name: ce, kind: CrossEncoder, path: models/ce, depth: 100}
          - {name: less, kind: CrossEncoder, path: models/ce, depth: 20}
          - {name: mmr, kind: Mmr}
      configurations:
        - {retrieval: bm25, reranker: llm}
        - {retrieval: bm25, reranker: far}
        - {retrieval: bm25, reranker: ours}
        - {retrieval: bm25, reranker: near}
        - {retrieval: bm25, reranker: ce}
        - {retrieval: bm25, reranker: less}
        - {retrieval: dense, reranker: mmr}
        - {retrieval: rrf, reranker: none}
        - {retrieval: bm25, reranker: none}
      measures: [nDCG@10]
      """;

  @Test
  void aConfigurationWithoutARerankerIsSimplerThanOneWith() {
    var file = ExperimentFile.parse(Path.of("made.yaml"), RERANKED);

    assertThat(facts(file).stream().sorted(Facts.SIMPLEST_FIRST))
        .extracting(facts -> facts.configuration().label())
        .containsExactly(
            "whole · bm25",
            "whole · minilm · rrf",
            "whole · minilm · dense · mmr",
            "whole · bm25 · less",
            "whole · bm25 · ce",
            "whole · bm25 · far",
            "whole · bm25 · ours",
            "whole · bm25 · near",
            "whole · bm25 · llm");
  }

  @Test
  void aRerankerMustKeepTheConstraintsToo() {
    for (int i = 0; i < 40; i++) {
      ask(i, .9, .9, .9, .9, .9, .9, .9, .9, .3);
    }
    var file =
        ExperimentFile.parse(
            Path.of("made.yaml"),
            RERANKED
                + "decision: {constraints: {data: selfHosted, licences: [MIT, Apache-2.0], languages: [en]}}\n");

    Pick pick = decider(file).decide(facts(file), null);

    assertThat(refusals(pick, "A"))
        .containsExactly(
            "whether llm is self-hosted is not known (card.selfHosted)",
            "licence of llm is not known (card.licence)",
            "languages of llm are not known (card.languages)");
    assertThat(refusals(pick, "B")).containsExactly("far is not self-hosted");
    assertThat(refusals(pick, "C")).isEmpty();
    assertThat(refusals(pick, "D")).isEmpty();
    assertThat(refusals(pick, "E"))
        .containsExactly(
            "licence of ce is not known (card.licence)",
            "languages of ce are not known (card.languages)");
    assertThat(refusals(pick, "G")).isEmpty();
    assertThat(pick.pick()).isEqualTo("H");
  }

  private static List<String> refusals(Pick pick, String id) {
    return pick.configurations().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow()
        .refusals();
  }

  private static PairedDelta delta(Pick.@Nullable Part part) {
    return Objects.requireNonNull(Objects.requireNonNull(part).delta());
  }

  private void ask(int number, double... values) {
    String id = "q" + number;
    questions.add(
        new GoldenQuestion(
            id,
            "What is " + id + "?",
            null,
            List.of(Evidence.whole("d" + number, 1)),
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

  private static ExperimentFile file(String more) {
    return ExperimentFile.parse(Path.of("made.yaml"), SETTINGS + more + "\n");
  }

  private Decider decider(ExperimentFile file) {
    return new Decider("made-0000", file, questions, new Cells(cells));
  }

  private Pick decide(String more) {
    var file = file(more);
    return decider(file).decide(facts(file), null);
  }

  /// One leg takes 20 ms and 1 GB of memory; nobody timed `far`.
  private static List<Facts> facts(ExperimentFile file) {
    var facts = new ArrayList<Facts>();
    for (Configuration configuration : Grid.configurations(file)) {
      var model = configuration.model();
      boolean known = model == null || model.name().equals("minilm");
      int legs = configuration.fusion() == null ? 1 : 2;
      facts.add(
          new Facts(
              configuration,
              facts.size(),
              known ? 20.0 * legs : null,
              known ? new Bytes(1_000_000_000L * legs) : null,
              model == null ? null : 384,
              100));
    }
    return facts;
  }
}
