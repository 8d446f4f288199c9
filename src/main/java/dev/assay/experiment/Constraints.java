package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Bytes;
import dev.assay.Default;
import dev.assay.embed.Card;
import dev.assay.embed.Embedded;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.embed.Onnx;
import dev.assay.lexical.Analyzer;
import dev.assay.yaml.Named;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a configuration must keep to be picked. A fact that is not known keeps nothing.
///
/// @param p95 of the searches of one question: the 95th percentiles of its legs and of its
///   reranking added up
/// @param memory of vectors, BM25 weights and the weights of its models
/// @param data where texts may go
/// @param licences SPDX names that a model may have; empty: any
/// @param languages ISO 639-1 codes that model and analyzer must be made for
public record Constraints(
    @Nullable Duration p95,
    @Nullable Bytes memory,
    @Nullable Data data,
    @Default("[]") List<String> licences,
    @Default("[]") List<String> languages) {

  /// Where texts may go.
  public enum Data {
    /// To machines of one's own only.
    @JsonProperty("selfHosted")
    SELF_HOSTED
  }

  static final Constraints NONE = new Constraints(null, null, null, List.of(), List.of());

  public Constraints {
    if (p95 != null && !p95.isPositive()) {
      throw new IllegalArgumentException("p95 must be positive, got " + p95);
    }
  }

  /// Why a configuration may not be picked; empty where it may.
  public List<String> refusals(Facts facts) {
    var refusals = new ArrayList<String>();
    if (p95 != null) {
      Double known = facts.p95();
      if (known == null) {
        refusals.add("p95 is not known: not every part of its search was timed");
      } else if (known > p95.toMillis()) {
        refusals.add(
            String.format(Locale.ROOT, "p95 %.0f ms is above %d ms", known, p95.toMillis()));
      }
    }
    if (memory != null) {
      Bytes known = facts.memory();
      if (known == null) {
        refusals.add("memory is not known (card.weights of " + models(facts) + ")");
      } else if (known.count() > memory.count()) {
        refusals.add("memory " + known + " is above " + memory);
      }
    }
    Model model = facts.configuration().model();
    if (model != null) {
      refusals.addAll(refusals(model.name(), model.card(), selfHosted(model)));
    }
    Named<Reranker> reranker = facts.configuration().reranker();
    switch (reranker.value()) {
      case Reranker.None _, Reranker.Mmr _ -> {}
      case Reranker.CrossEncoder _, Reranker.Http _, Reranker.Llm _ ->
          refusals.addAll(
              refusals(reranker.name(), reranker.value().card(), selfHosted(reranker.value())));
    }
    Retrieval.Bm25 bm25 = facts.configuration().bm25();
    if (bm25 != null) {
      languages.stream()
          .filter(language -> !covers(bm25.analyzer(), language))
          .map(language -> "analyzer %s is not for %s".formatted(bm25.analyzer(), language))
          .forEach(refusals::add);
    }
    return refusals;
  }

  private static String models(Facts facts) {
    var names = new ArrayList<String>();
    Model model = facts.configuration().model();
    if (model != null) {
      names.add(model.name());
    }
    if (!(facts.configuration().reranker().value() instanceof Reranker.None)) {
      names.add(facts.configuration().reranker().name());
    }
    return String.join(", ", names);
  }

  /// @param own whether it runs on one's own machines; null where nobody says
  private List<String> refusals(String name, Card card, @Nullable Boolean own) {
    var refusals = new ArrayList<String>();
    if (data != null) {
      if (own == null) {
        refusals.add("whether %s is self-hosted is not known (card.selfHosted)".formatted(name));
      } else if (!own) {
        refusals.add(name + " is not self-hosted");
      }
    }
    if (!licences.isEmpty()) {
      if (card.licence() == null) {
        refusals.add("licence of %s is not known (card.licence)".formatted(name));
      } else if (!licences.contains(card.licence())) {
        refusals.add(
            "licence %s of %s is not among %s"
                .formatted(card.licence(), name, String.join(", ", licences)));
      }
    }
    if (!languages.isEmpty() && card.languages().isEmpty()) {
      refusals.add("languages of %s are not known (card.languages)".formatted(name));
    } else {
      languages.stream()
          .filter(language -> !card.languages().contains(language))
          .map(language ->
              "%s is for %s, not for %s"
                  .formatted(name, String.join(", ", card.languages()), language))
          .forEach(refusals::add);
    }
    return refusals;
  }

  /// Null where nobody says. An endpoint on this machine is one's own.
  static @Nullable Boolean selfHosted(Model model) {
    return switch (model) {
      case Embedded _, Onnx _ -> true;
      case Http http -> selfHosted(http.uri(), http.card());
    };
  }

  /// The same of a reranker.
  static @Nullable Boolean selfHosted(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _, Reranker.Mmr _, Reranker.CrossEncoder _ -> true;
      case Reranker.Http http -> selfHosted(http.uri(), http.card());
      case Reranker.Llm llm -> selfHosted(llm.model().uri(), llm.card());
    };
  }

  private static @Nullable Boolean selfHosted(URI uri, Card card) {
    return String.valueOf(uri.getHost()).matches("localhost|127\\.[0-9.]+|\\[::1]")
        ? Boolean.TRUE
        : card.selfHosted();
  }

  private static boolean covers(Analyzer analyzer, String language) {
    return switch (analyzer) {
      case ENGLISH -> language.equals("en");
      case GERMAN -> language.equals("de");
      case INDONESIAN -> language.equals("id");
      case STANDARD -> true;
    };
  }
}
