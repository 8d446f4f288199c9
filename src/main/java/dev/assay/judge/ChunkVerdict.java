package dev.assay.judge;

import org.jspecify.annotations.Nullable;

/// What the judge said about one retrieved chunk.
///
/// @param chunk the chunk's id
/// @param relevant useful for arriving at the reference answer; null where no valid verdict came
///   back
/// @param reason why, in the judge's words
public record ChunkVerdict(String chunk, @Nullable Boolean relevant, String reason) {}
