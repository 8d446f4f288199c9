package dev.assay.analysis;

import java.util.Map;

/// How Milvus's own hybrid search agrees with a fusion of the stored legs. Each side orders equal
/// scores by id.
///
/// @param engine name and version
/// @param ranker what Milvus was asked for, `RRFRanker(k=60)`
/// @param setting the fusion that was computed here
/// @param questions that were asked, one a call; those without a term that a chunk has cannot be
/// @param sameTop10 share of the questions with the same first 10 hits in the same order
/// @param largestDifference between Milvus's score of a chunk in its first 10 and the one computed
///   here; without meaning where the two normalise otherwise
/// @param formula what Milvus computes, of the formulas known the one that comes nearest
/// @param formulaSameTop10 share of the questions whose first 10 hits are those of the formula on
///   the stored legs
/// @param formulaLargestDifference between Milvus's score and the formula's
/// @param reasons why first 10 hits differ, and for how many questions
public record Parity(
    String engine,
    String ranker,
    String setting,
    int questions,
    double sameTop10,
    double largestDifference,
    String formula,
    double formulaSameTop10,
    double formulaLargestDifference,
    Map<String, Integer> reasons) {}
