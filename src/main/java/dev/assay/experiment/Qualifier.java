package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.experiment.RowJudging.Verdict;
import dev.assay.judge.Context;
import dev.assay.judge.OfflineVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs a judge over rows that people have labelled.
public final class Qualifier implements AutoCloseable {
  private final WordVectors vectors = new WordVectors();
  private final OfflineVerifier offline = new OfflineVerifier(vectors);
  private final Ledger ledger;
  private final Meter meter;

  Qualifier(Ledger ledger, Meter meter) {
    this.ledger = ledger;
    this.meter = meter;
  }

  /// What to run.
  ///
  /// @param settings who judges, and what that may cost
  /// @param sample how many rows, drawn with the seed; null for all
  /// @param half 0 or 1, the rows of one half; null for both
  /// @param repeats 1 or more
  /// @param probes whether to try changes that should, or should not, move a verdict
  public record Exam(
      Path file,
      JudgeSettings settings,
      @Nullable Integer sample,
      long seed,
      @Nullable Integer half,
      int repeats,
      boolean probes) {}

  /// One row's numbers, for `scripts/fit-verifier`.
  public record Features(
      String id, String task, int half, int truth, String label, Map<String, Double> features) {}

  /// Computes the offline verifier's numbers of every row, in the order of the file.
  public List<Features> features(Path file) {
    return RowJudging.each(
        LabelledRow.read(file),
        Runtime.getRuntime().availableProcessors(),
        meter,
        row ->
            new Features(
                row.id(),
                row.task().name(),
                row.half(),
                row.truth() ? 1 : 0,
                row.label(),
                switch (row.task()) {
                  case SUPPORT -> offline.supportFeatures(answer(row), row.contexts());
                  case RELEVANCE -> offline.relevanceFeatures(row.question(), row.contexts());
                }));
  }

  /// Judges the rows and keeps the card, to stand beside the judge's scores.
  public ReportCard qualify(Exam exam) {
    List<LabelledRow> rows = rows(exam);
    try (var judging =
        new RowJudging(
            exam.settings(), exam.settings().prompts(Path.of("")), offline, ledger, meter)) {
      ReportCard card = card(exam, rows, judging);
      new Qualifications(ledger).put(card);
      return card;
    }
  }

  private static ReportCard card(Exam exam, List<LabelledRow> rows, RowJudging judging) {
    String task = rows.isEmpty() ? "SUPPORT" : rows.getFirst().task().name();
    long start = System.nanoTime();
    List<Verdict> first = judging.of(rows, 1);
    double seconds = (System.nanoTime() - start) / 1e9;
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
    var judged = new ArrayList<ReportCard.Judged>();
    for (int i = 0; i < rows.size(); i++) {
      if (first.get(i) instanceof Verdict.Given verdict) {
        var row = rows.get(i);
        judged.add(new ReportCard.Judged(row, cluster(row), verdict.yes(), verdict.score()));
      }
    }
    Map<String, ReportCard.Probe> probes =
        exam.probes() ? probes(rows, first, judging, exam.seed()) : Map.of();
    return ReportCard.of(
        judging.name(),
        task.toLowerCase(java.util.Locale.ROOT),
        String.valueOf(exam.file().getFileName()),
        judged,
        rows.size() - judged.size(),
        exam.seed(),
        seconds,
        asked == 0 ? null : (Double) ((double) flipped / asked),
        probes);
  }

  private static List<LabelledRow> rows(Exam exam) {
    List<LabelledRow> all =
        LabelledRow.read(exam.file()).stream()
            .filter(row -> exam.half() == null || row.half() == exam.half())
            .toList();
    if (all.isEmpty()) {
      throw new AssayException(
          exam.file() + " has no row whose label means yes or no; docs/judges.md has the formats");
    }
    Integer sample = exam.sample();
    if (sample == null || sample >= all.size()) {
      return all;
    }
    var shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(exam.seed()));
    return List.copyOf(shuffled.subList(0, sample));
  }

  private static String cluster(LabelledRow row) {
    return Sha256.of(String.join("\n", row.contexts().stream().map(Context::text).toList()));
  }

  private static String answer(LabelledRow row) {
    return java.util.Objects.requireNonNull(row.answer());
  }

  private static Map<String, ReportCard.Probe> probes(
      List<LabelledRow> rows, List<Verdict> first, RowJudging judging, long seed) {
    var probes = new TreeMap<String, ReportCard.Probe>();
    for (Probes.Change change : Probes.all(seed)) {
      var changed = new LinkedHashMap<Integer, LabelledRow>();
      for (int i = 0; i < rows.size(); i++) {
        LabelledRow row = rows.get(i);
        if (first.get(i) instanceof Verdict.Given verdict
            && row.task() == LabelledRow.Task.SUPPORT
            && (!change.flips() || (verdict.yes() && row.truth()))) {
          LabelledRow other = change.apply(row);
          if (other != null) {
            changed.put(i, other);
          }
        }
      }
      var after = judging.of(List.copyOf(changed.values()), 1);
      int failed = 0;
      int n = 0;
      int at = 0;
      for (int i : changed.keySet()) {
        if (first.get(i) instanceof Verdict.Given before
            && after.get(at++) instanceof Verdict.Given now) {
          n++;
          failed += (now.yes() != before.yes()) != change.flips() ? 1 : 0;
        }
      }
      probes.put(change.name(), new ReportCard.Probe(n, failed));
    }
    return probes;
  }

  @Override
  public void close() {
    meter.close();
    vectors.close();
  }
}
