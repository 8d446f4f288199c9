package dev.assay.web;

import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.experiment.Budget;
import dev.assay.experiment.JudgeSettings;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One lab with one finished experiment on hostile documents, made once for all tests of the pages.
final class WebFixture {
  static final String HOSTILE = "<script>document.title='owned'</script>";
  static final String ODD_NAME = "odd & \"name\".md";

  private static final String[] ANIMALS = {"heron", "otter", "lynx", "adder", "plover", "marten"};
  private static @Nullable WebFixture shared;

  final Path home;
  final Lab lab;

  /// The id of the finished experiment.
  final String experiment;

  /// The id of a judged file of another system's answers.
  final String answers;

  private WebFixture(Path home, Lab lab, String experiment, String answers) {
    this.home = home;
    this.lab = lab;
    this.experiment = experiment;
    this.answers = answers;
  }

  /// Skips the test where there is no engine.
  static synchronized WebFixture shared() {
    if (shared == null) {
      try {
        shared = make();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  private static WebFixture make() throws IOException {
    Path home = Files.createTempDirectory("assay-web");
    Path state = home.resolve(".assay");
    EngineForTests.linkInto(state);
    Lab lab = Lab.open(state);
    Path file = write(home);
    lab.run(file, _ -> {}, _ -> {});
    String experiment = lab.find("last").orElseThrow().id();
    return new WebFixture(home, lab, experiment, judged(home, lab));
  }

  private static final String ANSWERS =
      """
      {"id":"a & \\"b\\"","question":"How long? %1$s","contexts":[{"id":"doc %1$s","text":"A lamp may be returned within 30 days. %1$s"},"Lamps glow at night."],"answer":"A lamp may be returned within 30 days. A chair costs 12 euros %1$s","reference":"A lamp may be returned within 30 days."}
      {"id":"none","question":"Who?","contexts":["Lamps glow at night."],"answer":"I don't know."}
      {"id":"bare","question":"What colour is it?","contexts":[],"answer":"It is red."}
      {"id":"c","question":"How heavy is it?","contexts":["Lamps glow at night."],"answer":"It weighs 3 kg."}
      """
          .formatted(HOSTILE);

  private static String judged(Path home, Lab lab) throws IOException {
    String before = ANSWERS.replace("It weighs 3 kg.", "Lamps glow at night.");
    judged(home, lab, "before.jsonl", before, Compat.CORRECTED);
    return judged(home, lab, "their " + HOSTILE + ".jsonl", ANSWERS, Compat.CORRECTED);
  }

  @SuppressWarnings("NullAway") // of a nested type it does not see @Nullable in a class file
  static String judged(Path home, Lab lab, String name, String answers, Compat compat)
      throws IOException {
    Path file = Files.writeString(home.resolve("answers.jsonl"), answers);
    var settings =
        new JudgeSettings(
            "all",
            50,
            List.of("faithfulness", "ragchecker:f1", "ragchecker:claimRecall"),
            compat,
            null,
            ClaimSource.MODEL,
            null,
            null,
            null,
            null,
            1,
            new Budget(null, null));
    return java.util.Objects.requireNonNull(
        lab.judge(
                name,
                AnswerFile.read(file, AnswerFormat.ASSAY),
                settings,
                null,
                new Bootstrap(200, .95, Interval.Method.BCA, 7),
                _ -> {})
            .kept());
  }

  private static Path write(Path home) throws IOException {
    Path docs = Files.createDirectories(home.resolve("corpora/animals/field"));
    var questions = new StringBuilder();
    for (int i = 0; i < ANIMALS.length; i++) {
      String animal = ANIMALS[i];
      String quote = "The %s needs %d hectares of quiet water meadow.".formatted(animal, 10 + i);
      String text =
          "# The %s\n\n%s\n\n## Food\n\nA %s eats %d small fish a day, and more in spring.\n"
              .formatted(animal, quote, animal, 3 + i);
      Files.writeString(docs.resolve(animal + ".md"), text);
      questions.append(
          question(
              "q-" + i,
              "How many hectares of meadow does a " + animal + " need?",
              "field/" + animal + ".md",
              text,
              quote));
    }
    String quote = "Beware of " + HOSTILE + " in the reeds.";
    String text = "# Odd\n\n" + quote + "\n\n" + "The reeds are tall. ".repeat(60) + "\n";
    Files.writeString(docs.resolve(ODD_NAME), text);
    questions.append(
        question(
            "q-odd", "What hides in the reeds " + HOSTILE + "?", "field/" + ODD_NAME, text, quote));
    questions.append(
        """
        {"id":"q-none","question":"Who painted the boat house?","evidence":[],"type":"unanswerable",\
        "language":"en","origin":"human","status":"accepted"}
        """);
    Files.writeString(docs.resolve("broken.pdf"), "not a pdf");
    Files.writeString(home.resolve("questions.jsonl"), questions);
    Files.writeString(
        Files.createDirectories(home.resolve("prompts")).resolve("answer@1.txt"),
        "Answer. " + HOSTILE + "\n=== user\n{question}\n{chunks}\n");
    return Files.writeString(
        home.resolve("animals.yaml"),
        """
        name: animals
        question: "Which one finds the animals? %s"
        corpus: {name: animals, path: corpora/animals}
        golden: {path: questions.jsonl}
        factors:
          chunking:
            - {name: markdown, kind: Markdown, maxTokens: 40}
            - {name: fixed, kind: Fixed, tokens: 30, overlap: 8}
          model:
            - {name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}
          retrieval:
            - {name: bm25, kind: Bm25}
            - {name: dense, kind: Dense}
            - {name: rrf, kind: Rrf}
        measures: [nDCG@10, R@10, RR@10, EvR@5]
        statistics: {resamples: 200}
        judge: {on: all, prompts: prompts, metrics: [faithfulness, contextPrecision, "ragchecker:f1", "ragchecker:claimRecall"]}
        """
            .formatted(HOSTILE));
  }

  private static String question(
      String id, String question, String document, String text, String quote) {
    int start = text.indexOf(quote);
    var json = new java.util.LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("question", question);
    json.put(
        "evidence",
        java.util.List.of(
            java.util.Map.of(
                "document",
                document,
                "start",
                start,
                "end",
                start + quote.length(),
                "quote",
                quote,
                "grade",
                3)));
    json.put("answer", quote);
    json.put("type", "lookup");
    json.put("language", "en");
    json.put("origin", "human");
    json.put("status", "accepted");
    return dev.assay.Json.MAPPER.writeValueAsString(json) + "\n";
  }

  /// A server of its own on a free port of this machine.
  Server serve(@Nullable String token, boolean readOnly) {
    return Server.start(lab, new ServerSettings("127.0.0.1", 0, token, readOnly, home));
  }
}
