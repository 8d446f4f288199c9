package dev.assay.verdicts;

import dev.assay.Json;
import dev.assay.Sha256;
import dev.assay.answers.GivenAnswer;
import dev.assay.experiment.Budget;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Concurrent;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Result;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.Outcome;
import dev.assay.judge.Prompts;
import dev.assay.judge.Sample;
import dev.assay.judge.Tally;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Similarity;
import dev.assay.measure.Bootstrap;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers and judges every question under one configuration, many at a time, and keeps each result
/// as it comes.
public final class Judging implements AutoCloseable {
  private final @Nullable JudgeModel model;
  private final OfflineJudge offline;
  private final JudgeSettings settings;
  private final Prompts prompts;
  private final Ledger ledger;
  private final Similarity similarity;
  private final ExperimentStore store;
  private final Meter meter;

  /// The judge of the settings: the model they name, or the offline verifier.
  ///
  /// @param spending what its requests count in
  public Judging(
      JudgeSettings settings,
      Prompts prompts,
      Budget.Spending spending,
      Ledger ledger,
      WordVectors vectors,
      Similarity similarity,
      Meter meter) {
    this.model = settings.count() == 0 ? null : JudgeModel.open(settings, spending, ledger);
    this.offline = OfflineJudge.open(settings, vectors);
    this.settings = settings;
    this.prompts = prompts;
    this.ledger = ledger;
    this.similarity = similarity;
    this.store = new ExperimentStore(ledger);
    this.meter = meter;
  }

  public Result.Judged judge(
      String experiment,
      Configuration configuration,
      List<GoldenQuestion> questions,
      Rankings rankings,
      Chunks chunks,
      ExperimentFile.Cluster cluster,
      Bootstrap bootstrap) {
    meter.begin("judge", configuration.label(), "answers", questions.size());
    Tally tally = model == null ? null : new Tally(model.chat());
    Judge judge = judge(tally);
    List<Judgement> all =
        each(
            questions,
            question -> {
              List<Context> seen =
                  rankings
                      .of(configuration, question.question())
                      .map(ranking -> contexts(ranking, settings.contexts(), chunks))
                      .orElse(List.of());
              return () -> {
                Answer answer = judge.answer(question.question(), seen);
                var sample = new Sample(question.question(), answer, question.answer(), seen);
                Judgement judgement = judge(judge, sample);
                store.putJudgement(experiment, configuration.id(), question.id(), judgement);
                return judgement;
              };
            });
    var metrics = new LinkedHashMap<String, Result.Mean>();
    var failures = new LinkedHashMap<String, String>();
    for (Metric metric : settings.parsedMetrics()) {
      var outcomes =
          all.stream()
              .map(judgement -> Objects.requireNonNull(judgement.outcomes().get(metric.name())))
              .toList();
      var summary = summary(questions, outcomes, cluster, bootstrap);
      metrics.put(metric.name(), summary.mean());
      if (summary.failure() != null) {
        failures.put(metric.name(), summary.failure());
      }
    }
    return new Result.Judged(
        judge.name(),
        metrics,
        failures.isEmpty() ? null : failures,
        new Qualifications(ledger).summary(judge.name()),
        costs(tally),
        null);
  }

  private @Nullable Map<String, Result.Cost> costs(@Nullable Tally tally) {
    if (tally == null || model == null) {
      return null;
    }
    var costs = new LinkedHashMap<String, Result.Cost>();
    tally.usage().forEach((task, usage) -> costs.put(task, model.cost(List.of(usage))));
    return costs;
  }

  /// Judges answers that somebody else gave, and keeps what was said of them.
  ///
  /// @param input what they are called
  public JudgedAnswers judge(String input, List<GivenAnswer> answers, Bootstrap bootstrap) {
    meter.begin("judge", input, "answers", answers.size());
    Tally tally = model == null ? null : new Tally(model.chat());
    Judge judge = judge(tally);
    var labels = new HumanLabels(ledger);
    List<Judgement> all =
        each(
            answers,
            answer ->
                () ->
                    new JudgedSample(answer.sample(), judge(judge, answer.sample()))
                        .with(labels.of(answer.sample().question()), settings));
    var judged =
        JudgedAnswers.of(
            judge.name(),
            settings.compat(),
            settings.parsedMetrics(),
            answers,
            all,
            costs(tally),
            bootstrap);
    return settings.metrics().isEmpty()
        ? judged
        : judged.kept(new JudgedFiles(ledger).keep(input, settings, answers, all, judged));
  }

  private Judge judge(@Nullable Tally tally) {
    return tally == null || model == null ? offline.judge() : model.judge(tally, prompts);
  }

  private <T> List<Judgement> each(List<T> items, Function<T, Callable<Judgement>> task) {
    return Concurrent.each(items, JudgeModel.itemsAtOnce(model), "judging", meter, task);
  }

  /// What the ledger knows costs nothing: replies of a language model are kept one by one, the work
  /// of other judges as a whole.
  private Judgement judge(Judge judge, Sample sample) {
    if (model != null) {
      return judged(judge, sample);
    }
    var key =
        new Sha256()
            .add(judge.name())
            .add(sample.question())
            .add(Json.MAPPER.writeValueAsString(sample.answer()))
            .add(String.valueOf(sample.reference()))
            .add(settings.metrics().toString())
            .add(settings.compat().name());
    if (similarity instanceof TextCosine(var embedder, _)) {
      key.add(embedder.fingerprint());
    }
    sample.contexts().forEach(context -> key.add(context.chunk()).add(context.text()));
    String hash = key.hex();
    return ledger
        .first(
            "select judgement from offline_judgement where key = ?",
            row -> Json.MAPPER.readValue(row.getString(1), Judgement.class),
            hash)
        .orElseGet(() -> {
          Judgement judgement = judged(judge, sample);
          ledger.update(
              "insert or replace into offline_judgement values (?, ?)",
              hash,
              Json.MAPPER.writeValueAsString(judgement));
          return judgement;
        });
  }

  private Judgement judged(Judge judge, Sample sample) {
    return judged(judge, sample, similarity, settings);
  }

  public static Judgement judged(
      Judge judge, Sample sample, Similarity similarity, JudgeSettings settings) {
    var findings = new Findings(judge, sample, similarity, settings.compat());
    var outcomes = new LinkedHashMap<String, Outcome>();
    for (Metric metric : settings.parsedMetrics()) {
      outcomes.put(metric.name(), metric.of(findings));
    }
    return new Judgement(
        judge.name(),
        sample.contexts().stream().map(Context::chunk).toList(),
        sample.answer(),
        outcomes,
        findings.verdicts());
  }

  /// What an answerer is shown of a ranking.
  public static List<Context> contexts(Ranking ranking, int count, Chunks chunks) {
    return chunks.distinct(ranking).top(count).hits().stream()
        .map(Hit::id)
        .map(chunks::find)
        .map(chunk -> new Context(chunk.id(), chunks.returned(chunk)))
        .toList();
  }

  /// The mean of one metric over the questions; only scored outcomes enter it, the others lower its
  /// coverage.
  ///
  /// @param outcomes one a question, in the order of the questions
  private static OutcomeSummary summary(
      List<GoldenQuestion> questions,
      List<Outcome> outcomes,
      ExperimentFile.Cluster cluster,
      Bootstrap bootstrap) {
    return OutcomeSummary.of(
        outcomes, i -> questions.get(i).id(), i -> cluster.of(questions.get(i)), bootstrap);
  }

  @Override
  public void close() {
    offline.close();
    if (model != null) {
      model.close();
    }
  }
}
