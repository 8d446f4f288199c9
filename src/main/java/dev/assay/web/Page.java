package dev.assay.web;

/// What one address shows.
public sealed interface Page
    permits ComparePage,
        DecidePage,
        DocumentPage,
        DocumentsPage,
        ErrorPage,
        ExperimentPage,
        ExperimentsPage,
        GoldenPage,
        HistoryPage,
        KeysPage,
        LabelPage,
        MatrixPage,
        PromptsPage,
        QuestionPage,
        SweepPage,
        SynthPage {
  /// The file in `web/templates` that shows it, without its ending.
  String template();

  /// The same as JSON.
  Object data();
}
