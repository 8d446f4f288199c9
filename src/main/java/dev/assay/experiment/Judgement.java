package dev.assay.experiment;

import dev.assay.judge.Answer;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.KeptVerdicts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was answered to one question under one configuration, and what the judge said about it.
///
/// @param judge who judged
/// @param contexts the ids of the chunks the answerer and the judge saw, best first
/// @param outcomes metric to what it came to, in the order of the experiment file
/// @param evidence the verdicts behind the outcomes
public record Judgement(
    String judge,
    List<String> contexts,
    Answer answer,
    Map<String, Outcome> outcomes,
    KeptVerdicts evidence) {
  public Judgement {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }
}
