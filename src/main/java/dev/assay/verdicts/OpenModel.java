package dev.assay.verdicts;

import dev.assay.AssayException;
import dev.assay.experiment.Budget;
import dev.assay.experiment.CachedChat;
import dev.assay.experiment.FileHashes;
import dev.assay.experiment.LanguageModel;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Result;
import dev.assay.experiment.Secret;
import dev.assay.judge.ChatModel;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Usage;
import dev.assay.judge.local.LocalChat;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A language model that settings name, opened. A reply that the ledger knows is not asked for
/// again.
public final class OpenModel implements AutoCloseable {
  /// Items under way for each call that an endpoint takes at once: while those in trouble wait to
  /// be tried again, there are others whose first try keeps the endpoint busy.
  private static final int ITEMS_A_CALL = 8;

  private final LanguageModel source;
  private final ChatModel model;
  private final CachedChat chat;

  private OpenModel(
      LanguageModel source, ChatModel model, Budget.Spending spending, Ledger ledger) {
    this.source = source;
    this.model = model;
    this.chat = new CachedChat(model, source.endpoint(), spending, ledger);
  }

  /// Opens a language model.
  ///
  /// @param source null for none
  /// @param spending what its requests count in
  /// @return null where there is none to open
  /// @throws AssayException if a key is missing, or a file is no model
  public static @Nullable OpenModel open(
      @Nullable LanguageModel source, Budget.Spending spending, Ledger ledger) {
    return switch (source) {
      case null -> null;
      case LanguageModel.Endpoint(var settings) ->
          new OpenModel(
              source,
              new OpenAiChat(settings.withKey(Secret.resolve(settings.key()))),
              spending,
              ledger);
      case LanguageModel.Local(var file) -> {
        LocalChat.check(file);
        yield new OpenModel(
            source, new LocalChat(file, new FileHashes(ledger).of(file)), spending, ledger);
      }
    };
  }

  /// How many items to judge at once: a processor each without a model.
  public static int itemsAtOnce(@Nullable OpenModel model) {
    return model == null
        ? Runtime.getRuntime().availableProcessors()
        : ITEMS_A_CALL * model.source.concurrency();
  }

  /// The model, asked for what the ledger does not know.
  public CachedChat chat() {
    return chat;
  }

  /// As results call it.
  public String name() {
    return source.name();
  }

  /// What some of its replies came to; the cost is not known where it has no price.
  public Result.Cost cost(Collection<Usage> usages) {
    return Result.Cost.of(usages, source.endpoint());
  }

  /// Ends the process of a local model.
  @Override
  public void close() {
    if (model instanceof LocalChat local) {
      local.close();
    }
  }
}
