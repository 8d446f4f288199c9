package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.judge.Answer;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Check;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OfflineVerifier;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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
  /// @param endpoint null for the offline verifier
  /// @param sample how many rows, drawn with the seed; null for all
  /// @param half 0 or 1, the rows of one half; null for both
  /// @param repeats 1 or more
  /// @param probes whether to try changes that should, or should not, move a verdict
  public record Exam(
      Path file,
      OpenAiChat.@Nullable Http endpoint,
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
    return each(
        LabelledRow.read(file),
        Runtime.getRuntime().availableProcessors(),
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
    String task = rows.isEmpty() ? "SUPPORT" : rows.getFirst().task().name();
    var http = exam.endpoint();
    ChatModel chat =
        http == null
            ? null
            : new CachedChat(
                new OpenAiChat(http.withKey(Secret.resolve(http.key()))),
                http,
                new Budget(null, null),
                ledger);
    long start = System.nanoTime();
    var first = verdicts(rows, chat, http, 1);
    double seconds = (System.nanoTime() - start) / 1e9;
    int flipped = 0;
    int asked = 0;
    for (int repeat = 2; repeat <= exam.repeats(); repeat++) {
      var again = verdicts(rows, chat, http, repeat);
      for (int i = 0; i < rows.size(); i++) {
        var before = first.get(i);
        var after = again.get(i);
        if (before != null && after != null) {
          asked++;
          flipped += before.yes() != after.yes() ? 1 : 0;
        }
      }
    }
    var judged = new ArrayList<ReportCard.Judged>();
    for (int i = 0; i < rows.size(); i++) {
      Verdict verdict = first.get(i);
      if (verdict != null) {
        var row = rows.get(i);
        judged.add(new ReportCard.Judged(row, cluster(row), verdict.yes(), verdict.score()));
      }
    }
    Map<String, ReportCard.Probe> probes =
        exam.probes() ? probes(rows, first, chat, http, exam.seed()) : Map.of();
    var card =
        ReportCard.of(
            http == null ? offline.name() : "llm:" + http.name(),
            task.toLowerCase(java.util.Locale.ROOT),
            String.valueOf(exam.file().getFileName()),
            judged,
            rows.size() - judged.size(),
            exam.seed(),
            seconds,
            asked == 0 ? null : (Double) ((double) flipped / asked),
            probes);
    new Qualifications(ledger).put(card);
    return card;
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

  private record Verdict(boolean yes, double score) {}

  private List<@Nullable Verdict> verdicts(
      List<LabelledRow> rows,
      @Nullable ChatModel chat,
      OpenAiChat.@Nullable Http http,
      int repeat) {
    meter.begin("judge", "rows", "rows", rows.size());
    if (chat == null || http == null) {
      return each(rows, Runtime.getRuntime().availableProcessors(), this::offline);
    }
    ChatModel model = repeat == 1 ? chat : new Repeat(chat, repeat);
    var judge = new LanguageModelJudge(model, http.name());
    return each(rows, 4 * http.concurrency(), row -> byModel(judge, row));
  }

  private Verdict offline(LabelledRow row) {
    double score =
        switch (row.task()) {
          case SUPPORT -> offline.support(answer(row), row.contexts());
          case RELEVANCE -> offline.relevance(row.question(), row.contexts());
        };
    boolean disagrees =
        row.task() == LabelledRow.Task.SUPPORT && offline.disagrees(answer(row), row.contexts());
    return new Verdict(score >= 0.5 && !disagrees, score);
  }

  /// Supported where every claim is; relevant where a context is. The score is the share.
  private static @Nullable Verdict byModel(Judge judge, LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT -> supported(judge, row);
      case RELEVANCE -> relevant(judge, row);
    };
  }

  private static @Nullable Verdict supported(Judge judge, LabelledRow row) {
    var sample =
        new Sample(row.question(), Answer.of(answer(row), List.of()), null, row.contexts());
    var findings = new Findings(judge, sample, null, Compat.CORRECTED);
    return switch (Metric.parse("faithfulness").of(findings)) {
      case Outcome.Scored(double value) -> new Verdict(value == 1, value);
      case Outcome.NotApplicable _, Outcome.Abstained _ -> new Verdict(true, 1);
      case Outcome.Failed _ -> null;
    };
  }

  private static @Nullable Verdict relevant(Judge judge, LabelledRow row) {
    var texts = row.contexts().stream().map(Context::text).toList();
    var marks = judge.check(Check.RELEVANCE, texts, Map.of("question", row.question()), List.of());
    var labels = marks.are("relevant");
    if (labels.stream().anyMatch(java.util.Objects::isNull)) {
      return null;
    }
    long yes = labels.stream().filter(Boolean.TRUE::equals).count();
    return new Verdict(yes > 0, labels.isEmpty() ? 0 : (double) yes / labels.size());
  }

  /// Asks the same again: a repeat has its own place among the kept replies.
  private record Repeat(ChatModel model, int number) implements ChatModel {
    @Override
    public String fingerprint() {
      return model.fingerprint() + ", repeat " + number;
    }

    @Override
    public Reply reply(Request request) {
      // The space changes nothing for the model and everything for the key of the reply.
      return model.reply(
          new Request(
              request.task(),
              request.system(),
              request.user() + " ".repeat(number - 1),
              request.schema(),
              request.maxTokens()));
    }
  }

  private Map<String, ReportCard.Probe> probes(
      List<LabelledRow> rows,
      List<@Nullable Verdict> first,
      @Nullable ChatModel chat,
      OpenAiChat.@Nullable Http http,
      long seed) {
    var probes = new TreeMap<String, ReportCard.Probe>();
    for (Probes.Change change : Probes.all(seed)) {
      var changed = new LinkedHashMap<Integer, LabelledRow>();
      for (int i = 0; i < rows.size(); i++) {
        Verdict verdict = first.get(i);
        LabelledRow row = rows.get(i);
        if (verdict != null
            && row.task() == LabelledRow.Task.SUPPORT
            && (!change.flips() || (verdict.yes() && row.truth()))) {
          LabelledRow other = change.apply(row);
          if (other != null) {
            changed.put(i, other);
          }
        }
      }
      var after = verdicts(List.copyOf(changed.values()), chat, http, 1);
      int failed = 0;
      int n = 0;
      int at = 0;
      for (int i : changed.keySet()) {
        Verdict before = java.util.Objects.requireNonNull(first.get(i));
        Verdict now = after.get(at++);
        if (now != null) {
          n++;
          failed += (now.yes() != before.yes()) != change.flips() ? 1 : 0;
        }
      }
      probes.put(change.name(), new ReportCard.Probe(n, failed));
    }
    return probes;
  }

  /// Many rows at once; results in the order of the rows.
  private <T extends @Nullable Object> List<T> each(
      List<LabelledRow> rows, int atOnce, Function<LabelledRow, T> judge) {
    var permits = new Semaphore(atOnce);
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Future<T>>();
      for (LabelledRow row : rows) {
        permits.acquire();
        tasks.add(
            workers.submit(() -> {
              try {
                return judge.apply(row);
              } finally {
                permits.release();
                meter.add(1);
              }
            }));
      }
      var results = new ArrayList<T>();
      for (var task : tasks) {
        results.add(task.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("interrupted while judging; run again to go on", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    meter.close();
    vectors.close();
  }
}
