package dev.assay.qualify;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.experiment.Concurrent;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.LabelledRow;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Meter;
import dev.assay.experiment.ReportCard;
import dev.assay.judge.Context;
import dev.assay.judge.OfflineVerifier;
import dev.assay.judge.PlainScores;
import dev.assay.judge.words.Words;
import dev.assay.qualify.RowJudging.Verdict;
import dev.assay.verdicts.OpenModel;
import dev.assay.verdicts.OutcomeSummary;
import dev.assay.verdicts.Qualifications;
import dev.assay.verdicts.WordVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs a judge over rows that people have labelled.
public final class Qualifier implements AutoCloseable {
  private final WordVectors vectors = new WordVectors();
  private final OfflineVerifier offline = new OfflineVerifier(vectors);
  private final Ledger ledger;
  private final Meter meter;

  public Qualifier(Ledger ledger, Meter meter) {
    this.ledger = ledger;
    this.meter = meter;
  }

  /// What to run.
  ///
  /// @param settings who judges, and what that may cost
  /// @param sample how many rows, drawn with the seed; null for all
  /// @param half 0 or 1, the rows of one half; null for both
  /// @param repeats 1 or more
  /// @param task which rows of a file with both; null where it has one kind
  /// @param baselines whether to score by scores that need no judge, too
  /// @param probes whether to try changes that should, or should not, move a verdict
  /// @param family of the judge's model; null: what its name begins with
  public record Exam(
      Path file,
      JudgeSettings settings,
      @Nullable Integer sample,
      long seed,
      @Nullable Integer half,
      int repeats,
      LabelledRow.@Nullable Task task,
      boolean baselines,
      boolean probes,
      @Nullable String family) {}

  /// One row's numbers, for `scripts/fit-verifier`.
  public record Features(
      String id, String task, int half, int truth, String label, Map<String, Double> features) {}

  /// Computes the offline verifier's numbers of every row, in the order of the file.
  public List<Features> features(Path file) {
    return Concurrent.each(
        LabelledRow.read(file),
        OpenModel.itemsAtOnce(null),
        "judging",
        meter,
        row ->
            () ->
                new Features(
                    row.id(),
                    row.task().name(),
                    row.half(),
                    row.truth() ? 1 : 0,
                    row.label(),
                    switch (row.task()) {
                      case SUPPORT -> offline.supportFeatures(answer(row), row.contexts());
                      case RELEVANCE -> offline.relevanceFeatures(row.question(), row.contexts());
                      case CRITERION -> Map.of();
                    }));
  }

  /// Judges the rows and keeps the card, to stand beside the judge's scores.
  ///
  /// @throws dev.assay.BudgetReached at the budget of the settings; the next call goes on
  public ReportCard qualify(Exam exam) {
    List<LabelledRow> all = LabelledRow.read(exam.file());
    List<LabelledRow> eligible = eligible(exam, all);
    List<LabelledRow> rows = drawn(exam, eligible);
    if (exam.settings().verifier() != null
        && rows.getFirst().task() == LabelledRow.Task.RELEVANCE) {
      throw new InvalidInput(
          Problem.error(
              exam.file().toString(),
              0,
              0,
              "the rows have a question and no answer, and a verifier only judges answers",
              "choose another judge, or rows with an answer"));
    }
    if (rows.getFirst().task() == LabelledRow.Task.CRITERION
        && exam.settings().judgeModel() == null) {
      throw new InvalidInput(
          Problem.error(
              exam.file().toString(),
              0,
              0,
              "the rows hold answers against a criterion, which only a language model can",
              "add --judge URI --model NAME, or --local FILE"));
    }
    try (var judging =
        new RowJudging(
            exam.settings(), exam.settings().prompts(Path.of("")), vectors, ledger, meter)) {
      var described =
          new ReportCard.Rows(
              rows.getFirst().task().name().toLowerCase(Locale.ROOT),
              String.valueOf(exam.file().getFileName()),
              Sha256.of(all.toString()).substring(0, 12),
              exam.half(),
              rows.size() == eligible.size() ? null : (Integer) rows.size(),
              exam.seed());
      ReportCard card = card(exam, described, rows, judging);
      new Qualifications(ledger).put(card);
      return card;
    }
  }

  private ReportCard card(
      Exam exam, ReportCard.Rows described, List<LabelledRow> rows, RowJudging judging) {
    long start = System.nanoTime();
    List<Verdict> first = judging.of(rows, 1);
    double seconds = (System.nanoTime() - start) / 1e9;
    var cost = judging.cost();
    var judged = new ArrayList<ReportCard.Judged>();
    var failures = new ArrayList<String>();
    int abstained = 0;
    for (int i = 0; i < rows.size(); i++) {
      switch (first.get(i)) {
        case Verdict.Given(boolean yes, double score, var contradicted) ->
            judged.add(
                new ReportCard.Judged(rows.get(i), cluster(rows.get(i)), yes, score, contradicted));
        case Verdict.Abstained _ -> abstained++;
        case Verdict.Failed(String reason) -> failures.add(reason);
      }
    }
    return ReportCard.of(
        described,
        new ReportCard.Session(
            judging.name(),
            judged,
            failures.size(),
            OutcomeSummary.commonest(failures),
            abstained,
            seconds,
            cost,
            flipRate(exam, rows, first, judging)),
        exam.baselines() ? baselines(judged) : null,
        exam.probes() ? Probes.run(rows, first, judging, exam.seed(), family(exam)) : Map.of());
  }

  private static @Nullable Double flipRate(
      Exam exam, List<LabelledRow> rows, List<Verdict> first, RowJudging judging) {
    int flipped = 0;
    int asked = 0;
    for (int repeat = 2; repeat <= exam.repeats(); repeat++) {
      List<Verdict> again = judging.of(rows, repeat);
      for (int i = 0; i < rows.size(); i++) {
        if (first.get(i) instanceof Verdict.Given before
            && again.get(i) instanceof Verdict.Given after) {
          asked++;
          flipped += before.yes() != after.yes() ? 1 : 0;
        }
      }
    }
    return asked == 0 ? null : (Double) ((double) flipped / asked);
  }

  /// For each row the share of words that stand in its contexts, by two ways of counting, and the
  /// highest cosine to a sentence of theirs.
  private Map<String, List<Double>> baselines(List<ReportCard.Judged> judged) {
    List<LabelledRow> rows = judged.stream().map(ReportCard.Judged::row).toList();
    meter.begin("judge", "baselines", "scores", 3L * rows.size());
    var scores = new LinkedHashMap<String, List<Double>>();
    baseline(scores, "overlap", rows, row -> PlainScores.overlap(judgedText(row), row.contexts()));
    baseline(scores, "rougeL", rows, row -> PlainScores.rougeL(judgedText(row), row.contexts()));
    baseline(scores, "cosine", rows, row -> cosine(judgedText(row), row.contexts()));
    return scores;
  }

  private void baseline(
      Map<String, List<Double>> scores,
      String name,
      List<LabelledRow> rows,
      Function<LabelledRow, Double> score) {
    scores.put(
        name,
        Concurrent.each(
            rows, OpenModel.itemsAtOnce(null), "judging", meter, row -> () -> score.apply(row)));
  }

  private double cosine(String text, List<Context> contexts) {
    return contexts.stream()
        .flatMap(context -> Words.sentences(context.text()).stream())
        .mapToDouble(sentence -> vectors.similarity(text, sentence))
        .max()
        .orElse(0);
  }

  private static String judgedText(LabelledRow row) {
    return row.answer() == null ? row.question() : row.answer();
  }

  private static List<LabelledRow> eligible(Exam exam, List<LabelledRow> all) {
    List<LabelledRow> eligible =
        all.stream()
            .filter(row -> exam.half() == null || row.half() == exam.half())
            .filter(row -> exam.task() == null || row.task() == exam.task())
            .toList();
    if (eligible.isEmpty()) {
      throw new AssayException(
          exam.file()
              + " has no such row whose label means yes or no; docs/judges.md has the formats");
    }
    if (eligible.stream().map(LabelledRow::task).distinct().count() > 1) {
      throw new InvalidInput(
          Problem.error(
              exam.file().toString(),
              0,
              0,
              "some rows have an answer that was judged, some only a question, or a criterion",
              "choose with --task support, relevance or criterion"));
    }
    return eligible;
  }

  private static List<LabelledRow> drawn(Exam exam, List<LabelledRow> eligible) {
    Integer sample = exam.sample();
    if (sample == null || sample >= eligible.size()) {
      return eligible;
    }
    var shuffled = new ArrayList<>(eligible);
    Collections.shuffle(shuffled, new Random(exam.seed()));
    return List.copyOf(shuffled.subList(0, sample));
  }

  private static String cluster(LabelledRow row) {
    return Sha256.of(row.texts());
  }

  private static String answer(LabelledRow row) {
    return java.util.Objects.requireNonNull(row.answer());
  }

  private static @Nullable String family(Exam exam) {
    var model = exam.settings().model();
    return exam.family() != null
        ? SelfPreference.family(exam.family())
        : model == null ? null : SelfPreference.family(model.name());
  }

  @Override
  public void close() {
    meter.close();
    vectors.close();
  }
}
