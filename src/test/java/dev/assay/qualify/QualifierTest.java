package dev.assay.qualify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.InvalidInput;
import dev.assay.experiment.Budget;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.LabelledRow;
import dev.assay.experiment.ReportCard;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.Context;
import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import dev.assay.measure.Figure;
import dev.assay.report.ReportCardText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualifierTest {
  private static final Path SHARED = Path.of("../shared/data/judge");

  @TempDir private Path folder;

  /// 30 of the 50 rows are true; the judge finds 27 of those, and rejects 14 of the other 20.
  @Test
  void theCardOfFiftyRowsIsTheOneWorkedByHand() {
    var judged = new java.util.ArrayList<ReportCard.Judged>();
    for (int i = 0; i < 50; i++) {
      boolean truth = i < 30;
      boolean verdict = truth ? i < 27 : i >= 44;
      judged.add(new ReportCard.Judged(row(i, truth), "c" + i, verdict, verdict ? .9 : .1, null));
    }
    var rows = new ReportCard.Rows("support", "f", "0a1b", null, null, 7);
    var session = new ReportCard.Session("j", judged, 2, "no reply", 3, 5.5, null, null);
    var blind = Collections.nCopies(50, .5);
    var card = ReportCard.of(rows, session, Map.of("blind", blind), Map.of());

    assertThat(card.n()).isEqualTo(50);
    assertThat(card.expected()).isEqualTo(55);
    assertThat(card.failed()).isEqualTo(2);
    assertThat(card.abstained()).isEqualTo(3);
    assertThat(ReportCardText.of(card))
        .contains(
            "50 of 55 rows judged, 3 abstained, 2 failed; rows 0a1b\nmost failed rows: no reply\n");
    assertThat(Objects.requireNonNull(card.baselines()).get("blind"))
        .isEqualTo(new Figure(.5, .5, .5));
    assertThat(card.confusion()).isEqualTo(new ReportCard.Counts(27, 3, 6, 14));
    value(card.accuracy(), 41d / 50);
    value(card.sensitivity(), 27d / 30);
    value(card.specificity(), 14d / 20);
    value(card.balancedAccuracy(), (27d / 30 + 14d / 20) / 2);
    value(card.kappa(), .6154);
    // Positives .9 in 27 of 30, negatives in 6 of 20: ties half.
    value(card.auroc(), (27 * 14 + .5 * (27 * 6 + 3 * 14)) / 600);
    // 33 say .9 and 27 are true, 17 say .1 and 3 are true.
    value(card.ece(), (Math.abs(33 * .9 - 27) + Math.abs(17 * .1 - 3)) / 50);
    assertThat(card.secondsARow()).isEqualTo(5.5 / 55);
  }

  @SuppressWarnings("NullAway") // it does not see the annotation on a nested type of a class file
  private static JudgeSettings judge(@Nullable ChatSettings http) {
    return new JudgeSettings(
        "all",
        5,
        List.of(),
        Compat.CORRECTED,
        null,
        ClaimSource.MODEL,
        http,
        null,
        null,
        null,
        1,
        new Budget(null, null));
  }

  /// Two contradicted rows and two without evidence: three of four pairs stand in order.
  @Test
  void contradictionIsToldFromMissingEvidence() {
    var chances = List.of(.9, .4, .5, .2);
    var judged = new java.util.ArrayList<ReportCard.Judged>();
    for (int i = 0; i < 4; i++) {
      var row = row(i, false);
      judged.add(
          new ReportCard.Judged(
              new LabelledRow(
                  row.id(),
                  row.question(),
                  row.contexts(),
                  row.answer(),
                  null,
                  null,
                  false,
                  i < 2 ? "CONTRADICT" : "NOT_ENOUGH_INFO",
                  null,
                  0),
              "c" + i,
              false,
              .1,
              chances.get(i)));
    }
    var rows = new ReportCard.Rows("support", "f", "0a1b", null, null, 7);
    var session = new ReportCard.Session("j", judged, 0, null, 0, 1, null, null);
    var card = ReportCard.of(rows, session, null, Map.of());

    assertThat(Objects.requireNonNull(card.contradiction()).value()).isEqualTo(.75);
    assertThat(card.auroc()).isNull();
  }

  private static void value(@Nullable Figure found, double expected) {
    var figure = Objects.requireNonNull(found);
    assertThat(figure.value()).isCloseTo(expected, within(1e-4));
    assertThat(figure.low()).isLessThan(figure.value());
    assertThat(figure.high()).isGreaterThan(figure.value());
  }

  private static LabelledRow row(int id, boolean truth) {
    return new LabelledRow(
        "r" + id,
        "",
        List.of(new Context("k1", "c" + id)),
        "a",
        null,
        null,
        truth,
        truth ? "yes" : "no",
        null,
        0);
  }

  @Test
  void theOfflineVerifierTellsWhatTheContextsSayFromWhatTheyDoNot() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            """
            {"contexts":["You may return a lamp within 30 days of delivery."],"answer":"A lamp can be returned within 30 days.","label":"supported"}
            {"contexts":["You may return a lamp within 30 days of delivery."],"answer":"The founder was born in Oslo in 1970.","label":"unsupported"}
            {"contexts":[{"title":"Water","sentences":["The otter needs quiet water.","It eats fish."]}],"answer":"Otters eat fish.","label":"true"}
            {"contexts":["The otter needs quiet water."],"answer":"Bridges are built of steel and stone.","label":false}
            {"contexts":["x"],"answer":"y","label":"Generic"}
            """);
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var request =
          new Qualifier.Exam(labels, judge(null), null, 7, null, 2, null, true, true, null);
      var card = qualifier.qualify(request);

      assertThat(card.judge()).isEqualTo("offline:verifier@14");
      assertThat(card.n()).isEqualTo(4);
      assertThat(Objects.requireNonNull(card.accuracy()).value()).isEqualTo(1);
      assertThat(card.flipRate()).isZero();
      // "within 30 days" became "within 37 days"
      assertThat(card.probes().get("numberSwap")).isEqualTo(ReportCard.Probe.of(1, 0));
      assertThat(card.probes().keySet())
          .containsExactly(
              "chunkOrder",
              "nameExchange",
              "nameSwap",
              "negation",
              "numberSwap",
              "plantedInContext",
              "plantedInstruction",
              "selfPreference",
              "verbosity");
      assertThat(lab.qualifications().summary("offline:verifier@14"))
          .isEqualTo("kappa 1.00 on labels.jsonl (n 4)");
      assertThat(lab.qualifications().summary("llm:other")).isEqualTo("unqualified");
      // Every word of the supported answers stands in the contexts, of the others hardly one.
      assertThat(Objects.requireNonNull(card.baselines()).keySet())
          .containsExactly("overlap", "rougeL", "cosine");
      assertThat(Objects.requireNonNull(card.baselines().get("overlap")).value()).isEqualTo(1);
      assertThat(Objects.requireNonNull(card.baselines().get("cosine")).value()).isEqualTo(1);
      assertThat(card.cost()).as("no model was asked").isNull();
      assertThat(qualifier.features(labels)).hasSize(4);
    }
  }

  @Test
  void aModelBehindAnEndpointIsQualifiedAndAskedOnce() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            """
            {"question":"q","contexts":["It says so."],"answer":"It says so. It is true.","label":"supported"}
            {"question":"another","contexts":["It says so twice."],"answer":"It says so. It is true.","label":"unsupported"}
            """);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var http = new ChatSettings(java.net.URI.create(endpoints.base()), "scripted", null);
      var request =
          new Qualifier.Exam(labels, judge(http), null, 7, null, 1, null, false, false, null);
      var card = qualifier.qualify(request);

      assertThat(card.judge()).isEqualTo("llm:scripted");
      assertThat(card.confusion()).isEqualTo(new ReportCard.Counts(1, 0, 1, 0));
      int asked = endpoints.requests();
      assertThat(asked).isEqualTo(2 * 2);
      var cost = Objects.requireNonNull(card.cost());
      assertThat(cost.requests()).isEqualTo(asked);
      assertThat(cost.cost()).as("no price").isNull();
      qualifier.qualify(request);
      assertThat(endpoints.requests()).isEqualTo(asked);
    }
  }

  @Test
  void anAnswerWithoutContextsIsNotSupportedByThem() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            """
            {"question":"q","contexts":[],"answer":"It says so. It is true.","label":"unsupported"}
            {"question":"another","contexts":["It says so."],"answer":"It says so.","label":"supported"}
            """);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var http = new ChatSettings(java.net.URI.create(endpoints.base()), "scripted", null);

      var card =
          qualifier.qualify(
              new Qualifier.Exam(labels, judge(http), null, 7, null, 1, null, false, false, null));

      assertThat(card.confusion()).isEqualTo(new ReportCard.Counts(1, 0, 0, 1));
      assertThat(card.abstained()).isZero();
    }
  }

  @Test
  void aModelIsQualifiedForACriterionOfOnesOwn() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("dated.jsonl"),
            """
            {"criterion":"It names a period.","question":"q1","answer":"Return it within 30 days.","label":true}
            {"criterion":"It names a period.","question":"q2","answer":"Return it in time.","label":true}
            {"criterion":"It names a period.","question":"q3","answer":"Return it.","label":false,"contexts":["x"]}
            {"criterion":"It names a period.","question":"q4","answer":"It is red.","label":false}
            """);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var http = new ChatSettings(java.net.URI.create(endpoints.base()), "scripted", null);
      var card =
          qualifier.qualify(
              new Qualifier.Exam(labels, judge(http), null, 7, null, 1, null, false, true, null));

      assertThat(card.rows().task()).isEqualTo("criterion");
      assertThat(card.confusion()).isEqualTo(new ReportCard.Counts(1, 1, 0, 1));
      assertThat(card.abstained()).as("a colour need not name a period").isEqualTo(1);
      var sensitivity = Objects.requireNonNull(card.sensitivity());
      assertThat(sensitivity)
          .as("rows without contexts are drawn apart")
          .isEqualTo(new Figure(.5, 0, 1));
      assertThat(endpoints.requests()).isEqualTo(4);
      assertThatThrownBy(() ->
              qualifier.qualify(
                  new Qualifier.Exam(
                      labels, judge(null), null, 7, null, 1, null, false, false, null)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("which only a language model can; add --judge URI --model NAME");
    }
    Files.writeString(labels, "{\"criterion\":\"c\",\"answer\":\"a\",\"label\":true}");
    assertThatThrownBy(() -> LabelledRow.read(labels))
        .hasMessageContaining(
            "dated.jsonl:1: error: a row with a criterion needs a question and an answer");
  }

  @Test
  void rowsThatShareTheirTextsAreInOneHalfAndWithoutAnyOnlyThoseOfACriterionAreApart()
      throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(
          "{\"question\":\"q%d\",\"contexts\":[],\"answer\":\"a\",\"label\":true}\n".formatted(i));
    }
    Path labels = Files.writeString(folder.resolve("bare.jsonl"), text);

    assertThat(LabelledRow.read(labels)).extracting(LabelledRow::half).hasSize(16).containsOnly(1);
    Files.writeString(labels, text.toString().replace("{", "{\"criterion\":\"It is short.\","));
    assertThat(LabelledRow.read(labels)).extracting(LabelledRow::half).hasSize(16).contains(0, 1);
  }

  /// What docs/judges.md says of the halves holds for these rows and no others.
  @Test
  void theOtherHalvesAreThoseThatTheVerifierWasNotFittedOn() {
    assumeTrue(Files.exists(SHARED), "the labelled files are not beside the checkout");

    Map.of(
            "begin-wow", 2099,
            "mtrag-human", 270,
            "scifact-verify", 171,
            "clapnq-answerability", 275)
        .forEach((file, n) ->
            assertThat(LabelledRow.read(SHARED.resolve(file + ".jsonl")))
                .as(file)
                .filteredOn(row -> row.half() == 1)
                .hasSize(n));
  }

  @Test
  void aCardSaysWhichRowsItIsAboutAndTheWidestStandsBesideScores() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(
          "{\"contexts\":[\"Lamp %d glows.\"],\"answer\":\"%s\",\"label\":\"%s\"}\n"
              .formatted(
                  i,
                  i % 2 == 0 ? "Lamp " + i + " glows." : "Bridges are of steel.",
                  i % 2 == 0 ? "supported" : "unsupported"));
    }
    text.append("{\"question\":\"Why?\",\"contexts\":[\"Because.\"],\"label\":\"answerable\"}\n");
    Path labels = Files.writeString(folder.resolve("mixed.jsonl"), text);
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      assertThatThrownBy(() -> qualifier.qualify(exam(labels, null, null, null)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("choose with --task support, relevance or criterion");

      var support = LabelledRow.Task.SUPPORT;
      var all = qualifier.qualify(exam(labels, null, null, support));
      var drawn = qualifier.qualify(exam(labels, 8, null, support));
      var half = qualifier.qualify(exam(labels, null, 1, support));

      assertThat(all.rows().words()).isEqualTo("mixed.jsonl");
      assertThat(all.n()).isEqualTo(12);
      assertThat(drawn.rows().words()).isEqualTo("mixed.jsonl, 8 drawn with seed 7");
      assertThat(half.rows().words()).isEqualTo("mixed.jsonl, half 1");
      assertThat(half.n()).isBetween(1, 11);
      assertThat(drawn.rows().content()).isEqualTo(all.rows().content());
      assertThat(lab.qualifications().of("offline:verifier@14")).hasSize(3);
      qualifier.qualify(exam(labels, 8, null, support));
      assertThat(lab.qualifications().of("offline:verifier@14")).hasSize(3);
      assertThat(lab.qualifications().summary("offline:verifier@14"))
          .isEqualTo("kappa 1.00 on mixed.jsonl (n 12)");

      Files.writeString(labels, text.toString().replace("steel", "stone"));
      assertThat(qualifier.qualify(exam(labels, null, null, support)).rows().content())
          .isNotEqualTo(all.rows().content());
      assertThat(lab.qualifications().of("offline:verifier@14")).hasSize(4);
    }
  }

  private static Qualifier.Exam exam(
      Path labels,
      @Nullable Integer sample,
      @Nullable Integer half,
      LabelledRow.@Nullable Task task) {
    return new Qualifier.Exam(labels, judge(null), sample, 7, half, 1, task, false, false, null);
  }

  /// 160 claims on 55 texts, by somebody who knew none of the verifier's rules: the right ones in
  /// other words than the text, most of the wrong ones in its words. Counting words takes them the
  /// wrong way round, and so does what is built on it (docs/judges.md).
  @Test
  void whatIsWordedAgainstTheWordsIsBeyondTheOfflineVerifier() throws IOException {
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      var card =
          qualifier.qualify(
              new Qualifier.Exam(
                  Path.of("src/test/resources/dev/assay/qualify/other-words.jsonl"),
                  judge(null),
                  null,
                  7,
                  null,
                  1,
                  null,
                  true,
                  false,
                  null));

      assertThat(card.n()).isEqualTo(160);
      assertThat(Objects.requireNonNull(card.auroc()).value()).isBetween(.3, .4);
      var overlap = Objects.requireNonNull(card.baselines()).get("overlap");
      assertThat(Objects.requireNonNull(overlap).value()).isLessThan(.3);
      assertThat(Objects.requireNonNull(card.contradiction()).low()).isGreaterThan(.5);
    }
  }

  @Test
  void everyWrongLineIsNamed() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            "{\"contexts\":[\"x\"],\"answer\":\"y\"}\nno json\n{\"label\":\"true\"}\n");

    assertThatThrownBy(() -> LabelledRow.read(labels))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("labels.jsonl:1:")
        .hasMessageContaining("a row needs a label")
        .hasMessageContaining("not one JSON object")
        .hasMessageContaining("a row needs a list of contexts");
  }

  /// The figures of docs/judges.md, with room for a change of the runtime.
  @Test
  void theHeldOutHalvesOfTheSharedFilesAreToldApart() {
    assumeTrue(Files.exists(SHARED), "the labelled files are not beside the checkout");
    try (var lab = Lab.open(folder.resolve("state"));
        var qualifier = lab.qualifier(_ -> {})) {
      for (var expected :
          Map.of(
                  "begin-wow",
                  .88,
                  "mtrag-human",
                  .78,
                  "scifact-verify",
                  .77,
                  "clapnq-answerability",
                  .77)
              .entrySet()) {
        var card =
            qualifier.qualify(
                new Qualifier.Exam(
                    SHARED.resolve(expected.getKey() + ".jsonl"),
                    judge(null),
                    120,
                    7,
                    1,
                    1,
                    null,
                    false,
                    false,
                    null));
        assertThat(card.n()).isEqualTo(120);
        assertThat(Objects.requireNonNull(card.auroc()).value())
            .as(expected.getKey())
            .isGreaterThan(expected.getValue());
      }
    }
  }
}
