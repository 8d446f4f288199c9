package dev.assay.lexical;

/// A term as BM25 counts it, and where it stands.
///
/// @param term after the analyzer: lower case, stemmed where the analyzer stems
/// @param start its first `char` in the text
/// @param end after its last `char`
public record Term(String term, int start, int end) {}
