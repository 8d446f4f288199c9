package dev.assay.verdicts;

import dev.assay.AssayException;
import dev.assay.experiment.Budget;
import dev.assay.experiment.CachedChat;
import dev.assay.experiment.FileHashes;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Result;
import dev.assay.experiment.Secret;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Prompts;
import dev.assay.judge.Usage;
import dev.assay.judge.local.LocalChat;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The language model that some judge settings name, opened. A reply that the ledger knows is not
/// asked for again.
public final class JudgeModel implements AutoCloseable {
  /// Items under way for each call that an endpoint takes at once: while those in trouble wait to
  /// be tried again, there are others whose first try keeps the endpoint busy.
  private static final int ITEMS_A_CALL = 8;

  private final String name;
  private final int repairs;
  private final int concurrency;
  private final @Nullable ChatSettings endpoint;
  private final ChatModel model;
  private final CachedChat chat;

  private JudgeModel(
      String name,
      int repairs,
      int concurrency,
      @Nullable ChatSettings endpoint,
      ChatModel model,
      Budget.Spending spending,
      Ledger ledger) {
    this.name = name;
    this.repairs = repairs;
    this.concurrency = concurrency;
    this.endpoint = endpoint;
    this.model = model;
    this.chat = new CachedChat(model, endpoint, spending, ledger);
  }

  /// Opens the language model of the settings; null where they name none.
  ///
  /// @param spending what its requests count in
  /// @return null where the settings name no language model
  /// @throws AssayException if a key is missing, or a file is no model
  public static @Nullable JudgeModel open(
      JudgeSettings settings, Budget.Spending spending, Ledger ledger) {
    var http = settings.model();
    if (http != null) {
      var endpoint = new OpenAiChat(http.withKey(Secret.resolve(http.key())));
      return new JudgeModel(
          http.name(),
          settings.repairs(),
          http.pace().concurrency(),
          http,
          endpoint,
          spending,
          ledger);
    }
    Path file = settings.local();
    if (file != null) {
      LocalChat.check(file);
      var local = new LocalChat(file, new FileHashes(ledger).of(file));
      return new JudgeModel(
          LocalChat.name(file), settings.repairs(), 1, null, local, spending, ledger);
    }
    return null;
  }

  /// How many items to judge at once: a processor each without a model.
  public static int itemsAtOnce(@Nullable JudgeModel model) {
    return model == null
        ? Runtime.getRuntime().availableProcessors()
        : ITEMS_A_CALL * model.concurrency;
  }

  /// The model, asked for what the ledger does not know.
  public CachedChat chat() {
    return chat;
  }

  /// A judge that asks the model.
  ///
  /// @param asked the model, with what is wanted around it
  public LanguageModelJudge judge(ChatModel asked, Prompts prompts) {
    return new LanguageModelJudge(asked, name, prompts, repairs);
  }

  /// What some of its replies came to; the cost is not known where it has no price.
  public Result.Cost cost(Collection<Usage> usages) {
    return Result.Cost.of(usages, endpoint);
  }

  /// Ends the process of a local model.
  @Override
  public void close() {
    if (model instanceof LocalChat local) {
      local.close();
    }
  }
}
