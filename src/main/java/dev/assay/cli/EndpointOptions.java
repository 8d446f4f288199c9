package dev.assay.cli;

import dev.assay.Price;
import dev.assay.judge.ChatSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The chat endpoint that judges, and how it is asked. None of these means anything without
/// `--judge`.
final class EndpointOptions {
  private static final URI OFFLINE = URI.create("offline");

  @Option(
      names = "--judge",
      paramLabel = "URI",
      required = true,
      description = "An OpenAI-compatible chat endpoint, …/v1 (default: offline).")
  private URI judge = OFFLINE;

  @Option(names = "--model", paramLabel = "NAME", description = "The model at the endpoint.")
  private @Nullable String model;

  @Option(
      names = "--key",
      paramLabel = "'$${ENV}'",
      description = "The environment variable that holds the endpoint's key.")
  private @Nullable String key;

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "Of its weights: a kept reply is used for the same one only (default: none).")
  private @Nullable String revision;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description = "At which the model replies (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--model-seed",
      paramLabel = "N",
      description = "Sent along with each call (default: none).")
  private @Nullable Integer seed;

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
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "For one call (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      defaultValue = "4",
      description = "Further calls after one that failed (default: ${DEFAULT-VALUE}).")
  private int maxRetries;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "Calls under way at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "No more than so many (default: as many as there are).")
  private @Nullable Integer requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description = "No more than so many, of prompts and replies together.")
  private @Nullable Integer tokensPerMinute;

  @Option(
      names = "--input-price",
      paramLabel = "P",
      description = "Of prompts, like '0.13 USD/Mtoken'.")
  private @Nullable String inputPrice;

  @Option(names = "--output-price", paramLabel = "P", description = "Of replies.")
  private @Nullable String outputPrice;

  /// What they say; null for the offline verifier.
  ///
  /// @throws dev.assay.InvalidInput where one is missing
  /// @throws IllegalArgumentException where one is out of range
  @Nullable ChatSettings settings() {
    if (judge.equals(OFFLINE)) {
      return null;
    }
    if (model == null) {
      throw Assay.wrong("--judge needs --model, the name of the model there", null);
    }
    return new ChatSettings(
        judge,
        model,
        key,
        revision,
        new ChatSettings.Sampling(temperature, seed, reasoning()),
        new ChatSettings.Pace(timeout, maxRetries, concurrency, requestsPerMinute, tokensPerMinute),
        new ChatSettings.Prices(price(inputPrice), price(outputPrice)));
  }

  private static @Nullable Price price(@Nullable String text) {
    return text == null ? null : Price.parse(text);
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
