package dev.assay.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A corpus of six short documents, eight golden questions and an experiment file on them.
public final class TinyExperiment {
  private static final String[] ANIMALS = {"heron", "otter", "lynx", "adder", "plover", "marten"};

  private static final Path CROSS_ENCODER =
      Path.of("src/test/resources/dev/assay/embed/cross-encoder");

  private TinyExperiment() {}

  /// Writes everything below the folder.
  ///
  /// @return the experiment file
  public static Path write(Path folder, FakeEndpoints endpoints) throws IOException {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    var questions = new StringBuilder();
    for (int i = 0; i < ANIMALS.length; i++) {
      String animal = ANIMALS[i];
      String quote = "The %s needs %d hectares of quiet water meadow.".formatted(animal, 10 + i);
      String text =
          "# The %s\n\n%s\n\n## Food\n\nA %s eats %d small fish a day, and more in spring.\n"
              .formatted(animal, quote, animal, 3 + i);
      Files.writeString(docs.resolve(animal + ".md"), text);
      questions.append(
          question("q-" + i, "How much land does a " + animal + " use?", animal, text, quote));
    }
    questions.append(
        "{\"id\":\"q-8\",\"question\":\"Who painted the boat house?\",\"evidence\":[],\"answer\":\"\","
            + "\"type\":\"unanswerable\",\"language\":\"en\",\"origin\":\"human\",\"status\":\"accepted\"}\n");
    Files.writeString(docs.resolve("broken.pdf"), "not a pdf");
    Files.writeString(folder.resolve("questions.jsonl"), questions);
    return Files.writeString(
        folder.resolve("tiny.yaml"),
        """
        name: tiny
        corpus: {name: animals, path: docs}
        golden: {path: questions.jsonl}
        factors:
          chunking:
            - {name: markdown, kind: Markdown, maxTokens: 40}
          model:
            - {name: words, kind: Http, uri: "%s/embeddings", batch: 2, concurrency: 1}
          retrieval:
            - {name: bm25, kind: Bm25}
            - {name: dense, kind: Dense}
            - {name: rrf, kind: Rrf}
        measures: [nDCG@10, R@10, RR@10, EvR@5]
        statistics: {resamples: 200}
        judge: {on: "top:1", model: {uri: "%s", name: scripted, concurrency: 2}}
        """
            .formatted(endpoints.base(), endpoints.base()));
  }

  /// Two corpora in place of one, judging nothing: `all` has the six documents, `few` the first
  /// two.
  public static Path inTwoCorpora(Path file) throws IOException {
    Path few = Files.createDirectories(file.resolveSibling("few"));
    for (String animal : List.of("heron", "otter")) {
      Files.copy(
          file.resolveSibling("docs/" + animal + ".md"),
          few.resolve(animal + ".md"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    String text = Files.readString(file).replaceAll("(?m)^(corpus|judge): .*\\n", "");
    return Files.writeString(
        file,
        text.replace(
            "factors:\n",
            """
            factors:
              corpus:
                - {name: all, path: docs}
                - {name: few, path: few}
            """));
  }

  /// Adds rerankers of the first four hits to the file, behind BM25 and RRF alike, and judges
  /// nothing.
  ///
  /// @param names some of `tei`, `ce`, `llm`, `mmr`
  public static Path rerank(Path file, FakeEndpoints endpoints, List<String> names)
      throws IOException {
    var rerankers = new StringBuilder("  reranker:\n    - {name: none, kind: None}\n");
    var configurations = new StringBuilder("configurations:\n");
    for (String retrieval : List.of("bm25", "rrf")) {
      configurations.append("  - {retrieval: %s, reranker: none}\n".formatted(retrieval));
      for (String name : names) {
        if (!(retrieval.equals("bm25") && name.equals("mmr"))) {
          configurations.append("  - {retrieval: %s, reranker: %s}\n".formatted(retrieval, name));
        }
      }
    }
    for (String name : names) {
      String kind =
          switch (name) {
            case "tei" -> "kind: Http, uri: \"" + endpoints.base() + "/rerank\"";
            case "ce" -> "kind: CrossEncoder, path: \"" + CROSS_ENCODER.toAbsolutePath() + "\"";
            case "llm" ->
                "kind: Llm, model: {uri: \"%s\", name: scripted, concurrency: 2}"
                    .formatted(endpoints.base());
            default -> "kind: Mmr, lambda: 0.5";
          };
      rerankers.append("    - {name: %s, %s, depth: 4}\n".formatted(name, kind));
    }
    return Files.writeString(
        file,
        Files.readString(file)
                .replaceAll("(?m)^judge: .*$", "")
                .replace("measures:", rerankers + "measures:")
            + configurations);
  }

  private static String question(
      String id, String question, String animal, String text, String quote) {
    int start = text.indexOf(quote);
    return """
    {"id":"%s","question":"%s","evidence":[{"document":"%s.md","start":%d,"end":%d,"quote":"%s","grade":3}],\
    "answer":"%s","type":"lookup","language":"en","origin":"human","status":"accepted"}
    """
        .formatted(id, question, animal, start, start + quote.length(), quote, quote);
  }
}
