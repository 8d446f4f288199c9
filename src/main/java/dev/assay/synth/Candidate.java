package dev.assay.synth;

import dev.assay.corpus.Span;
import dev.assay.golden.GoldenQuestion;
import java.util.Map;

/// A question that may become a golden one.
///
/// @param rule what made it: the name of a rule or of a prompt
/// @param quote the document's text at the span, exactly
/// @param source what the golden question remembers of its making
record Candidate(
    String rule,
    GoldenQuestion.Type type,
    String language,
    String question,
    String answer,
    String document,
    Span span,
    String quote,
    Map<String, String> source) {}
