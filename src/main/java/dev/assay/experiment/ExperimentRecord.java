package dev.assay.experiment;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An experiment that was begun.
///
/// @param id the name and four hexadecimal characters of what it depends on: settings, corpus and
///   golden questions
/// @param corpus the corpus hash
/// @param golden the hash of the golden questions
/// @param settings the experiment file's text; secrets in it are names of environment variables
public record ExperimentRecord(
    String id,
    String name,
    @Nullable String question,
    Path file,
    String corpus,
    String golden,
    String settings,
    State state,
    Instant started,
    @Nullable Instant finished,
    @Nullable String error) {

  /// Whether only a part of the experiment was asked for, by `run --only` or `--sample`.
  public boolean partial() {
    return Partial.is(id);
  }

  /// A run that was killed stays RUNNING; its last event tells how long ago it was alive.
  public enum State {
    RUNNING,
    FINISHED,
    FAILED
  }
}
