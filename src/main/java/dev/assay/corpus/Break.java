package dev.assay.corpus;

/// What kind of place a text may be cut at.
enum Break {
  SENTENCE,
  LINE,
  PARAGRAPH,
  SECTION
}
