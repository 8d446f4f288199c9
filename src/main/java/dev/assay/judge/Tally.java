package dev.assay.judge;

import java.util.Map;
import java.util.TreeMap;

/// A chat model that counts what each task asked of the one behind it. Thread safe.
public final class Tally implements ChatModel {
  private final ChatModel model;
  private final Map<String, Usage> byTask = new TreeMap<>();

  public Tally(ChatModel model) {
    this.model = model;
  }

  @Override
  public String fingerprint() {
    return model.fingerprint();
  }

  @Override
  public Reply reply(Request request) {
    Reply reply = model.reply(request);
    Usage usage =
        switch (reply) {
          case Answered answered -> Usage.of(answered);
          case Unanswered unanswered -> unanswered.usage();
        };
    if (usage.requests() > 0) {
      synchronized (byTask) {
        byTask.merge(request.task(), usage, Usage::plus);
      }
    }
    return reply;
  }

  /// By the name of the task, ascending.
  public Map<String, Usage> usage() {
    synchronized (byTask) {
      return new TreeMap<>(byTask);
    }
  }
}
