package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.Json;
import dev.assay.embed.Embedded;
import dev.assay.embed.Embedder;
import dev.assay.embed.Embedding;
import dev.assay.embed.Role;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.e5smallv2q.E5SmallV2QuantizedEmbeddingModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts per second of processor time: our encoder against langchain4j's own, same weights, same
/// texts. Both get only texts that neither cuts: langchain4j stops at 128 tokens with MiniLM and
/// splits at 510 with the others. Rounds alternate; the figure is the median of the rounds.
public final class EmbeddingBenchmark {
  private static final Path SCIFACT = Path.of("../shared/data/scifact/corpus.jsonl");
  private static final int TEXTS = Integer.getInteger("bench.texts", 120);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private EmbeddingBenchmark() {}

  public static void main(String[] args) throws IOException {
    var abstracts = abstracts();
    System.out.println(
        "| model | texts | mean tokens | ours /CPU s | langchain4j /CPU s | ratio |");
    System.out.println("|---|---|---|---|---|---|");
    compare("all-minilm-l6-v2-q", new AllMiniLmL6V2QuantizedEmbeddingModel(), "", 128, abstracts);
    compare("bge-small-en-v1.5-q", new BgeSmallEnV15QuantizedEmbeddingModel(), "", 510, abstracts);
    compare("e5-small-v2-q", new E5SmallV2QuantizedEmbeddingModel(), "passage: ", 510, abstracts);
    System.out.println();
    System.out.println("| model | whole abstracts | mean tokens | cut | ours /CPU s | ours /s |");
    System.out.println("|---|---|---|---|---|---|");
    for (var of : List.of("all-minilm-l6-v2-q", "bge-small-en-v1.5-q", "e5-small-v2-q")) {
      try (var embedder = new Embedded(of).open()) {
        whole(of, embedder, abstracts.subList(0, TEXTS));
      }
    }
  }

  private static void compare(
      String of, EmbeddingModel theirs, String prefix, int limit, List<String> abstracts) {
    try (var ours = new Embedded(of).open()) {
      var texts = within(limit, ours, abstracts);
      var segments = texts.stream().map(text -> TextSegment.from(prefix + text)).toList();
      checkSameVectors(texts, segments, ours, theirs);
      var ourRates = new double[ROUNDS];
      var theirRates = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        ourRates[round] =
            texts.size() / cpuSeconds(() -> ours.embed(texts, Role.DOCUMENT, (_, _) -> {}));
        theirRates[round] = texts.size() / cpuSeconds(() -> theirs.embedAll(segments));
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %.1f | %.1f | %.2f |%n",
          of,
          texts.size(),
          meanTokens(embed(ours, texts)),
          median(ourRates),
          median(theirRates),
          median(ourRates) / median(theirRates));
    }
  }

  private static void whole(String of, Embedder ours, List<String> texts) {
    var warm = embed(ours, texts.subList(0, 20));
    long start = System.nanoTime();
    double cpu = cpuSeconds(() -> warm.addAll(embed(ours, texts)));
    double seconds = (System.nanoTime() - start) / 1e9;
    var embeddings = warm.subList(20, warm.size());
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %d | %.1f | %.1f |%n",
        of,
        texts.size(),
        meanTokens(embeddings),
        embeddings.stream().filter(Embedding::truncated).count(),
        texts.size() / cpu,
        texts.size() / seconds);
  }

  /// The first texts, cut after half as many words as tokens are allowed, that really stay below
  /// the limit.
  private static List<String> within(int limit, Embedder ours, List<String> abstracts) {
    var cut =
        abstracts.stream()
            .limit(TEXTS * 3L / 2)
            .map(text -> Arrays.stream(text.split(" ")).limit(limit / 2))
            .map(words -> words.collect(Collectors.joining(" ")))
            .toList();
    var embeddings = embed(ours, cut);
    return IntStream.range(0, cut.size())
        .filter(i -> tokens(embeddings.get(i)) <= limit)
        .limit(TEXTS)
        .mapToObj(cut::get)
        .toList();
  }

  /// As far as rounding lets them be the same (docs/decisions/0010).
  private static void checkSameVectors(
      List<String> texts, List<TextSegment> segments, Embedder ours, EmbeddingModel theirs) {
    var mine = embed(ours, texts);
    var other = theirs.embedAll(segments).content();
    for (int i = 0; i < texts.size(); i++) {
      float[] a = mine.get(i).vector();
      float[] b = other.get(i).vector();
      double dot = IntStream.range(0, a.length).mapToDouble(d -> (double) a[d] * b[d]).sum();
      if (dot < .99) {
        throw new IllegalStateException("not the same work: cosine " + dot + " of " + texts.get(i));
      }
    }
  }

  private static List<Embedding> embed(Embedder embedder, List<String> texts) {
    var got = new Embedding[texts.size()];
    embedder.embed(texts, Role.DOCUMENT, (index, embedding) -> got[index] = embedding);
    return new ArrayList<>(List.of(got));
  }

  private static int tokens(Embedding embedding) {
    return Objects.requireNonNull(embedding.tokens());
  }

  private static double meanTokens(List<Embedding> embeddings) {
    return embeddings.stream().mapToInt(EmbeddingBenchmark::tokens).average().orElseThrow();
  }

  private static double cpuSeconds(Runnable work) {
    long start = SYSTEM.getProcessCpuTime();
    work.run();
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /// Abstracts of SciFact where they are, else sentences of made-up words.
  private static List<String> abstracts() throws IOException {
    if (Files.exists(SCIFACT)) {
      try (var lines = Files.lines(SCIFACT)) {
        return lines
            .limit(TEXTS * 3L)
            .map(Json.MAPPER::readTree)
            .map(node -> node.path("title").stringValue() + " " + node.path("text").stringValue())
            .toList();
      }
    }
    System.out.println("(no SciFact beside the project: made-up words)");
    var random = new Random(7);
    var syllables = List.of("ta", "mo", "ren", "vi", "sol", "ker", "an", "du", "pi", "les");
    return IntStream.range(0, TEXTS * 3)
        .mapToObj(_ ->
            IntStream.range(0, 150 + random.nextInt(100))
                .mapToObj(
                    _ -> syllables.get(random.nextInt(10)) + syllables.get(random.nextInt(10)))
                .collect(Collectors.joining(" ")))
        .toList();
  }
}
