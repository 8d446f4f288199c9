package dev.assay.verdicts;

import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Judgement;
import dev.assay.judge.Context;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.KeptVerdicts;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An answer with what a judge said of it, where people may say otherwise.
public record JudgedSample(Sample sample, Judgement judgement) {
  /// What a person can be asked, mark by mark.
  public List<LabelItem> items(Subject subject) {
    return judgement.evidence().of(subject).stream().map(mark -> item(subject, mark)).toList();
  }

  private LabelItem item(Subject subject, Mark mark) {
    String asked = sample.question();
    return switch (subject) {
      case CLAIMS, REFERENCE_CLAIMS ->
          new LabelItem(subject, asked, null, mark.item(), sample.contexts());
      case CLAIMS_IN_REFERENCE ->
          new LabelItem(
              subject,
              asked,
              null,
              mark.item(),
              List.of(new Context("reference", String.valueOf(sample.reference()))));
      case REFERENCE_IN_ANSWER ->
          new LabelItem(
              subject,
              asked,
              null,
              mark.item(),
              List.of(new Context("answer", sample.answer().text())));
      case CHUNKS ->
          new LabelItem(
              subject,
              asked,
              sample.reference(),
              null,
              sample.contexts().stream()
                  .filter(context -> context.chunk().equals(mark.item()))
                  .toList());
    };
  }

  /// The verdicts with what people said in the place of what the judge said.
  public KeptVerdicts labelled(Map<String, Boolean> labels) {
    return judgement
        .evidence()
        .map((subject, marks) -> {
          List<LabelItem> items = items(subject);
          var labelled = new ArrayList<Mark>();
          for (int i = 0; i < marks.size(); i++) {
            Boolean said = labels.get(items.get(i).key());
            labelled.add(said == null ? marks.get(i) : marks.get(i).byPerson(said));
          }
          return labelled;
        });
  }

  /// A metric computed again from verdicts.
  public Again again(Metric metric, KeptVerdicts evidence, JudgeSettings settings) {
    var findings = Findings.kept(sample, evidence, settings.compat());
    Outcome outcome = metric.of(findings);
    Set<Subject> asked = EnumSet.noneOf(Subject.class);
    asked.addAll(findings.asked());
    return new Again(
        outcome, asked.stream().flatMap(subject -> evidence.of(subject).stream()).toList());
  }

  /// The whole judgement with what people said, and the outcomes that follow.
  public Judgement with(Map<String, Boolean> labels, JudgeSettings settings) {
    if (labels.isEmpty()) {
      return judgement;
    }
    KeptVerdicts evidence = labelled(labels);
    var outcomes = new LinkedHashMap<String, Outcome>();
    judgement
        .outcomes()
        .forEach((name, outcome) ->
            outcomes.put(name, again(Metric.parse(name), evidence, settings).or(outcome)));
    return new Judgement(
        judgement.judge(), judgement.contexts(), judgement.answer(), outcomes, evidence);
  }

  /// What a metric comes to, and the verdicts it rests on.
  public record Again(Outcome outcome, List<Mark> marks) {
    public int labels() {
      return (int) marks.stream().filter(mark -> mark.person() != null).count();
    }

    public boolean complete() {
      return !marks.isEmpty() && labels() == marks.size();
    }

    /// This outcome where a person's label is among the verdicts and they suffice, also to say that
    /// there is nothing to score; else the judge's.
    public Outcome or(Outcome judge) {
      return labels() > 0 && !(outcome instanceof Outcome.Failed) ? outcome : judge;
    }
  }
}
