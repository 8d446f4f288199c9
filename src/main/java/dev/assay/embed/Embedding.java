package dev.assay.embed;

import org.jspecify.annotations.Nullable;

/// The vector of one text.
///
/// @param vector one number a dimension, all finite; of length 1 where the model normalises. Not
///   copied: whoever changes it changes this record.
/// @param tokens how many tokens the model read, its special ones and the prefix included; null
///   where an endpoint does not say for one text
/// @param truncated whether we cut the text to the model's maximum. An endpoint may cut a text and
///   not tell.
@SuppressWarnings("ArrayRecordComponent") // a copy of every vector would double the work of storing
public record Embedding(float[] vector, @Nullable Integer tokens, boolean truncated) {}
