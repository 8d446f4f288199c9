package dev.assay.web;

import dev.assay.Json;
import dev.assay.experiment.Event;
import dev.assay.experiment.ExperimentRecord;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// What happens in a run, as server-sent events: first `snapshot` (how it stands), then the events
/// of the ledger with their row numbers as ids, at most four a second, then `end`.
///
/// `Last-Event-ID`, or `?after=N`, replays what came after that row; of steps of the same part only
/// the last is sent.
final class EventStream implements AutoCloseable {
  private static final int STREAMS = 64;
  private static final long POLL_MILLIS = 500;
  private static final long COMMENT_MILLIS = 15_000;

  private final Catalogue catalogue;
  private final Semaphore streams = new Semaphore(STREAMS);
  private volatile boolean closed;

  EventStream(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void serve(Context ctx) throws InterruptedException {
    ExperimentRecord experiment = catalogue.experiment(ctx.pathParam("exp"));
    String after = ctx.header("Last-Event-ID");
    Long from = rowNumber(after == null ? ctx.queryParam("after") : after);
    if (!streams.tryAcquire()) {
      throw new Refusal(
          503,
          "Too many pages watch runs.",
          "Close some; this page shows the state when reloaded.");
    }
    try {
      ctx.res().setContentType("text/event-stream; charset=utf-8");
      ctx.res().setHeader("Cache-Control", "no-store");
      stream(ctx.res().getOutputStream(), experiment.id(), from);
    } catch (IOException e) {
      // the page was closed
    } finally {
      streams.release();
    }
  }

  private static @Nullable Long rowNumber(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,15}") ? Long.valueOf(text) : null;
  }

  private void stream(OutputStream out, String id, @Nullable Long after)
      throws IOException, InterruptedException {
    Standing standing = catalogue.standing(catalogue.experiment(id));
    long seq = after == null ? standing.seq() : after;
    send(out, "snapshot", seq, standing);
    long spoke = System.nanoTime();
    // a run ends before its last event is written: one more look after it has ended
    boolean looks = standing.running();
    while (!closed) {
      ExperimentRecord now = catalogue.experiment(id);
      List<Event.Numbered> batch = catalogue.lab().of(now).events(seq);
      for (Event.Numbered event : condensed(batch)) {
        send(out, name(event.event()), event.seq(), event.event());
        seq = event.seq();
        spoke = System.nanoTime();
      }
      Standing then = standing;
      standing = catalogue.standing(now);
      if (!then.state().equals(standing.state())) {
        send(out, "snapshot", seq, standing);
      }
      if (batch.isEmpty() && now.state() != ExperimentRecord.State.RUNNING && !looks) {
        send(out, "end", seq, standing);
        return;
      }
      looks = looks && now.state() == ExperimentRecord.State.RUNNING;
      if (System.nanoTime() - spoke > COMMENT_MILLIS * 1_000_000) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        spoke = System.nanoTime();
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// Without the steps that a later step of the same part replaces.
  private static List<Event.Numbered> condensed(List<Event.Numbered> batch) {
    var kept = new ArrayList<Event.Numbered>();
    for (Event.Numbered event : batch) {
      if (!kept.isEmpty() && samePart(kept.getLast().event(), event.event())) {
        kept.removeLast();
      }
      kept.add(event);
    }
    return kept;
  }

  private static boolean samePart(Event earlier, Event later) {
    return earlier instanceof Event.Advanced a
        && later instanceof Event.Advanced b
        && a.progress().stage().equals(b.progress().stage())
        && a.progress().what().equals(b.progress().what());
  }

  private static String name(Event event) {
    return switch (event) {
      case Event.Started _ -> "started";
      case Event.Advanced _ -> "advanced";
      case Event.Finished _ -> "finished";
      case Event.Stopped _ -> "stopped";
    };
  }

  private static void send(OutputStream out, String name, long seq, Object data)
      throws IOException {
    String text =
        "event: %s\nid: %d\ndata: %s\n\n"
            .formatted(name, seq, Json.MAPPER.writeValueAsString(data));
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    closed = true;
  }
}
