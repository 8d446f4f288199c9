package dev.assay.verdicts;

import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.GoldenJson;
import dev.assay.experiment.Grid;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Context;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a judge said in an experiment, with the texts it saw, which are cut again. Not thread safe.
public final class KeptJudgements {
  private final ExperimentFile file;
  private final Cuts cuts;
  private final Map<String, Configuration> configurations = new HashMap<>();
  private final Map<String, Map<String, Judgement>> judgements;
  private final List<GoldenQuestion> questions;

  public KeptJudgements(Ledger ledger, Cutter cutter, ExperimentRecord experiment) {
    var store = new ExperimentStore(ledger);
    file = ExperimentFile.parse(experiment.file(), experiment.settings());
    questions = GoldenJson.read(store.questions(experiment.id()));
    judgements = store.judgements(experiment.id());
    cuts = new Cuts(new CorpusStore(ledger), cutter, experiment, file);
    Grid.configurations(file).forEach(one -> configurations.put(one.id(), one));
  }

  public ExperimentFile file() {
    return file;
  }

  public List<GoldenQuestion> questions() {
    return questions;
  }

  public Chunks chunks(String configuration) {
    return cuts.of(Objects.requireNonNull(configurations.get(configuration)));
  }

  /// How many verdicts on a subject there are.
  public int count(String configuration, Subject subject) {
    return judgements.getOrDefault(configuration, Map.of()).values().stream()
        .mapToInt(judgement -> judgement.evidence().of(subject).size())
        .sum();
  }

  /// The judgement of an answer, or null.
  public @Nullable Kept find(String configuration, GoldenQuestion question) {
    Judgement judgement = judgements.getOrDefault(configuration, Map.of()).get(question.id());
    if (judgement == null) {
      return null;
    }
    return Kept.of(question, judgement, chunks(configuration));
  }

  /// What was said of the answer to a golden question.
  public record Kept(GoldenQuestion question, JudgedSample judged) {
    public static Kept of(GoldenQuestion question, Judgement judgement, Chunks chunks) {
      return new Kept(
          question,
          new JudgedSample(
              new Sample(
                  question.question(),
                  judgement.answer(),
                  question.answer(),
                  judgement.contexts().stream()
                      .map(id -> new Context(id, chunks.returned(chunks.find(id))))
                      .toList()),
              judgement));
    }
  }
}
