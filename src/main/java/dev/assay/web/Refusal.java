package dev.assay.web;

import dev.assay.Nearest;
import java.util.Collection;

/// Ends a request with a status, a reason and a next step.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String next;

  Refusal(int status, String message, String next) {
    super(message);
    this.status = status;
    this.next = next;
  }

  /// 404, with the known name that is nearest.
  ///
  /// @param what `experiment`, `question`, …
  /// @param list where all of them can be seen
  static Refusal unknown(String what, String name, Collection<String> known, String list) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    String nearest = name.length() > 200 ? null : Nearest.to(name, known);
    return new Refusal(
        404,
        "There is no %s '%s'.".formatted(what, shown),
        nearest == null ? list : "Did you mean '%s'? %s".formatted(nearest, list));
  }

  ErrorPage page() {
    return new ErrorPage(status, String.valueOf(getMessage()), next);
  }
}
