package dev.assay.analysis;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text that some configuration returned near the top, for a person to judge.
///
/// @param question the golden question's id
/// @param asked its text
/// @param start of the text in its document, in Java `char`s; null together with `end` where whole
///   documents are judged
/// @param text what to judge; of a whole document at most its first 8,000 characters
/// @param found configuration to the rank at which it returned the text, from 1
/// @param judged the grade the text has; null where nobody judged it, which counts as 0 in every
///   measure but Judged and Bpref
public record PoolItem(
    String question,
    String asked,
    String document,
    @Nullable Integer start,
    @Nullable Integer end,
    String text,
    Map<String, Integer> found,
    @Nullable Integer judged) {}
