package dev.assay.experiment;

import dev.assay.judge.ChatSettings;
import dev.assay.judge.local.LocalChat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A language model that settings name.
public sealed interface LanguageModel {
  /// As results call it.
  String name();

  /// How many calls it takes at once.
  int concurrency();

  /// Where it is asked; null for one that runs here.
  @Nullable ChatSettings endpoint();

  /// One behind an endpoint.
  record Endpoint(ChatSettings endpoint) implements LanguageModel {
    @Override
    public String name() {
      return endpoint.name();
    }

    @Override
    public int concurrency() {
      return endpoint.pace().concurrency();
    }
  }

  /// A GGUF file, run here in a process of its own.
  record Local(Path file) implements LanguageModel {
    /// `./m.gguf` is `m.gguf`.
    public Local {
      file = file.normalize();
    }

    @Override
    public @Nullable ChatSettings endpoint() {
      return null;
    }

    @Override
    public String name() {
      return LocalChat.name(file);
    }

    @Override
    public int concurrency() {
      return 1;
    }
  }
}
