package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.AssayException;
import dev.assay.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OnnxEmbedderTest {
  private static final List<String> MIXED =
      List.of(
          "short",
          "a text of middle length about refunds, invoices and renewals. ".repeat(6),
          "",
          "tall tale ".repeat(400),
          "Übergrößenträger 🚀");

  private static Embedder miniLm;

  @BeforeAll
  static void open() {
    miniLm = new Embedded("all-minilm-l6-v2-q").open();
  }

  @AfterAll
  static void close() {
    miniLm.close();
  }

  /// Stored vectors of another route, see scripts/embedding-oracle.py, of a processor with VNNI.
  /// One without rounds some quantised values the other way, so that not digits but cosines are
  /// compared: there 10 to 14 of 16 are above .9999, and the lowest is .9978.
  @ParameterizedTest
  @ValueSource(strings = {"all-minilm-l6-v2-q", "bge-small-en-v1.5-q", "e5-small-v2-q"})
  void agreesWithAnIndependentRoute(String of) throws IOException {
    try (var embedder = new Embedded(of).open()) {
      assertAgreesWithOracle(embedder, of, "vector");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all-minilm-l6-v2-q", "bge-small-en-v1.5-q", "e5-small-v2-q"})
  void agreesWithAnIndependentRouteOnThePublishedGraph(String of) throws IOException {
    try (var embedder = published(of)) {
      assertAgreesWithOracle(embedder, of, "published");
    }
  }

  /// Rounding differs, which moves quantised values: the lowest cosine here is .9947, that of a
  /// text in a padded batch .984 (docs/decisions/0010).
  @ParameterizedTest
  @ValueSource(strings = {"all-minilm-l6-v2-q", "bge-small-en-v1.5-q", "e5-small-v2-q"})
  void theFusedGraphAgreesWithThePublishedOne(String of) throws IOException {
    var texts = oracle().path("texts").valueStream().map(JsonNode::stringValue).toList();
    try (var fused = new Embedded(of).open();
        var published = published(of)) {
      assertThat(fused.fingerprint()).isNotEqualTo(published.fingerprint());
      for (var role : Role.values()) {
        var ours = embed(fused, texts, role);
        var theirs = embed(published, texts, role);
        for (int i = 0; i < texts.size(); i++) {
          assertThat(Vectors.cosine(ours.get(i).vector(), theirs.get(i).vector()))
              .as(of + " " + role + " " + i)
              .isGreaterThan(.99);
        }
      }
    }
  }

  private static Embedder published(String of) {
    return new Embedded(of).open(OnnxFiles.resource(of, published -> published));
  }

  private static void assertAgreesWithOracle(Embedder embedder, String of, String graph)
      throws IOException {
    var oracle = oracle();
    var texts = oracle.path("texts").valueStream().map(JsonNode::stringValue).toList();
    var cosines = new ArrayList<Double>();
    for (var role : Role.values()) {
      var got = embed(embedder, texts, role);
      for (var expected : oracle.path("models").path(of)) {
        if (expected.path("role").stringValue().equals(role.name())) {
          var embedding = got.get(expected.path("text").intValue());
          var as = of + " " + role + " " + expected.path("text");
          assertThat(embedding.tokens()).as(as).isEqualTo(expected.path("tokens").intValue());
          assertThat(embedding.truncated())
              .as(as)
              .isEqualTo(expected.path("truncated").booleanValue());
          var vector = expected.path(graph).valueStream().mapToDouble(JsonNode::doubleValue);
          double cosine = cosine(embedding.vector(), vector.toArray());
          assertThat(cosine).as(as).isGreaterThan(vnni() ? .9999 : .995);
          cosines.add(cosine);
        }
      }
    }
    cosines.sort(null);
    assertThat(cosines.get(cosines.size() / 2)).as(of + ", median").isGreaterThan(.9999);
  }

  private static boolean vnni() throws IOException {
    Path processors = Path.of("/proc/cpuinfo");
    return Files.exists(processors) && Files.readString(processors).contains("_vnni");
  }

  @Test
  void aVectorDependsNeitherOnNeighboursNorOnThreads() throws InterruptedException {
    var alone = new ArrayList<Embedding>();
    for (var text : MIXED) {
      alone.add(embed(miniLm, List.of(text), Role.DOCUMENT).getFirst());
    }
    var runs = new ArrayList<List<Embedding>>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            var run = embed(miniLm, MIXED, Role.DOCUMENT);
            synchronized (runs) {
              runs.add(run);
            }
          }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(runs).hasSize(4);
    for (var run : runs) {
      for (int i = 0; i < MIXED.size(); i++) {
        assertThat(run.get(i).vector()).containsExactly(alone.get(i).vector());
      }
    }
  }

  @Test
  void vectorsHaveLengthOne() {
    for (var embedding : embed(miniLm, MIXED, Role.DOCUMENT)) {
      double squares = 0;
      for (float value : embedding.vector()) {
        squares += (double) value * value;
      }
      assertThat(squares).isCloseTo(1, within(1e-6));
      assertThat(embedding.vector()).hasSize(384);
    }
    assertThat(miniLm.dimensions()).isEqualTo(384);
  }

  @Test
  void countsTokensAndWhatWasCut() {
    var usage = miniLm.embed(MIXED, Role.DOCUMENT, (_, _) -> {});
    var embeddings = embed(miniLm, MIXED, Role.DOCUMENT);
    assertThat(embeddings.stream().map(Embedding::truncated))
        .containsExactly(false, false, false, true, false);
    assertThat(embeddings.get(2).tokens()).as("[CLS] [SEP]").isEqualTo(2);
    assertThat(embeddings.get(3).tokens()).as("all-MiniLM's maximum").isEqualTo(256);
    assertThat(usage.calls()).isEqualTo(5);
    assertThat(usage.truncated()).isEqualTo(1);
    assertThat(usage.tokens())
        .isEqualTo(embeddings.stream().mapToLong(e -> e.tokens() == null ? 0 : e.tokens()).sum());
  }

  @Test
  void handsOverEachVectorOnceOnTheCallingThreadLongestFirst() {
    var order = new ArrayList<Integer>();
    var threads = new HashSet<Thread>();
    var texts = IntStream.range(1, 40).mapToObj("word "::repeat).toList();
    miniLm.embed(
        texts,
        Role.QUERY,
        (index, _) -> {
          order.add(index);
          threads.add(Thread.currentThread());
        });
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(order).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 39).boxed().toList());
    assertThat(order.indexOf(38)).isLessThan(order.indexOf(0));
  }

  @Test
  void whatTheReceiverThrowsEndsTheCallAndTheModelGoesOn() {
    assertThatThrownBy(() ->
            miniLm.embed(
                MIXED,
                Role.QUERY,
                (_, _) -> {
                  throw new IllegalStateException("disk full");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("disk full");
    assertThat(embed(miniLm, List.of("again"), Role.QUERY)).hasSize(1);
  }

  @Test
  void anInterruptEndsTheCallAndStaysSet() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> miniLm.embed(MIXED, Role.QUERY, (_, _) -> {}))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(embed(miniLm, List.of("again"), Role.QUERY)).hasSize(1);
  }

  /// A process of its own, with an empty home and a class path as long as an IDE makes it: the
  /// telemetry of ONNX Runtime would leave a file there, and overflow its stack on the long line.
  @Test
  void nothingIsReportedAndNothingWrittenButTheCache(@TempDir Path home) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path") + File.pathSeparator + "x".repeat(20_000);
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + home,
                "-Dassay.cache=" + home.resolve("cache"),
                "-cp",
                classPath,
                OneEmbedding.class.getName())
            .redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.matches("CI|GITHUB_ACTIONS|ORT_.*"));
    process.environment().put("HOME", home.toString());
    process.environment().remove("XDG_CACHE_HOME");
    var running = process.start();
    var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("384");
    try (var written = Files.list(home)) {
      assertThat(written).containsExactly(home.resolve("cache"));
    }
  }

  /// Started by the test above.
  static final class OneEmbedding {
    private OneEmbedding() {}

    public static void main(String[] args) {
      try (var embedder = new Embedded("all-minilm-l6-v2-q").open()) {
        embedder.embed(
            List.of("one"), Role.QUERY, (_, one) -> System.out.print(one.vector().length));
      }
    }
  }

  @Test
  void noTextsGiveNoVectors() {
    assertThat(miniLm.embed(List.of(), Role.QUERY, (_, _) -> {})).isEqualTo(new Usage(0, 0L, 0));
  }

  @Test
  void hostileTextsHaveVectors() {
    var hostile =
        List.of(
            "\u0000",
            "half a pair \uD83D",
            "\uDE80\uD83D reversed",
            "[CLS] [SEP] [PAD] [MASK]",
            "a".repeat(100_000),
            "\u202E\u200B\uFEFF",
            "<script>alert(1)</script>");
    assertThat(embed(miniLm, hostile, Role.DOCUMENT)).hasSize(hostile.size());
  }

  @Test
  void theFingerprintIsStableAndDiffersBetweenModels() {
    try (var again = new Embedded("all-minilm-l6-v2-q").open();
        var other = new Embedded("e5-small-v2-q").open()) {
      assertThat(again.fingerprint()).hasSize(64).isEqualTo(miniLm.fingerprint());
      assertThat(other.fingerprint()).isNotEqualTo(miniLm.fingerprint());
    }
  }

  @Test
  void everySettingIsInTheFingerprint() {
    var files = OnnxFiles.resource("all-minilm-l6-v2-q");
    var encodings =
        List.of(
            new TextEncoding(Pooling.MEAN, 256, "", "", true),
            new TextEncoding(Pooling.FIRST, 256, "", "", true),
            new TextEncoding(Pooling.MEAN, 255, "", "", true),
            new TextEncoding(Pooling.MEAN, 256, "q", "", true),
            new TextEncoding(Pooling.MEAN, 256, "", "q", true),
            new TextEncoding(Pooling.MEAN, 256, "", "", false));
    var fingerprints = new HashSet<String>();
    for (var encoding : encodings) {
      try (var embedder = new OnnxEmbedder(files, encoding)) {
        fingerprints.add(embedder.fingerprint());
      }
    }
    assertThat(fingerprints).hasSameSizeAs(encodings).contains(miniLm.fingerprint());
  }

  private static List<Embedding> embed(Embedder embedder, List<String> texts, Role role) {
    var got = new Embedding[texts.size()];
    embedder.embed(texts, role, (index, embedding) -> got[index] = embedding);
    return List.of(got);
  }

  private static JsonNode oracle() throws IOException {
    try (var in = OnnxEmbedderTest.class.getResourceAsStream("oracle-vectors.json")) {
      return Json.MAPPER.readTree(in);
    }
  }

  private static double cosine(float[] a, double[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
