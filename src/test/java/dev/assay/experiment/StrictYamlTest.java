package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.corpus.Folder;
import dev.assay.corpus.Markdown;
import dev.assay.embed.Embedded;
import dev.assay.embed.Http;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StrictYamlTest {
  private static final String GOOD =
      """
      name: choose
      corpus: {name: handbook, path: docs}
      golden: {path: questions.jsonl}
      factors:
        chunking:
          - {name: markdown, kind: Markdown, maxTokens: 200}
        model:
          - {kind: Embedded, of: all-minilm-l6-v2-q}
        retrieval:
          - {name: dense, kind: Dense}
          - {name: bm25, kind: Bm25}
          - {name: rrf, kind: Rrf}
      """;

  private static ExperimentFile read(String text) {
    return ExperimentFile.parse(Path.of("assay.yaml"), text);
  }

  private static List<String> problems(String text) {
    try {
      read(text);
      return List.of();
    } catch (InvalidInput invalid) {
      return invalid.problems().stream().map(Object::toString).toList();
    }
  }

  @Test
  void absentKeysTakeTheirDefaults() {
    ExperimentFile file = read(GOOD);

    assertThat(file.depth()).isEqualTo(200);
    assertThat(file.measures()).startsWith("nDCG@10", "R@10");
    assertThat(file.corpora().getFirst().value()).isEqualTo(new Folder("docs"));
    assertThat(file.judge().on()).isEqualTo("none");
    assertThat(file.statistics().seed()).isEqualTo(7);
    assertThat(file.milvus().uri()).isNull();
    assertThat(file.factors().chunking())
        .containsExactly(new Named<>("markdown", new Markdown(200)));
    assertThat(file.factors().model()).containsExactly(new Embedded("all-minilm-l6-v2-q"));
    assertThat(file.factors().retrieval().get(1).value()).isEqualTo(Retrieval.Bm25.DEFAULT);
    assertThat(file.factors().retrieval().get(2).value())
        .isEqualTo(new Retrieval.Rrf(60, List.of("dense", "bm25"), null));
  }

  @Test
  void durationsAndAddressesAreTypes() {
    var file =
        read(
            GOOD.replace(
                "- {kind: Embedded, of: all-minilm-l6-v2-q}",
                "- {name: api, kind: Http, uri: \"http://127.0.0.1:8080/v1/embeddings\", deadline: 5s}"));

    assertThat(file.factors().model().getFirst())
        .isInstanceOfSatisfying(
            Http.class,
            http -> {
              assertThat(http.deadline()).isEqualTo(Duration.ofSeconds(5));
              assertThat(http.uri().getPort()).isEqualTo(8080);
            });
  }

  @Test
  void everyProblemIsNamedWithItsPlaceAndTheNearestName() {
    String text =
        GOOD.replace("kind: Markdown", "kind: Markdwn")
            .replace("golden:", "depht: 100\ngolden:")
            .replace("of: all-minilm-l6-v2-q", "of: minilm");

    assertThat(problems(text))
        .containsExactlyInAnyOrder(
            "assay.yaml:3:1: error: unknown key 'depht'; did you mean 'depth'? (known: name, question,"
                + " decision, corpus, golden, milvus, factors, configurations, depth, measures, unjudged,"
                + " judge, statistics, coverage, gates, reEvaluate)",
            "assay.yaml:7:30: error: unknown kind 'Markdwn'; did you mean 'Markdown'? (known: Whole,"
                + " Fixed, Sentences, Recursive, Markdown, SentenceWindow, ParentChild, Semantic)",
            "assay.yaml:9:7: error: unknown embedded model 'minilm'; known: all-minilm-l6-v2-q,"
                + " bge-small-en-v1.5-q, e5-small-v2-q");
  }

  @Test
  void missingDuplicateAndEmptyKeysAreErrors() {
    assertThat(problems(GOOD.replace("name: choose\n", "")))
        .containsExactly("assay.yaml:1:1: error: the file needs 'name'");
    assertThat(problems(GOOD + "name: twice\n"))
        .containsExactly("assay.yaml:13:1: error: 'name' stands twice; remove one");
    assertThat(problems(GOOD + "depth:\n"))
        .containsExactly(
            "assay.yaml:13:1: error: 'depth' has no value; give one, or remove the key");
  }

  @Test
  void wrongTypesAreErrorsAndNothingIsCoerced() {
    assertThat(problems(GOOD + "depth: 1.5\n"))
        .containsExactly("assay.yaml:13:8: error: 'depth' must be a whole number, got '1.5'");
    assertThat(problems(GOOD + "depth: '7'\n"))
        .containsExactly("assay.yaml:13:8: error: 'depth' must be a whole number, got '7'");
    assertThat(problems(GOOD + "question: 7\n"))
        .containsExactly(
            "assay.yaml:13:11: error: 'question' must be text, got 7; put it in quotes");
    assertThat(problems(GOOD + "measures: nDCG@10\n"))
        .containsExactly(
            "assay.yaml:13:11: error: 'measures' must be a list; write [a, b] or one '- ' line per"
                + " entry");
  }

  @Test
  void whatAConstructorRefusesIsShownWhereItStands() {
    assertThat(problems(GOOD.replace("maxTokens: 200", "maxTokens: 0")))
        .containsExactly("assay.yaml:6:7: error: maxTokens must be at least 1, got 0");
    assertThat(problems(GOOD + "judge: {on: best}\n"))
        .containsExactly("assay.yaml:13:8: error: on must be none, all or top:N, got 'best'");
  }

  @Test
  void aFusionOfUnknownLegsAndAnUnknownMeasureAreErrors() {
    assertThat(problems(GOOD.replace("kind: Rrf", "kind: Rrf, of: [dense, bm52]")))
        .containsExactly(
            "assay.yaml: error: retrieval 'rrf' fuses 'bm52', which is not in factors.retrieval; did"
                + " you mean 'bm25'? (known: dense, bm25, rrf)");
    assertThat(problems(GOOD + "measures: [nDGC@10]\n").getFirst()).contains("nDGC");
  }

  @Test
  void aKeyMustNameAnEnvironmentVariableAndIsNeverShown() {
    String text = GOOD + "judge: {model: {uri: \"http://127.0.0.1/v1\", name: m, key: sk-4711}}\n";

    assertThat(problems(text)).hasSize(1);
    assertThat(problems(text).getFirst())
        .contains("must name an environment variable")
        .doesNotContain("4711");
  }

  @Test
  void keysThatBelongTogetherStandAmongTheOthersAndAreReadOnce() {
    String model = GOOD + "judge: {model: {uri: \"http://127.0.0.1/v1\", name: m, %s}}\n";

    var settings =
        Objects.requireNonNull(read(model.formatted("seed: 3, concurrency: 2")).judge().model());
    assertThat(settings.sampling().seed()).isEqualTo(3);
    assertThat(settings.sampling().temperature()).isZero();
    assertThat(settings.pace().concurrency()).isEqualTo(2);
    assertThat(settings.pace().timeoutSeconds()).isEqualTo(60);
    assertThat(problems(model.formatted("temprature: 1")))
        .containsExactly(
            "assay.yaml:13:54: error: unknown key 'temprature'; did you mean 'temperature'? (known: uri,"
                + " name, key, revision, temperature, seed, reasoning, timeoutSeconds, maxRetries,"
                + " concurrency, requestsPerMinute, tokensPerMinute, inputPrice, outputPrice)");
    assertThat(problems(model.formatted("concurrency: 0")))
        .singleElement()
        .asString()
        .endsWith("error: concurrency must be at least 1, got 0");
    assertThat(problems(model.formatted("seed: 1, seed: 2")))
        .singleElement()
        .asString()
        .contains("'seed' stands twice");
  }

  @Test
  void aFileCannotExpandItself() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

    assertThat(problems(bomb)).isNotEmpty();
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> read("{"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not YAML");
  }
}
