package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// Something that happened in a run, as live pages hear of it.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Event {
  record Started(int configurations, int questions) implements Event {}

  record Advanced(Progress progress) implements Event {}

  record Finished(double seconds) implements Event {}

  record Stopped(String reason) implements Event {}

  /// An event and its place among all events.
  ///
  /// @param seq grows with every event of the ledger
  record Numbered(long seq, Instant at, Event event) {}
}
