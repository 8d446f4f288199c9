package dev.assay.experiment;

import dev.assay.Default;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which configurations are answered and judged, by whom each.
///
/// @param on `none`, `all`, or `top:N` by the primary measure
/// @param contexts how many chunks of a ranking the answer may use and the judge sees
/// @param metrics what is computed from the judge's verdicts, spelled as `docs/judges.md` spells
///   them, or `family:*`
/// @param compat what to do where the tool a metric comes from has a known defect
/// @param answerer who answers the questions; null: the language model that judges, or where none
///   does the extractive answerer
/// @param claims what takes texts apart into the claims that a language model judges
/// @param model a chat endpoint; without any of the three: the offline verifier
/// @param local a GGUF file, a language model that runs here in a process of its own
/// @param verifier a directory with an ONNX model that holds claims against texts
/// @param prompts a folder of prompts that replace the built-in ones of the same names; null: none
/// @param repairs how often a language model is asked again for a verdict that its reply lacks;
///   then the verdict has failed
/// @param budget what one run may ask of language models, rerankers among them; changes no result,
///   so no experiment's id
public record JudgeSettings(
    @Default("none") String on,
    @Default("5") int contexts,
    @Default("[faithfulness, contextPrecision]") List<String> metrics,
    @Default("corrected") Compat compat,
    @Nullable AnswererSettings answerer,
    @Default("model") ClaimSource claims,
    @Nullable ChatSettings model,
    @Nullable Path local,
    @Nullable Path verifier,
    @Nullable String prompts,
    @Default("1") int repairs,
    @Default("{}") Budget budget) {
  public JudgeSettings {
    if (!on.matches("none|all|top:[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("on must be none, all or top:N, got '%s'".formatted(on));
    }
    metrics.forEach(Metric::named);
    if (model != null) {
      Secret.check("key", model.key());
      budget.check(model);
    }
    if (answerer instanceof AnswererSettings.Llm(var other)) {
      budget.check(other);
    }
    if (Stream.of(model, local, verifier).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException("one judge: set one of model, local and verifier");
    }
    if (local != null && budget.maxUsd() != null && !(answerer instanceof AnswererSettings.Llm)) {
      throw new IllegalArgumentException("a local model costs no money: set budget.maxCalls");
    }
    if (repairs < 0 || repairs > 9) {
      throw new IllegalArgumentException("repairs must be from 0 to 9, got " + repairs);
    }
    if (contexts < 1 || contexts > 50) {
      throw new IllegalArgumentException("contexts must be from 1 to 50, got " + contexts);
    }
  }

  /// What a judge asks with. A result depends on what the files hold and not on where they are.
  ///
  /// @param base the folder that a relative one starts from
  /// @throws dev.assay.InvalidInput with every problem of the files
  public Prompts prompts(Path base) {
    return prompts == null ? Prompts.builtIn() : Prompts.of(base.resolve(prompts).normalize());
  }

  /// The language model that judges; null where none does.
  public @Nullable LanguageModel judgeModel() {
    if (model != null) {
      return new LanguageModel.Endpoint(model);
    }
    return local == null ? null : new LanguageModel.Local(local);
  }

  /// The language model that answers; null where none does.
  public @Nullable LanguageModel answererModel() {
    return answerer == null ? judgeModel() : answerer.languageModel();
  }

  /// What a result depends on, apart from the prompts.
  @Override
  public String toString() {
    return "JudgeSettings[on=%s, contexts=%d, metrics=%s, compat=%s, model=%s%s%s%s%s%s]"
        .formatted(
            on,
            contexts,
            metrics,
            compat,
            model,
            answerer == null ? "" : ", answerer=" + answerer,
            claims == ClaimSource.MODEL ? "" : ", claims=sentences",
            local == null ? "" : ", local=" + local,
            verifier == null ? "" : ", verifier=" + verifier,
            repairs == Prompt.REPAIRS ? "" : ", repairs=" + repairs);
  }

  public List<Metric> parsedMetrics() {
    return metrics.stream().flatMap(name -> Metric.named(name).stream()).distinct().toList();
  }

  /// How many configurations are judged at most.
  public int count() {
    return switch (on) {
      case "none" -> 0;
      case "all" -> Integer.MAX_VALUE;
      default -> Integer.parseInt(on.substring("top:".length()));
    };
  }
}
