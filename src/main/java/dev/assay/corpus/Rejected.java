package dev.assay.corpus;

/// A file, or a line of a collection, that did not become a document.
///
/// @param file the path below the corpus folder, `guides/x.pdf` or `corpus.jsonl:12`
/// @param reason what is wrong with it, `not a PDF`
public record Rejected(String file, String reason) {}
