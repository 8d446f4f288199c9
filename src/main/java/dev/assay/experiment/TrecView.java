package dev.assay.experiment;

import dev.assay.measure.Qrels;
import dev.assay.ranking.Run;

/// One configuration as other evaluation tools read it.
///
/// @param run per answerable question the ids of chunks, or of documents where the evidence of the
///   question is whole documents
/// @param qrels the grades of those ids that the evidence implies
public record TrecView(Configuration configuration, Run run, Qrels qrels) {}
