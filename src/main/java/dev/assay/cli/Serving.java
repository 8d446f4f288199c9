package dev.assay.cli;

import dev.assay.experiment.Lab;

/// The web server, as long as the process lives.
final class Serving {
  private Serving() {}

  /// @param port to listen on; -1 for the usual one
  /// @param open whether to open a browser
  static void untilInterrupted(Assay assay, Lab lab, int port, boolean open) {
    assay.terminal.note(
        "the web server is not built in (%s, %d, %s, %s)"
            .formatted(assay.state(), port, open, lab.experiments().size()));
  }
}
