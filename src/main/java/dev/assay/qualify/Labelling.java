package dev.assay.qualify;

import dev.assay.InvalidInput;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.experiment.Labels;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Subject;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.KeptJudgements;
import dev.assay.verdicts.LabelItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person is asked about an experiment, in a seeded order.
///
/// Questions are drawn, and of a drawn question every verdict under every judged configuration is
/// asked about: so the labelled answers of each configuration are a random sample of its answers.
/// The order is stratified by kind, language and collection of question: however far a person gets,
/// each stratum has about its share.
public final class Labelling {
  private final KeptJudgements judgements;
  private final HumanLabels labels;
  private final List<String> configurations;
  private final Set<Subject> subjects;
  private final List<GoldenQuestion> order;
  private final Map<String, Map<String, Item>> read = new HashMap<>();

  /// An item and where it counts.
  ///
  /// @param of configuration and subject, in which it is a verdict
  private record Item(LabelItem item, Set<String> of) {}

  /// How far a person is.
  ///
  /// @param labelled verdicts with a label
  /// @param missing labels that are missing until the means of the configuration with the fewest
  ///   can be corrected; 0 where they can, or where all is labelled
  public record Standing(int labelled, int missing) {}

  /// @param metrics names; empty for every verdict there is
  public Labelling(
      KeptJudgements judgements,
      HumanLabels labels,
      List<String> configurations,
      List<String> metrics,
      long seed) {
    this.judgements = judgements;
    this.labels = labels;
    this.configurations = configurations;
    this.subjects =
        metrics.isEmpty() ? EnumSet.allOf(Subject.class) : EnumSet.noneOf(Subject.class);
    metrics.forEach(metric -> subjects.addAll(subjects(metric)));
    this.order = order(judgements.questions(), seed);
  }

  private Set<Subject> subjects(String name) {
    Metric metric;
    try {
      metric = Metric.parse(name);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), null);
    }
    var known = new LinkedHashSet<String>();
    for (GoldenQuestion question : judgements.questions()) {
      for (String configuration : configurations) {
        var kept = judgements.find(configuration, question);
        if (kept != null && kept.judged().judgement().outcomes().containsKey(metric.name())) {
          var findings =
              Findings.kept(
                  kept.judged().sample(),
                  kept.judged().judgement().evidence(),
                  judgements.file().judge().compat());
          var _ = metric.of(findings);
          if (findings.asked().stream()
              .anyMatch(subject -> !kept.judged().items(subject).isEmpty())) {
            return findings.asked();
          }
        } else if (kept != null) {
          known.addAll(kept.judged().judgement().outcomes().keySet());
        }
      }
    }
    throw wrong(
        "there is no verdict of %s that a person could give here".formatted(metric.name()),
        known.isEmpty() ? null : Nearest.suggestion(name, known));
  }

  private static InvalidInput wrong(String message, @Nullable String suggestion) {
    return new InvalidInput(Problem.error("--metric", 0, 0, message, suggestion));
  }

  private static List<GoldenQuestion> order(List<GoldenQuestion> questions, long seed) {
    var strata = new LinkedHashMap<String, List<GoldenQuestion>>();
    for (GoldenQuestion question : questions) {
      strata
          .computeIfAbsent(
              "%s %s %s".formatted(question.type(), question.language(), question.collection()),
              _ -> new ArrayList<>())
          .add(question);
    }
    var places = new HashMap<String, Double>();
    strata.forEach((name, stratum) -> {
      var drawn = new ArrayList<>(stratum);
      drawn.sort(Comparator.comparing(question -> draw(seed, question.id())));
      double offset = Integer.parseInt(draw(seed, name).substring(0, 6), 16) / (double) 0x1000000;
      for (int i = 0; i < drawn.size(); i++) {
        places.put(drawn.get(i).id(), (i + offset) / drawn.size());
      }
    });
    return questions.stream()
        .sorted(
            Comparator.comparing((GoldenQuestion question) -> places.get(question.id()))
                .thenComparing(GoldenQuestion::id))
        .toList();
  }

  private static String draw(long seed, String id) {
    return new Sha256().add(Long.toString(seed)).add(id).hex();
  }

  private Map<String, Item> items(GoldenQuestion question) {
    return read.computeIfAbsent(
        question.id(),
        _ -> {
          var items = new LinkedHashMap<String, Item>();
          for (String configuration : configurations) {
            var kept = judgements.find(configuration, question);
            for (Subject subject : kept == null ? Set.<Subject>of() : subjects) {
              for (LabelItem item : Objects.requireNonNull(kept).judged().items(subject)) {
                items
                    .computeIfAbsent(item.key(), _ -> new Item(item, new LinkedHashSet<>()))
                    .of()
                    .add(configuration + " " + subject);
              }
            }
          }
          return items;
        });
  }

  /// The first item without a label.
  ///
  /// @param passed keys that are not asked about now
  public @Nullable LabelItem next(Set<String> passed) {
    for (GoldenQuestion question : order) {
      Map<String, Boolean> known = labels.of(question.question());
      for (Map.Entry<String, Item> item : items(question).entrySet()) {
        if (!known.containsKey(item.getKey()) && !passed.contains(item.getKey())) {
          return item.getValue().item();
        }
      }
    }
    return null;
  }

  /// An item of this experiment, or null.
  public @Nullable LabelItem find(String key) {
    for (GoldenQuestion question : order) {
      Item item = items(question).get(key);
      if (item != null) {
        return item.item();
      }
    }
    return null;
  }

  /// Whether verdicts on this are asked about.
  public boolean asksAbout(Subject subject) {
    return subjects.contains(subject);
  }

  /// How far it is.
  public Standing standing() {
    Set<String> labelledQuestions = labels.questions();
    var counts = new HashMap<String, Integer>();
    int labelled = 0;
    for (GoldenQuestion question : order) {
      if (labelledQuestions.contains(question.question())) {
        Map<String, Boolean> known = labels.of(question.question());
        for (Map.Entry<String, Item> item : items(question).entrySet()) {
          if (known.containsKey(item.getKey())) {
            labelled++;
            item.getValue().of().forEach(where -> counts.merge(where, 1, Integer::sum));
          }
        }
      }
    }
    return new Standing(labelled, missing(counts));
  }

  private int missing(Map<String, Integer> counts) {
    int missing = 0;
    for (String configuration : configurations) {
      for (Subject subject : subjects) {
        int wanted = Math.min(Labels.NEEDED, judgements.count(configuration, subject));
        missing = Math.max(missing, wanted - counts.getOrDefault(configuration + " " + subject, 0));
      }
    }
    return missing;
  }
}
