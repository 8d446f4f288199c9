package dev.assay.experiment;

import dev.assay.judge.Answer;
import dev.assay.judge.ContextPrecision;
import dev.assay.judge.Faithfulness;
import java.util.List;

/// What was answered to one question under one configuration, and what the judge said about it.
///
/// @param judge who judged
/// @param contexts the ids of the chunks the answerer and the judge saw, best first
public record Judgement(
    String judge,
    List<String> contexts,
    Answer answer,
    Faithfulness faithfulness,
    ContextPrecision contextPrecision) {}
