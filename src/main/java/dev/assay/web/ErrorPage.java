package dev.assay.web;

/// Why there is nothing to show.
///
/// @param next what to do about it
public record ErrorPage(int status, String message, String next) implements Page {
  /// The words of the status, `not found`.
  public String name() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Token needed";
      case 403 -> "Refused";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 413 -> "Too large";
      case 503 -> "Not available";
      default -> "Error";
    };
  }

  @Override
  public String template() {
    return "error";
  }

  @Override
  public Object data() {
    return this;
  }
}
