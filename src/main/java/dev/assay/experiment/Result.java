package dev.assay.experiment;

import dev.assay.corpus.Rejected;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.Usage;
import dev.assay.measure.Condensed;
import dev.assay.measure.Interval;
import dev.assay.measure.Measure;
import dev.assay.measure.Summary;
import dev.assay.milvus.EngineInfo;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of an experiment: the object that `run --json` prints. Everything but [#calls],
/// [#seconds], [#peakHeapMb] and the latencies depends on the input and the seed alone.
///
/// @param truncatedTexts chunks and questions of which a model saw only the beginning
/// @param primary the measure that orders the configurations
/// @param partial which part of the experiment ran; null where all of it did
/// @param best the configuration with the highest mean of the primary measure; null if none was
///   scored
public record Result(
    String experiment,
    EngineInfo engine,
    CorpusSummary corpus,
    GoldenSummary golden,
    String primary,
    @Nullable String best,
    List<ConfigurationResult> configurations,
    Calls calls,
    int truncatedTexts,
    long peakHeapMb,
    Seconds seconds,
    @Nullable Partial partial) {

  public Result with(List<ConfigurationResult> others) {
    return new Result(
        experiment,
        engine,
        corpus,
        golden,
        primary,
        best,
        others,
        calls,
        truncatedTexts,
        peakHeapMb,
        seconds,
        partial);
  }

  /// The measure that says how much of what the primary one looks at is judged, where some
  /// configuration's hits are not all judged; null where they are, or where nobody measured it.
  public @Nullable String judgedBeside() {
    String judged = Unjudged.judged(primary);
    return judged != null
            && configurations.stream()
                .map(configuration -> configuration.measures().get(judged))
                .anyMatch(mean -> mean != null && mean.mean() != null && mean.mean() < 1)
        ? judged
        : null;
  }

  /// Whether the primary measure leaves hits out that nobody judged.
  public boolean condensed() {
    return Measure.parse(primary) instanceof Condensed;
  }

  /// `milvus-lite 2.5.1`
  public String engineText() {
    return engine.name() + " " + engine.version();
  }

  /// What was searched.
  ///
  /// @param hash the first 12 characters of the corpus hash
  public record CorpusSummary(String name, int documents, String hash, List<Rejected> rejected) {}

  /// What was asked.
  ///
  /// @param heldOut questions kept back for confirmation
  /// @param cluster `question` where intervals draw each question for itself; null where they draw
  ///   source documents
  public record GoldenSummary(int questions, int heldOut, String hash, @Nullable String cluster) {}

  /// What came of one configuration.
  ///
  /// @param model the name in the experiment file; `none` for BM25
  /// @param slices per property of a question (`type`, `language`, `collection`), per value of it:
  ///   the primary measure
  /// @param truncatedPassages of the passages that the reranker ordered, those of which it saw only
  ///   the beginning, over all questions; null without a local cross-encoder, as endpoints do not
  ///   say
  /// @param comparison with the baseline, on the primary measure; null for the baseline itself
  public record ConfigurationResult(
      String id,
      String chunking,
      String model,
      String retrieval,
      String reranker,
      int chunks,
      Map<String, Mean> measures,
      Map<String, Map<String, Mean>> slices,
      Map<String, Latency> latencyMs,
      @Nullable Integer truncatedPassages,
      @Nullable Judged judge,
      @Nullable Against comparison) {

    public ConfigurationResult judged(Judged judged) {
      return with(judged, comparison);
    }

    ConfigurationResult compared(Against against) {
      return with(judge, against);
    }

    private ConfigurationResult with(@Nullable Judged judged, @Nullable Against against) {
      return new ConfigurationResult(
          id,
          chunking,
          model,
          retrieval,
          reranker,
          chunks,
          measures,
          slices,
          latencyMs,
          truncatedPassages,
          judged,
          against);
    }

    /// `markdown · bge-small · rrf`, with the reranker after it where there is one.
    public String label() {
      return Stream.of(chunking, model, retrieval, reranker)
          .filter(name -> !name.equals("none"))
          .collect(Collectors.joining(" · "));
    }
  }

  /// A configuration against the baseline, as `assay compare` says it of all of them.
  ///
  /// @param baseline its id
  /// @param p corrected by Holm over all configurations
  public record Against(
      String baseline,
      @Nullable PairedDelta delta,
      @Nullable Double p,
      Comparison.Conclusion conclusion,
      @Nullable String because) {}

  /// A mean over questions with its 95 % interval, clustered by source document, or not where
  /// `statistics.cluster` says so; without one where all questions hang on a single document.
  ///
  /// @param mean null if no question was scored
  /// @param n questions scored
  /// @param expected questions the measure applies to
  /// @param failed questions that were tried and failed
  /// @param abstained answers that declined
  public record Mean(
      @Nullable Double mean,
      @Nullable Double low,
      @Nullable Double high,
      int n,
      int expected,
      @Nullable Integer failed,
      @Nullable Integer abstained) {
    /// The mean of a summary, its interval left out where it rests on one document.
    public static Mean of(Summary summary, int failed, int abstained) {
      Interval interval = summary.clusters() < 2 ? null : summary.interval();
      return new Mean(
          summary.mean(),
          interval == null ? null : interval.low(),
          interval == null ? null : interval.high(),
          summary.n(),
          summary.expected(),
          failed == 0 ? null : failed,
          abstained == 0 ? null : abstained);
    }

    /// The share of the expected questions that were scored, 0 to 1; 1 where none was expected.
    public double coverage() {
      return expected == 0 ? 1 : (double) n / expected;
    }
  }

  /// Milliseconds of single searches, one query a call.
  public record Latency(double mean, double p95, int n) {}

  /// What a judge said of a configuration.
  ///
  /// @param name who judged; `offline:` where no language model did
  /// @param answerer who gave the answers; null in a result that was kept before it was told
  /// @param failures why most of the answers that a metric failed on did, by metric; null where
  ///   none failed
  /// @param qualification how far it is known to agree with people, or `unqualified`
  /// @param metrics means in which a person's label stands in the place of the judge's verdict
  /// @param costs by prompt, what was asked of the model; null where none was asked
  /// @param labels what people's labels say of these means; null where nobody has labelled anything
  public record Judged(
      String name,
      @Nullable String answerer,
      Map<String, Mean> metrics,
      @Nullable Map<String, String> failures,
      @Nullable String qualification,
      @Nullable Map<String, Cost> costs,
      @Nullable Labels labels) {}

  /// What one prompt came to over all questions of a configuration, at the prices of the experiment
  /// file, whether the model answered in this run or an earlier one.
  ///
  /// @param inputTokens as the endpoint counted; null where it did not say
  /// @param cost in `currency`; null where the price or the tokens are not known, never 0
  public record Cost(
      int requests,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable BigDecimal cost,
      @Nullable String currency) {
    /// What the usages come to at the prices of a model.
    public static Cost of(Collection<Usage> usages, @Nullable ChatSettings model) {
      Usage sum = usages.stream().reduce(Usage::plus).orElse(Usage.NONE);
      return new Cost(
          sum.requests(),
          sum.inputTokens(),
          sum.outputTokens(),
          model == null ? null : model.prices().of(sum),
          model == null ? null : model.prices().currency());
    }
  }

  /// What this process did; a second run of the same experiment needs nothing.
  ///
  /// @param llm requests to language models, of the judge and of rerankers
  /// @param rerank questions whose passages went to a reranking model; null where none did
  public record Calls(int embedding, int llm, int milvusSearch, @Nullable Integer rerank) {}

  /// Wall-clock seconds of this process, per stage.
  public record Seconds(
      double total, double embed, double index, double search, double measure, double judge) {}
}
