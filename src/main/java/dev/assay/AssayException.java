package dev.assay;

import org.jspecify.annotations.Nullable;

/// The world failed: a server is down, a key is missing, a disk is full. The message says what
/// failed, where, and the next step. The command line ends with exit code 3, the web server answers
/// 503.
public final class AssayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AssayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public AssayException(String message) {
    this(message, null);
  }
}
