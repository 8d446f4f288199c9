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
    if (reply instanceof Answered answered) {
      synchronized (byTask) {
        byTask.merge(request.task(), Usage.of(answered), Usage::plus);
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
