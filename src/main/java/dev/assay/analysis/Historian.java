package dev.assay.analysis;

import dev.assay.Sha256;
import dev.assay.analysis.History.Choice;
import dev.assay.analysis.History.Fingerprints;
import dev.assay.analysis.History.Point;
import dev.assay.analysis.History.Value;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.GoldenJson;
import dev.assay.experiment.Grid;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.ReEvaluate;
import dev.assay.experiment.Result;
import dev.assay.golden.GoldenQuestion;
import dev.assay.yaml.YamlScalar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the history of a name from the ledger.
public final class Historian {
  private final Ledger ledger;
  private final ExperimentStore experiments;

  public Historian(Ledger ledger, ExperimentStore experiments) {
    this.ledger = ledger;
    this.experiments = experiments;
  }

  /// A finished experiment with all that is compared.
  private record Ran(
      ExperimentRecord experiment, ExperimentFile file, Result result, Fingerprints fingerprints) {}

  /// The runs of one name, oldest first.
  ///
  /// @param present what corpus and golden questions are now; null where nobody looked
  /// @return empty where no experiment of that name has finished
  public Optional<History> of(String name, @Nullable Present present, Instant now) {
    List<Ran> all =
        experiments.all().reversed().stream()
            .filter(experiment -> experiment.name().equals(name) && !experiment.partial())
            .flatMap(experiment -> ran(experiment).stream())
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Ran newest = all.getLast();
    Choice choice = choice(name);
    var due = new ArrayList<String>();
    boolean isDue = due(newest, all, choice, present, now, due);
    return Optional.of(
        new History(
            name,
            newest.result().primary(),
            all.stream().map(ran -> point(ran, newest)).toList(),
            choice,
            due,
            isDue));
  }

  /// The hashes of what lies in the files now.
  public record Present(String corpus, String golden, List<GoldenQuestion> questions) {}

  private Optional<Ran> ran(ExperimentRecord experiment) {
    return experiments
        .manifest(experiment.id())
        .flatMap(manifest ->
            experiments
                .result(experiment.id())
                .map(result -> {
                  var file = ExperimentFile.parse(experiment.file(), experiment.settings());
                  return new Ran(
                      experiment,
                      file,
                      result,
                      new Fingerprints(
                          experiment.corpus(),
                          experiment.golden(),
                          Map.copyOf(manifest.models()),
                          result.engineText(),
                          Sha256.of(experiment.settings()),
                          file.statistics().seed()));
                }));
  }

  private @Nullable Choice choice(String name) {
    return ledger
        .first(
            "select experiment, at from opening where name = ? order by seq desc limit 1",
            row -> new Choice(row.getString(1), Instant.parse(row.getString(2))),
            name)
        .orElse(null);
  }

  private Point point(Ran ran, Ran newest) {
    String primary = newest.result().primary();
    Fingerprints its = ran.fingerprints();
    Fingerprints last = newest.fingerprints();
    return new Point(
        ran.experiment().id(),
        Objects.requireNonNullElse(ran.experiment().finished(), ran.experiment().started()),
        value(ran, primary, ran.result().best()),
        value(ran, primary, Grid.baseline(ran.file()).id()),
        its,
        its.corpus().equals(last.corpus()) && its.golden().equals(last.golden()),
        changes(ran, newest));
  }

  private static @Nullable Value value(Ran ran, String measure, @Nullable String id) {
    return ran.result().configurations().stream()
        .filter(one -> one.id().equals(id) && one.measures().containsKey(measure))
        .findFirst()
        .map(one ->
            new Value(one.id(), one.label(), Objects.requireNonNull(one.measures().get(measure))))
        .orElse(null);
  }

  private List<String> changes(Ran from, Ran to) {
    var changes = new ArrayList<String>();
    Fingerprints a = from.fingerprints();
    Fingerprints b = to.fingerprints();
    if (!a.corpus().equals(b.corpus())) {
      changes.add(corpus(a.corpus(), b.corpus()));
    }
    if (!a.golden().equals(b.golden())) {
      changes.add(
          golden(
              GoldenJson.read(experiments.questions(from.experiment().id())),
              GoldenJson.read(experiments.questions(to.experiment().id()))));
    }
    models(a, b).ifPresent(changes::add);
    if (!a.engine().equals(b.engine())) {
      changes.add("engine: %s, then %s".formatted(a.engine(), b.engine()));
    }
    if (!a.settings().equals(b.settings())) {
      changes.add("settings");
    }
    return changes;
  }

  private static Optional<String> models(Fingerprints a, Fingerprints b) {
    List<String> other =
        a.models().keySet().stream()
            .filter(b.models()::containsKey)
            .filter(model -> !Objects.equals(a.models().get(model), b.models().get(model)))
            .sorted()
            .toList();
    return other.isEmpty()
        ? Optional.empty()
        : Optional.of("model: other weights of " + String.join(", ", other));
  }

  /// Of several corpora the sums; they stand in the order of the file.
  private String corpus(String from, String to) {
    String[] before = from.split(",", -1);
    String[] after = to.split(",", -1);
    if (before.length != after.length) {
      return "corpus: %d in place of %d".formatted(after.length, before.length);
    }
    int edited = 0;
    int added = 0;
    int gone = 0;
    for (int i = 0; i < before.length; i++) {
      edited +=
          count(
              "select count(*) from corpus_document a join corpus_document b on a.id = b.id "
                  + "where a.corpus = ? and b.corpus = ? and a.hash <> b.hash",
              before[i],
              after[i]);
      String only =
          "select count(*) from corpus_document a where a.corpus = ? and not exists "
              + "(select 1 from corpus_document b where b.corpus = ? and b.id = a.id)";
      added += count(only, after[i], before[i]);
      gone += count(only, before[i], after[i]);
    }
    return "corpus: %s".formatted(counts("document", edited, added, gone));
  }

  private int count(String sql, String first, String second) {
    return ledger.query(sql, row -> row.getInt(1), first, second).getFirst();
  }

  static String golden(List<GoldenQuestion> from, List<GoldenQuestion> to) {
    var before = from.stream().collect(Collectors.toMap(GoldenQuestion::id, Function.identity()));
    var after = to.stream().collect(Collectors.toMap(GoldenQuestion::id, Function.identity()));
    int edited =
        (int)
            before.entrySet().stream()
                .filter(entry -> after.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                .count();
    int added = (int) after.keySet().stream().filter(id -> !before.containsKey(id)).count();
    int gone = (int) before.keySet().stream().filter(id -> !after.containsKey(id)).count();
    return "golden: %s".formatted(counts("question", edited, added, gone));
  }

  /// `2 documents edited, 1 new, 0 gone`
  private static String counts(String what, int edited, int added, int gone) {
    return "%d %s%s edited, %d new, %d gone"
        .formatted(edited, what, edited == 1 ? "" : "s", added, gone);
  }

  private boolean due(
      Ran newest,
      List<Ran> all,
      @Nullable Choice choice,
      @Nullable Present present,
      Instant now,
      List<String> due) {
    ReEvaluate rule = newest.file().reEvaluate();
    if (rule == null) {
      return false;
    }
    if (choice == null) {
      due.add("nothing was decided yet: assay decide " + newest.experiment().id());
      return true;
    }
    boolean isDue = false;
    Duration every = rule.every();
    if (every != null) {
      Instant end = choice.at().plus(every);
      boolean over = !now.isBefore(end);
      due.add(
          "%s %s, %d days after the choice"
              .formatted(
                  over ? "due since" : "due on", end.toString().substring(0, 10), every.toDays()));
      isDue = over;
    }
    Ran chosen =
        all.stream()
            .filter(ran -> ran.experiment().id().equals(choice.experiment()))
            .findFirst()
            .orElse(newest);
    for (String change : since(chosen, newest, present)) {
      boolean counts =
          rule.when().stream().anyMatch(cause -> change.startsWith(YamlScalar.spelling(cause)));
      if (counts) {
        due.add("due now, changed since the choice: " + change);
        isDue = true;
      }
    }
    return isDue;
  }

  private List<String> since(Ran chosen, Ran newest, @Nullable Present present) {
    var changes = new ArrayList<>(changes(chosen, newest));
    if (present != null && !present.corpus().equals(newest.experiment().corpus())) {
      changes.add(corpus(newest.experiment().corpus(), present.corpus()) + " (not run yet)");
    }
    if (present != null && !present.golden().equals(newest.experiment().golden())) {
      changes.add(
          golden(
                  GoldenJson.read(experiments.questions(newest.experiment().id())),
                  present.questions())
              + " (not run yet)");
    }
    return changes;
  }
}
