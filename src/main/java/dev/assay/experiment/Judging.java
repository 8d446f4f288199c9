package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.Outcome;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Score;
import dev.assay.measure.Summary;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Answers and judges every question under one configuration, many at a time, and keeps each result
/// as it comes.
final class Judging {
  private final Judge judge;
  private final ExperimentStore store;
  private final Semaphore permits;
  private final Meter meter;

  /// @param concurrency how many questions are in the judge's hands at once
  Judging(Judge judge, ExperimentStore store, int concurrency, Meter meter) {
    this.judge = judge;
    this.store = store;
    this.permits = new Semaphore(concurrency);
    this.meter = meter;
  }

  /// @param contexts what a question's answer may use, best first; called on one thread
  List<Judgement> judge(
      String experiment,
      Configuration configuration,
      List<GoldenQuestion> questions,
      Function<GoldenQuestion, List<Context>> contexts) {
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Future<Judgement>>();
      for (GoldenQuestion question : questions) {
        List<Context> seen = contexts.apply(question);
        permits.acquire();
        tasks.add(
            workers.submit(() -> {
              try {
                Judgement judgement = judge(question, seen);
                store.putJudgement(experiment, configuration.id(), question.id(), judgement);
                meter.add(1);
                return judgement;
              } finally {
                permits.release();
              }
            }));
      }
      var judgements = new ArrayList<Judgement>();
      for (Future<Judgement> task : tasks) {
        judgements.add(task.get());
      }
      return judgements;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new dev.assay.AssayException("interrupted while judging; run again to go on", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private Judgement judge(GoldenQuestion question, List<Context> contexts) {
    Answer answer = judge.answer(question.question(), contexts);
    return new Judgement(
        judge.name(),
        contexts.stream().map(Context::chunk).toList(),
        answer,
        judge.faithfulness(question.question(), answer, contexts),
        judge.contextPrecision(question.question(), question.answer(), contexts));
  }

  static List<Context> contexts(Ranking ranking, int count, Chunks chunks) {
    return ranking.top(count).hits().stream()
        .map(Hit::id)
        .map(chunks::find)
        .map(Judging::context)
        .toList();
  }

  private static Context context(Chunk chunk) {
    return new Context(chunk.id(), chunk.text());
  }

  /// The mean of one metric over the questions; only scored outcomes enter it, the others lower its
  /// coverage.
  ///
  /// @param outcomes one a question, in the order of the questions
  static Result.Mean mean(
      List<GoldenQuestion> questions, List<Outcome> outcomes, Bootstrap bootstrap) {
    var scores = new HashMap<String, Score>();
    var clusters = new HashMap<String, String>();
    int failed = 0;
    int abstained = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      String question = questions.get(i).id();
      clusters.put(question, Leaderboard.cluster(questions.get(i)));
      switch (outcomes.get(i)) {
        case Outcome.Scored(double value) -> scores.put(question, new Score.Scored(value));
        case Outcome.NotApplicable(String reason) ->
            scores.put(question, new Score.NotApplicable(reason));
        case Outcome.Failed _ -> failed++;
        case Outcome.Abstained _ -> abstained++;
      }
    }
    var summary =
        Summary.of(
            scores,
            failed + abstained,
            question -> clusters.getOrDefault(question, question),
            bootstrap);
    return Result.Mean.of(summary, failed, abstained);
  }
}
