package dev.assay.corpus;

/// A file that cannot become a document; the message is the reason shown to the user.
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String reason) {
    super(reason);
  }
}
