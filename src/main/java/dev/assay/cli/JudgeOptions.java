package dev.assay.cli;

import dev.assay.experiment.Budget;
import dev.assay.experiment.JudgeSettings;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.metric.Compat;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Who judges, and what that may cost: the options of the commands below `assay judge`.
final class JudgeOptions {
  private static final int MOST_CONTEXTS = 50;

  @ArgGroup(exclusive = false)
  private @Nullable EndpointOptions endpoint;

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

  @Option(
      names = "--claims",
      paramLabel = "C",
      description =
          "What a language model's claims are: those that it takes answers apart into (model), or "
              + "their sentences, a call less (default: model).")
  private ClaimSource claims = ClaimSource.MODEL;

  @Option(
      names = "--prompts",
      paramLabel = "DIR",
      description = "Your prompts, in the place of the built-in ones of the same names.")
  private @Nullable Path prompts;

  @Option(
      names = "--repairs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Ask a language model again, so often, for a verdict that its reply lacks (default: "
              + "${DEFAULT-VALUE}).")
  private int repairs;

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
          null,
          claims,
          endpoint == null ? null : endpoint.settings(),
          local == null ? null : assay.path(local),
          verifier == null ? null : assay.path(verifier),
          prompts == null ? null : assay.path(prompts).toString(),
          repairs,
          new Budget(maxCalls, maxUsd));
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }
}
