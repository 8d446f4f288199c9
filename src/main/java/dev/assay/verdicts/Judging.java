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
import dev.assay.judge.Answerer;
import dev.assay.judge.Context;
import dev.assay.judge.ExtractiveAnswerer;
import dev.assay.judge.Judge;
import dev.assay.judge.LanguageModelAnswerer;
import dev.assay.judge.LanguageModelJudge;
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
  /// Another one where metrics make something else of the same verdicts.
  private static final String OUTCOMES = "2";

  private final @Nullable OpenModel model;
  private final @Nullable OpenModel answering;
  private final OfflineJudge offline;
  private final JudgeSettings settings;
  private final Prompts prompts;
  private final Ledger ledger;
  private final Similarity similarity;
  private final ExperimentStore store;
  private final Meter meter;

  /// The judge and the answerer of the settings: the models they name, or those that ask none.
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
    boolean judges = settings.count() > 0;
    this.model = judges ? OpenModel.open(settings.judgeModel(), spending, ledger) : null;
    this.answering =
        !judges || Objects.equals(settings.answererModel(), settings.judgeModel())
            ? model
            : OpenModel.open(settings.answererModel(), spending, ledger);
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
    Tally tally = tally(model);
    Tally answers = answering == model ? tally : tally(answering);
    Judge judge = judge(tally);
    Answerer answerer = answerer(answers);
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
                Answer answer = answerer.answer(question.question(), seen);
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
    var costs = new LinkedHashMap<String, Result.Cost>();
    costs.putAll(costs(answering, answers));
    costs.putAll(costs(model, tally));
    return new Result.Judged(
        judge.name(),
        answerer.name(),
        metrics,
        failures.isEmpty() ? null : failures,
        new Qualifications(ledger).summary(judge.name()),
        tally == null && answers == null ? null : costs,
        null);
  }

  private static @Nullable Tally tally(@Nullable OpenModel model) {
    return model == null ? null : new Tally(model.chat());
  }

  private static Map<String, Result.Cost> costs(@Nullable OpenModel model, @Nullable Tally tally) {
    if (model == null || tally == null) {
      return Map.of();
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
    Tally tally = tally(model);
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
            tally == null ? null : costs(model, tally),
            bootstrap);
    return settings.metrics().isEmpty()
        ? judged
        : judged.kept(new JudgedFiles(ledger).keep(input, settings, answers, all, judged));
  }

  private Judge judge(@Nullable Tally tally) {
    return tally == null || model == null
        ? offline.judge()
        : new LanguageModelJudge(
            tally, model.name(), prompts, settings.repairs(), settings.claims());
  }

  private Answerer answerer(@Nullable Tally tally) {
    return tally == null || answering == null
        ? new ExtractiveAnswerer()
        : new LanguageModelAnswerer(tally, answering.name(), prompts, settings.repairs());
  }

  private <T> List<Judgement> each(List<T> items, Function<T, Callable<Judgement>> task) {
    return Concurrent.each(
        items,
        Math.max(OpenModel.itemsAtOnce(model), OpenModel.itemsAtOnce(answering)),
        "judging",
        meter,
        task);
  }

  /// What the ledger knows costs nothing: replies of a language model are kept one by one, the work
  /// of other judges as a whole.
  private Judgement judge(Judge judge, Sample sample) {
    if (model != null) {
      return judged(judge, sample);
    }
    var key =
        new Sha256()
            .add(OUTCOMES)
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
    if (answering != null && answering != model) {
      answering.close();
    }
  }
}
