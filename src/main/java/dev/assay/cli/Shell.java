package dev.assay.cli;

/// Words as a shell takes them.
final class Shell {
  private Shell() {}

  /// The word itself, or in single quotes where a shell would take it apart.
  static String quote(String word) {
    return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
