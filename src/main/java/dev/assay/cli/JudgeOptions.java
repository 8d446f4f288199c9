package dev.assay.cli;

import dev.assay.Price;
import dev.assay.experiment.Budget;
import dev.assay.experiment.JudgeSettings;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.metric.Compat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who judges, and what that may cost: the options of the commands below `assay judge`.
final class JudgeOptions {
  private static final String OFFLINE = "offline";
  private static final int MOST_CONTEXTS = 50;

  @Option(
      names = "--judge",
      paramLabel = "URI",
      defaultValue = OFFLINE,
      description = "An OpenAI-compatible chat endpoint, …/v1 (default: ${DEFAULT-VALUE}).")
  private String judge = OFFLINE;

  @Option(
      names = "--local",
      paramLabel = "FILE",
      description = "A GGUF file, run here by llama.cpp, instead of an endpoint.")
  private @Nullable Path local;

  @Option(
      names = "--verifier",
      paramLabel = "DIR",
      description =
          "A folder with an ONNX model that holds claims against texts, instead of an endpoint.")
  private @Nullable Path verifier;

  @Option(names = "--model", paramLabel = "NAME", description = "The model at the endpoint.")
  private @Nullable String model;

  @Option(
      names = "--key",
      paramLabel = "'$${ENV}'",
      description = "The environment variable that holds the endpoint's key.")
  private @Nullable String key;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "Calls under way at once (default: ${DEFAULT-VALUE}).")
  private int concurrency = 8;

  @Option(
      names = "--prompts",
      paramLabel = "DIR",
      description = "Your prompts, in the place of the built-in ones of the same names.")
  private @Nullable Path prompts;

  @Option(
      names = "--input-price",
      paramLabel = "P",
      description = "Of prompts, like '0.13 USD/Mtoken'.")
  private @Nullable String inputPrice;

  @Option(names = "--output-price", paramLabel = "P", description = "Of replies.")
  private @Nullable String outputPrice;

  @Option(
      names = "--reasoning-tokens",
      paramLabel = "N",
      description =
          "Of a model that reasons: what it may think beside each reply, which is paid for too.")
  private @Nullable Integer reasoningTokens;

  @Option(
      names = "--reasoning-effort",
      paramLabel = "E",
      description = "How much it should think, in the endpoint's words (default: its own).")
  private @Nullable String reasoningEffort;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Stop after so many calls, with exit code 5; the next run goes on.")
  private @Nullable Integer maxCalls;

  @Option(
      names = "--max-usd",
      paramLabel = "X",
      description = "Stop before more money is spent; needs both prices.")
  private @Nullable Double maxUsd;

  /// What they say.
  ///
  /// @throws dev.assay.InvalidInput where they do not go together
  JudgeSettings settings(Assay assay, List<String> metrics, Compat compat) {
    try {
      return new JudgeSettings(
          "all",
          MOST_CONTEXTS,
          metrics,
          compat,
          endpoint(),
          local == null ? null : assay.path(local),
          verifier == null ? null : assay.path(verifier),
          prompts == null ? null : assay.path(prompts).toString(),
          new Budget(maxCalls, maxUsd));
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }

  private @Nullable ChatSettings endpoint() {
    if (judge.equals(OFFLINE)) {
      return null;
    }
    if (model == null) {
      throw Assay.wrong("--judge needs --model, the name of the model there", null);
    }
    return new ChatSettings(
        URI.create(judge),
        model,
        key,
        null,
        new ChatSettings.Sampling(0.0, null, reasoning()),
        new ChatSettings.Pace(60, 4, concurrency, null, null),
        new ChatSettings.Prices(
            inputPrice == null ? null : Price.parse(inputPrice),
            outputPrice == null ? null : Price.parse(outputPrice)));
  }

  private ChatSettings.@Nullable Reasoning reasoning() {
    if (reasoningTokens == null) {
      if (reasoningEffort != null) {
        throw Assay.wrong("--reasoning-effort needs --reasoning-tokens", null);
      }
      return null;
    }
    return new ChatSettings.Reasoning(reasoningTokens, reasoningEffort);
  }
}
