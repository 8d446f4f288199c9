package dev.assay.experiment;

import dev.assay.judge.Sample;
import org.jspecify.annotations.Nullable;

/// An answer that a system outside the lab gave to a question.
///
/// @param id unique within its file; its number there, from 1, where the file has none
/// @param answerable whether the question has an answer in the documents; null where nobody said
public record GivenAnswer(String id, Sample sample, @Nullable Boolean answerable) {}
