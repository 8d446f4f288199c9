package dev.assay.web;

/// What one address shows.
public sealed interface Page
    permits AnswerPage,
        AnswersPage,
        CompareAnswersPage,
        ComparePage,
        DecidePage,
        DocumentPage,
        DocumentsPage,
        ErrorPage,
        ExperimentPage,
        ExperimentsPage,
        GoldenPage,
        HistoryPage,
        JudgedFilePage,
        KeysPage,
        LabelPage,
        MatrixPage,
        PromptsPage,
        QuestionPage,
        SweepPage,
        SynthPage {
  /// The file in `web/templates` that shows it, without its ending.
  String template();

  /// Of the reply.
  default int status() {
    return 200;
  }

  /// The same as JSON.
  Object data();
}
