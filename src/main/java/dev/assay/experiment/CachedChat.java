package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.BudgetReached;
import dev.assay.Sha256;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A chat model that answers a request it has seen before from the ledger, and asks once for equal
/// requests that are made at once. Only answers are kept; a failed call is tried again by the next
/// run.
public final class CachedChat implements ChatModel {
  private final ChatModel model;
  private final @Nullable ChatSettings endpoint;
  private final Ledger ledger;
  private final Budget.Spending spending;
  private final BusyTime busy;
  private final ConcurrentMap<String, FutureTask<Reply>> underWay = new ConcurrentHashMap<>();

  /// @param endpoint that the model is behind; null for none, whose calls cost no money
  /// @param spending what the requests count in
  public CachedChat(
      ChatModel model, @Nullable ChatSettings endpoint, Budget.Spending spending, Ledger ledger) {
    this.model = model;
    this.endpoint = endpoint;
    this.ledger = ledger;
    this.spending = spending;
    this.busy = new BusyTime(endpoint == null ? 1 : endpoint.pace().concurrency());
  }

  @Override
  public String fingerprint() {
    return model.fingerprint();
  }

  /// @throws BudgetReached if the ledger does not know the reply and asking would go beyond the
  ///   budget
  @Override
  public Reply reply(Request request) {
    String key = key(request);
    var ours = new FutureTask<>(() -> keptOrAsked(key, request));
    var theirs = underWay.putIfAbsent(key, ours);
    if (theirs != null) {
      return reply(theirs);
    }
    try {
      ours.run();
      return reply(ours);
    } finally {
      underWay.remove(key);
    }
  }

  /// A second repair often says what the first did, and is another question all the same.
  private String key(Request request) {
    var key =
        new Sha256()
            .add(model.fingerprint())
            .add(request.task())
            .add(request.system())
            .add(request.user())
            .add(request.schema())
            .add(String.valueOf(request.maxTokens()));
    if (request.tries() > 1) {
      key.add(String.valueOf(request.tries()));
    }
    return key.hex();
  }

  private static Reply reply(FutureTask<Reply> call) {
    try {
      return call.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Unanswered("interrupted");
    } catch (ExecutionException e) {
      throw Concurrent.cause(e);
    }
  }

  private Reply keptOrAsked(String key, Request request) {
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
    BigDecimal most = endpoint == null ? BigDecimal.ZERO : most(request, endpoint);
    try {
      spending.reserve(most);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Unanswered.notAsked("interrupted");
    }
    busy.begin();
    Reply reply = null;
    BusyTime.Busy ended;
    try {
      reply = model.reply(request);
    } finally {
      ended = busy.end();
      settle(most, reply);
    }
    // First of all: what is not written when the process dies is paid for again.
    if (reply instanceof Answered answered) {
      ledger.update(
          "insert or replace into reply values (?, ?, ?, ?, ?)",
          key,
          request.task(),
          answered.text(),
          answered.inputTokens(),
          answered.outputTokens());
    }
    tell(ended);
    return reply;
  }

  private void tell(BusyTime.Busy ended) {
    try {
      new Timings(ledger).add(Timings.chat(model.fingerprint()), ended.calls(), ended.seconds());
    } catch (AssayException _) {
      // How long it took is not worth the reply, which is paid for.
    }
  }

  /// @param reply null where the call ended in an exception
  private void settle(@Nullable BigDecimal most, @Nullable Reply reply) {
    switch (reply) {
      case null -> spending.settle(most, null);
      case Answered answered -> spending.settle(most, cost(Usage.of(answered)));
      case Unanswered none when !none.asked() -> spending.release(most);
      case Unanswered none -> spending.settle(most, none.everything() ? cost(none.usage()) : null);
    }
  }

  /// A reply that is cut is asked for once more, with twice the limit.
  private @Nullable BigDecimal most(Request request, ChatSettings endpoint) {
    long limit = endpoint.sampling().limit(request.maxTokens());
    return cost(new Usage(1, 2 * request.promptTokens(), limit + 2 * limit));
  }

  private @Nullable BigDecimal cost(Usage usage) {
    return endpoint == null ? null : endpoint.prices().of(usage);
  }
}
