package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.judge.ChatModel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A chat model that answers a request it has seen before from the ledger. Only answers are kept; a
/// failed call is tried again by the next run.
final class CachedChat implements ChatModel {
  private final ChatModel model;
  private final Ledger ledger;
  private final AtomicInteger calls = new AtomicInteger();

  CachedChat(ChatModel model, Ledger ledger) {
    this.model = model;
    this.ledger = ledger;
  }

  /// How many requests went to the model.
  int calls() {
    return calls.get();
  }

  @Override
  public String fingerprint() {
    return model.fingerprint();
  }

  @Override
  public Reply reply(Request request) {
    String key =
        new Sha256()
            .add(model.fingerprint())
            .add(request.task())
            .add(request.system())
            .add(request.user())
            .add(request.schema())
            .add(String.valueOf(request.maxTokens()))
            .hex();
    Optional<Answered> known =
        ledger.first(
            "select text, input_tokens, output_tokens from reply where key = ?",
            row ->
                new Answered(
                    row.getString(1), (Integer) row.getObject(2), (Integer) row.getObject(3)),
            key);
    if (known.isPresent()) {
      return known.get();
    }
    calls.incrementAndGet();
    Reply reply = model.reply(request);
    if (reply instanceof Answered answered) {
      ledger.update(
          "insert or replace into reply values (?, ?, ?, ?, ?)",
          key,
          request.task(),
          answered.text(),
          answered.inputTokens(),
          answered.outputTokens());
    }
    return reply;
  }
}
