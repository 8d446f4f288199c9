package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Json;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.PromptUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every metric, asked of a model that plays along: what is said of claim or chunk 1 is good, of
/// the others bad.
class EveryMetricTest {
  private static final Sample SAMPLE =
      new Sample(
          "How long may a lamp be returned?",
          Answer.of("Within 30 days. Lamps sing.", List.of("a#1")),
          "Within 30 days. With the receipt.",
          List.of(
              new Context("a#1", "Return it within 30 days."), new Context("b#1", "Lamps glow.")));

  private static final Map<String, Double> EXPECTED =
      Map.ofEntries(
          Map.entry("faithfulness", 1d / 2),
          Map.entry("contextPrecision", 1d),
          Map.entry("ragas:faithfulness@0.4", 1d / 2),
          Map.entry("ragas:answerRelevancy@0.4", .25),
          Map.entry("ragas:contextPrecision@0.4", 1d),
          Map.entry("ragas:contextUtilization@0.4", 1d),
          Map.entry("ragas:contextRecall@0.4", 1d / 2),
          Map.entry("ragas:noiseSensitivity@0.4", 0d),
          Map.entry("ragas:noiseSensitivityIrrelevant@0.4", 0d),
          Map.entry("ragas:factualCorrectness@0.4", 1d / 2), // right 1, wrong 1, missing 1
          Map.entry("ragas:answerCorrectness@0.4", .75 / 2 + .25 * .25),
          Map.entry("ragchecker:precision@0.1", 1d / 2),
          Map.entry("ragchecker:recall@0.1", 1d / 2),
          Map.entry("ragchecker:f1@0.1", 1d / 2),
          Map.entry("ragchecker:claimRecall@0.1", 1d / 2),
          Map.entry("ragchecker:contextPrecision@0.1", 1d / 2),
          Map.entry("ragchecker:contextUtilization@0.1", 1d),
          Map.entry("ragchecker:noiseRelevant@0.1", 0d),
          Map.entry("ragchecker:noiseIrrelevant@0.1", 0d),
          Map.entry("ragchecker:hallucination@0.1", 1d / 2),
          Map.entry("ragchecker:selfKnowledge@0.1", 0d),
          Map.entry("ragchecker:faithfulness@0.1", 1d / 2),
          Map.entry("deepeval:faithfulness@4.3", 1d / 2),
          Map.entry("deepeval:answerRelevancy@4.3", 1d / 2),
          Map.entry("deepeval:contextualPrecision@4.3", 1d),
          Map.entry("deepeval:contextualRecall@4.3", 1d / 2),
          Map.entry("deepeval:contextualRelevancy@4.3", 1d / 2),
          Map.entry("trulens:contextRelevance@2.16", (3 + 0) / 2d / 3),
          Map.entry("trulens:groundedness@2.16", (3 + 0) / 2d / 3),
          Map.entry("trulens:answerRelevance@2.16", 1d),
          Map.entry("phoenix:relevance@3.9", 1d / 2),
          Map.entry("phoenix:hallucination@3.9", 0d),
          Map.entry("umbrela:relevance@1", (3 + 0) / 2d),
          Map.entry("nuggets:weighted@1", (1 + 0) / (1 + .5)),
          Map.entry("nuggets:weightedStrict@1", (1 + 0) / (1 + .5)),
          Map.entry("nuggets:vitalStrict@1", 1d),
          // "within 30 days" of five and six words
          Map.entry("rouge:rouge1@0.1", 2 * 3d / (5 + 6)),
          Map.entry("rouge:rouge2@0.1", 2 * 2d / (4 + 5)),
          Map.entry("rouge:rougeL@0.1", 2 * 3d / (5 + 6)));

  @Test
  void ragCheckerCountsAnEmptyAnswerAndNoContextsAsNothingWhereItsOwnValueIsWanted()
      throws Exception {
    try (var server = playsAlong()) {
      for (Compat compat : Compat.values()) {
        for (Sample sample :
            List.of(
                new Sample(
                    SAMPLE.question(),
                    Answer.of("", List.of()),
                    SAMPLE.reference(),
                    SAMPLE.contexts()),
                new Sample(SAMPLE.question(), SAMPLE.answer(), SAMPLE.reference(), List.of()))) {
          var findings = new Findings(judge(server), sample, (_, _) -> .25, compat);
          for (String name : List.of("faithfulness", "hallucination", "noiseIrrelevant")) {
            var outcome = Metric.parse("ragchecker:" + name).of(findings);
            switch (compat) {
              case EXACT -> assertThat(outcome).as(name).isEqualTo(new Outcome.Scored(0));
              case CORRECTED ->
                  assertThat(outcome).as(name).isInstanceOf(Outcome.NotApplicable.class);
            }
          }
        }
      }
      var findings =
          new Findings(
              judge(server),
              new Sample(
                  SAMPLE.question(), Answer.of("", List.of()), SAMPLE.reference(), List.of()),
              (_, _) -> .25,
              Compat.EXACT);
      assertThat(Metric.parse("ragchecker:recall").of(findings)).isEqualTo(new Outcome.Scored(0));
      assertThat(Metric.parse("ragchecker:precision").of(findings))
          .isEqualTo(new Outcome.Scored(0));
      var without =
          new Findings(
              judge(server),
              new Sample(SAMPLE.question(), Answer.declines(), null, SAMPLE.contexts()),
              (_, _) -> .25,
              Compat.EXACT);
      for (String name : List.of("precision", "hallucination", "recall")) {
        assertThat(Metric.parse("ragchecker:" + name).of(without))
            .as("without a reference the tool cannot be asked for " + name)
            .isInstanceOf(Outcome.NotApplicable.class);
      }
    }
  }

  /// Of three sentences the first is good; the last declines.
  @Test
  void aSentenceThatDeclinesIsGroundedWhereTheValueOfTruLensIsWanted() throws Exception {
    try (var server = playsAlong()) {
      var sample =
          new Sample(
              SAMPLE.question(),
              Answer.of("Within 30 days. Lamps sing. I do not know the price.", List.of()),
              null,
              SAMPLE.contexts());
      var metric = Metric.parse("trulens:groundedness");

      assertThat(metric.of(new Findings(judge(server), sample, null, Compat.EXACT)))
          .isEqualTo(new Outcome.Scored((3 + 0 + 3) / 3d / 3));
      assertThat(metric.of(new Findings(judge(server), sample, null, Compat.CORRECTED)))
          .isEqualTo(new Outcome.Scored((3 + 0 + 0) / 3d / 3));
      var silent = new Sample(SAMPLE.question(), Answer.declines(), null, SAMPLE.contexts());
      assertThat(metric.of(new Findings(judge(server), silent, null, Compat.EXACT)))
          .isEqualTo(new Outcome.Scored(0));
    }
  }

  @Test
  void aQuestionWithoutWordsIsNone() throws Exception {
    String first =
        """
        {"questions":[{"question":"","noncommittal":false},{"question":"a?","noncommittal":true}]}
        """;
    for (String reply : List.of(first, "{\"questions\":[]}")) {
      try (var server = playsAlong(_ -> reply)) {
        var metric = Metric.parse("ragas:answerRelevancy");
        assertThat(metric.of(new Findings(judge(server), SAMPLE, (_, _) -> .25, Compat.EXACT)))
            .isEqualTo(new Outcome.Scored(0));
        assertThat(metric.of(findings(judge(server))))
            .isInstanceOf(reply.equals(first) ? Outcome.Abstained.class : Outcome.Failed.class);
      }
    }
  }

  @Test
  void aNuggetThatIsListedTwiceCountsTwiceWhereTheToolsValueIsWanted() throws Exception {
    String list =
        Json.MAPPER.writeValueAsString(
            Map.of(
                "nuggets",
                List.of(nugget("a", "vital"), nugget("a", "vital"), nugget("b", "okay"))));
    try (var server =
        playsAlong(request ->
            request.at("/response_format/json_schema/schema/properties").has("nuggets")
                ? list
                : reply(request))) {
      var metric = Metric.parse("nuggets:weighted");
      assertThat(metric.of(findings(judge(server)))).isEqualTo(new Outcome.Scored(1 / 1.5));
      assertThat(metric.of(new Findings(judge(server), SAMPLE, null, Compat.EXACT)))
          .isEqualTo(new Outcome.Scored(1 / 2.5));
    }
  }

  /// The last two of 22 are vital, and 20 are counted.
  @Test
  void vitalNuggetsAreCountedBeforeTheOthersWhereverTheyStand() throws Exception {
    var listed = new ArrayList<Object>();
    for (int i = 1; i <= 22; i++) {
      listed.add(nugget("Nugget " + i, i <= 10 || i > 20 ? "vital" : "okay"));
    }
    String list = Json.MAPPER.writeValueAsString(Map.of("nuggets", listed));
    try (var server =
        playsAlong(request ->
            request.at("/response_format/json_schema/schema/properties").has("nuggets")
                ? list
                : reply(request))) {
      var findings = findings(judge(server));
      assertThat(Metric.parse("nuggets:vitalStrict").of(findings))
          .as("the first of each ten that are asked for together")
          .isEqualTo(new Outcome.Scored(2d / 12));
      assertThat(Metric.parse("nuggets:weighted").of(findings))
          .isEqualTo(new Outcome.Scored(2 / (12 + 8 * .5)));
    }
  }

  @Test
  void comesToWhatTheVerdictsSay() throws Exception {
    try (var server = playsAlong()) {
      var findings = findings(judge(server));
      for (Metric metric : Metric.all()) {
        assertThat(metric.of(findings))
            .as(metric.name())
            .isEqualTo(
                new Outcome.Scored(
                    Objects.requireNonNull(EXPECTED.get(metric.name()), metric.name())));
      }
      assertThat(EXPECTED).hasSize(Metric.all().size());
      var asked = server.requests.stream().map(JsonNode::toString).toList();
      assertThat(asked).doesNotHaveDuplicates();
      assertThat(asked.stream().filter(request -> request.contains("into the claims"))).hasSize(2);
    }
  }

  @Test
  void asksWithThePromptsThatItIsListedUnder() throws Exception {
    try (var server = playsAlong()) {
      for (Metric metric : Metric.all()) {
        var tally = new Tally(new OpenAiChat(new ChatSettings(server.base(), "m", null)));
        metric.of(findings(tally));
        assertThat(
                Prompts.builtIn().all().stream()
                    .filter(prompt -> PromptUse.of(prompt).contains(metric.name()))
                    .map(Prompt::task))
            .as(metric.name())
            .containsExactlyElementsOf(tally.usage().keySet());
      }
    }
  }

  @Test
  void ofRagCheckerAsksForWhatItCountsAlone() throws Exception {
    var withoutContexts =
        new Sample(SAMPLE.question(), SAMPLE.answer(), SAMPLE.reference(), List.of());
    try (var server = playsAlong()) {
      var findings = new Findings(judge(server), withoutContexts, null, Compat.CORRECTED);

      assertThat(Metric.parse("ragchecker:precision").of(findings))
          .isEqualTo(new Outcome.Scored(1d / 2));
      assertThat(server.requests).as("claims of the answer, and their verdicts").hasSize(2);
      assertThat(Metric.parse("ragchecker:f1").of(findings)).isEqualTo(new Outcome.Scored(1d / 2));
      assertThat(server.requests).hasSize(4);
      assertThat(Metric.parse("ragchecker:hallucination").of(findings))
          .isEqualTo(new Outcome.NotApplicable("there are no contexts"));
      assertThat(server.requests).hasSize(4);
    }
    try (var server = playsAlong()) {
      var withoutReference =
          new Sample(SAMPLE.question(), SAMPLE.answer(), null, SAMPLE.contexts());
      var findings = new Findings(judge(server), withoutReference, null, Compat.CORRECTED);

      assertThat(Metric.parse("ragchecker:faithfulness").of(findings))
          .isEqualTo(new Outcome.Scored(1d / 2));
    }
  }

  @Test
  void isNamedByItselfOrWithItsFamily() {
    assertThat(Metric.named("phoenix:*").stream().map(Metric::name))
        .containsExactly("phoenix:relevance@3.9", "phoenix:hallucination@3.9");
    assertThat(Metric.named("faithfulness").stream().map(Metric::name))
        .containsExactly("faithfulness");
    assertThatThrownBy(() -> Metric.named("phenix:*"))
        .hasMessageContaining("unknown metric 'phenix:*'");
  }

  @Test
  void failsWhereTheModelIsGoneAndIsNeverAZero() throws Exception {
    try (var server = new ChatServer(ChatServer.status(500, ""))) {
      var findings = findings(server.chat());
      for (Metric metric : Metric.all()) {
        boolean asksNobody = metric.name().startsWith("rouge:");
        assertThat(metric.of(findings))
            .as(metric.name())
            .isInstanceOf(asksNobody ? Outcome.Scored.class : Outcome.Failed.class);
      }
    }
  }

  @Test
  void abstainsOrDoesNotApplyWhereTheAnswerDeclines() throws Exception {
    try (var server = playsAlong()) {
      var sample = new Sample(SAMPLE.question(), Answer.declines(), null, SAMPLE.contexts());
      var findings = new Findings(judge(server), sample, (a, b) -> .25, Compat.CORRECTED);
      for (Metric metric : Metric.all()) {
        boolean ofTheChunksAlone =
            List.of(
                    "trulens:contextRelevance@2.16",
                    "phoenix:relevance@3.9",
                    "umbrela:relevance@1",
                    "deepeval:contextualRelevancy@4.3")
                .contains(metric.name());
        Outcome outcome = metric.of(findings);
        if (ofTheChunksAlone) {
          assertThat(outcome).as(metric.name()).isInstanceOf(Outcome.Scored.class);
        } else {
          assertThat(outcome)
              .as(metric.name())
              .isInstanceOfAny(Outcome.Abstained.class, Outcome.NotApplicable.class);
        }
      }
    }
  }

  /// Asks once, however slow this machine is: what is asked for is counted.
  private static Judge judge(ChatServer server) {
    return new LanguageModelJudge(
        new OpenAiChat(ChatServer.endpoint(server.base(), ChatServer.PATIENT, 0)), "some-judge");
  }

  private static Findings findings(ChatModel model) {
    return findings(new LanguageModelJudge(model, "some-judge"));
  }

  private static Findings findings(Judge judge) {
    return new Findings(judge, SAMPLE, (a, b) -> .25, Compat.CORRECTED);
  }

  private static ChatServer playsAlong() throws java.io.IOException {
    return playsAlong(EveryMetricTest::reply);
  }

  private static ChatServer playsAlong(Function<JsonNode, String> reply)
      throws java.io.IOException {
    var server = new ChatServer[1];
    server[0] =
        new ChatServer(
            exchange -> ChatServer.says(reply.apply(server[0].requests.getLast())).play(exchange));
    return server[0];
  }

  private static String reply(JsonNode request) {
    JsonNode schema = request.at("/response_format/json_schema/schema/properties");
    String prompt = request.at("/messages/1/content").asString();
    Object reply;
    if (schema.has("claims")) {
      boolean reference = prompt.contains("receipt");
      reply =
          Map.of(
              "claims",
              reference ? List.of("30 days.", "The receipt.") : List.of("30 days.", "Lamps sing."));
    } else if (schema.has("questions")) {
      var question = Map.of("question", "How long?", "noncommittal", false);
      reply = Map.of("questions", List.of(question, question, question));
    } else if (schema.has("statements")) {
      reply = Map.of("statements", List.of(statement("k1", true), statement("k2", false)));
    } else if (schema.has("nuggets")) {
      reply = Map.of("nuggets", List.of(nugget("30 days", "vital"), nugget("glow", "okay")));
    } else {
      reply = Map.of("verdicts", verdicts(schema.at("/verdicts/items/properties"), prompt));
    }
    return Json.MAPPER.writeValueAsString(reply);
  }

  private static Object statement(String chunk, boolean relevant) {
    return Map.of("chunk", chunk, "statement", "s", "relevant", relevant, "reason", "because");
  }

  private static Object nugget(String text, String importance) {
    return Map.of("text", text, "importance", importance);
  }

  private static final List<String> GOOD =
      List.of("supported", "yes", "relevant", "3", "factual", "support");
  private static final List<String> BAD =
      List.of("contradicted", "no", "unrelated", "0", "hallucinated", "none");

  private static List<Object> verdicts(JsonNode properties, String prompt) {
    boolean cites = properties.has("chunks");
    boolean hasClaims = prompt.contains("\"c1\"");
    var verdicts = new ArrayList<Object>();
    for (String id : ids(prompt, hasClaims ? "c" : "k")) {
      boolean good = id.endsWith("1");
      var verdict = new LinkedHashMap<String, Object>();
      verdict.put("id", id);
      verdict.put("reason", "because");
      verdict.put("verdict", label(properties.get("verdict"), good));
      if (cites) {
        verdict.put("chunks", good ? List.of("k1") : List.of());
      }
      verdicts.add(verdict);
    }
    return verdicts;
  }

  private static Object label(JsonNode verdict, boolean good) {
    if (!verdict.has("enum")) {
      return good;
    }
    for (JsonNode label : verdict.get("enum")) {
      if ((good ? GOOD : BAD).contains(label.asString())) {
        return label.asString();
      }
    }
    throw new IllegalStateException(verdict.toString());
  }

  private static Set<String> ids(String prompt, String letter) {
    var ids = new LinkedHashSet<String>();
    var matcher = Pattern.compile("\"id\":\"(" + letter + "[0-9]+)\"").matcher(prompt);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }
}
