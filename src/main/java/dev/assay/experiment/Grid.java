package dev.assay.experiment;

import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Semantic;
import dev.assay.embed.Embedded;
import dev.assay.measure.Measure;
import dev.assay.ranking.Cut;
import dev.assay.ranking.Fusion;
import dev.assay.ranking.Rrf;
import dev.assay.ranking.Weighted;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The configurations of an experiment file, and what in them does not fit together.
public final class Grid {
  private Grid() {}

  /// The configurations that the file lists, or all combinations in the order of the file; BM25
  /// once a chunking.
  public static List<Configuration> configurations(ExperimentFile file) {
    List<Combination> wanted =
        file.configurations() == null
            ? Combination.all(file.factors())
            : file.configurations().stream()
                .map(choice -> Combination.of(choice, file.factors()))
                .toList();
    var all = new ArrayList<Configuration>();
    for (Combination one : wanted) {
      all.add(
          new Configuration(
              letters(all.size()),
              one.chunking(),
              one.model(),
              one.retrieval(),
              bm25(file, one.retrieval().value()),
              fusion(file, one.retrieval().value()),
              one.reranker()));
    }
    return all;
  }

  /// A to Z, then AA, AB, …
  public static String letters(int index) {
    String last = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? last : letters(index / 26 - 1) + last;
  }

  /// The BM25 settings of the sparse leg a retrieval uses; null for dense retrieval.
  private static Retrieval.@Nullable Bm25 bm25(ExperimentFile file, Retrieval retrieval) {
    return switch (retrieval) {
      case Retrieval.Dense _ -> null;
      case Retrieval.Bm25 bm25 -> bm25;
      case Retrieval.Rrf _, Retrieval.Weighted _ ->
          legs(retrieval).stream()
              .flatMap(name -> named(file, name).stream())
              .filter(Retrieval.Bm25.class::isInstance)
              .map(Retrieval.Bm25.class::cast)
              .findFirst()
              .orElse(null);
    };
  }

  /// The fusion of the legs `dense` and `sparse`; null for a retrieval of one leg.
  private static @Nullable Fusion fusion(ExperimentFile file, Retrieval retrieval) {
    return switch (retrieval) {
      case Retrieval.Dense _, Retrieval.Bm25 _ -> null;
      case Retrieval.Rrf rrf -> cut(rrf.depth(), new Rrf(rrf.k()));
      case Retrieval.Weighted weighted -> {
        var weights = new TreeMap<String, Double>();
        weighted
            .weights()
            .forEach((name, weight) -> {
              boolean dense =
                  named(file, name).filter(Retrieval.Dense.class::isInstance).isPresent();
              weights.put(dense ? "dense" : "sparse", weight);
            });
        yield cut(weighted.depth(), new Weighted(weights, weighted.normalise()));
      }
    };
  }

  private static Fusion cut(@Nullable Integer depth, Fusion fusion) {
    return depth == null ? fusion : new Cut(depth, fusion);
  }

  private static List<String> legs(Retrieval retrieval) {
    return switch (retrieval) {
      case Retrieval.Dense _, Retrieval.Bm25 _ -> List.of();
      case Retrieval.Rrf rrf -> rrf.of();
      case Retrieval.Weighted weighted -> List.copyOf(weighted.weights().keySet());
    };
  }

  private static Optional<Retrieval> named(ExperimentFile file, String name) {
    return file.factors().retrieval().stream()
        .filter(retrieval -> retrieval.name().equals(name))
        .map(Named::value)
        .findFirst();
  }

  static List<Problem> problems(Path path, ExperimentFile file) {
    var problems = new ArrayList<Problem>();
    for (Named<Chunking> chunking : file.factors().chunking()) {
      if (chunking.value() instanceof Semantic semantic
          && !Embedded.names().contains(semantic.of())) {
        problems.add(
            error(
                path,
                "chunking '%s': there is no embedded model '%s'"
                    .formatted(chunking.name(), semantic.of()),
                Nearest.suggestion(semantic.of(), Embedded.names())));
      }
    }
    var names = file.factors().retrieval().stream().map(Named::name).toList();
    for (Named<Retrieval> retrieval : file.factors().retrieval()) {
      if (retrieval.value() instanceof Retrieval.Dense
          || retrieval.value() instanceof Retrieval.Bm25) {
        continue;
      }
      List<String> legs = legs(retrieval.value());
      for (String leg : legs) {
        if (!names.contains(leg)) {
          problems.add(
              error(
                  path,
                  "retrieval '%s' fuses '%s', which is not in factors.retrieval"
                      .formatted(retrieval.name(), leg),
                  Nearest.suggestion(leg, names)));
        }
      }
      long dense = count(file, legs, Retrieval.Dense.class);
      long sparse = count(file, legs, Retrieval.Bm25.class);
      if (problems.isEmpty() && (legs.size() != 2 || dense != 1 || sparse != 1)) {
        problems.add(
            error(
                path,
                "retrieval '%s' must fuse one Dense and one Bm25 retrieval, got %s"
                    .formatted(retrieval.name(), legs),
                null));
      }
    }
    for (String measure : file.measures()) {
      checkMeasure(path, measure, problems);
    }
    for (Gate gate : file.gates()) {
      if (gate.measure() != null) {
        checkMeasure(path, gate.measure(), problems);
      }
    }
    if (!file.measures().contains(file.decision().primary())) {
      problems.add(
          error(
              path,
              "decision.primary '%s' is not in measures".formatted(file.decision().primary()),
              Nearest.suggestion(file.decision().primary(), file.measures())));
    }
    problems.addAll(problemsOfTheList(path, file));
    if (problems.isEmpty()) {
      String baseline = file.decision().baseline();
      List<Configuration> all = configurations(file);
      if (baseline != null && find(all, baseline).isEmpty()) {
        problems.add(
            error(path, "decision.baseline: " + unknown(baseline), suggestion(baseline, all)));
      }
    }
    return problems;
  }

  private static List<Problem> problemsOfTheList(Path path, ExperimentFile file) {
    var problems = new ArrayList<Problem>();
    List<Choice> choices = file.configurations();
    if (choices == null) {
      return problems;
    }
    if (choices.isEmpty()) {
      problems.add(error(path, "configurations needs at least one entry", "or remove the key"));
    }
    var seen = new HashMap<Combination, Integer>();
    for (int i = 0; i < choices.size(); i++) {
      int number = i + 1;
      try {
        Integer first = seen.putIfAbsent(Combination.of(choices.get(i), file.factors()), number);
        if (first != null) {
          problems.add(
              error(path, "configurations %d and %d are the same".formatted(first, number), null));
        }
      } catch (IllegalArgumentException e) {
        problems.add(error(path, "configuration %d: %s".formatted(number, e.getMessage()), null));
      }
    }
    return problems;
  }

  /// The configuration that an id or a label stands for.
  public static Optional<Configuration> find(List<Configuration> all, String idOrLabel) {
    return all.stream()
        .filter(c -> c.id().equals(idOrLabel) || c.label().equals(idOrLabel))
        .findFirst();
  }

  /// What others are compared with where nobody says.
  public static Configuration baseline(ExperimentFile file) {
    List<Configuration> all = configurations(file);
    String baseline = file.decision().baseline();
    return baseline == null ? all.getFirst() : find(all, baseline).orElseThrow();
  }

  /// The same of those that ran: the first, where the baseline is not among them.
  public static Configuration baseline(ExperimentFile file, List<Configuration> ran) {
    Configuration baseline = baseline(file);
    return ran.contains(baseline) ? baseline : ran.getFirst();
  }

  static String unknown(String idOrLabel) {
    return "no configuration '%s'".formatted(idOrLabel);
  }

  static String suggestion(String idOrLabel, List<Configuration> all) {
    return Nearest.suggestion(
        idOrLabel, all.stream().flatMap(c -> Stream.of(c.id(), c.label())).toList());
  }

  private static long count(ExperimentFile file, List<String> legs, Class<?> kind) {
    return legs.stream().flatMap(leg -> named(file, leg).stream()).filter(kind::isInstance).count();
  }

  private static void checkMeasure(Path path, String measure, List<Problem> problems) {
    try {
      String printed = Measure.parse(measure).toString();
      if (!printed.equals(measure)) {
        problems.add(error(path, "measure '%s' is spelled '%s'".formatted(measure, printed), null));
      }
    } catch (IllegalArgumentException e) {
      problems.add(error(path, String.valueOf(e.getMessage()), "see docs/measures.md"));
    }
  }

  private static Problem error(Path path, String message, @Nullable String suggestion) {
    return Problem.error(path.toString(), 0, 0, message, suggestion);
  }
}
