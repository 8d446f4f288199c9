package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.judge.ChatSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Who answers the questions whose answers are judged.
public sealed interface AnswererSettings {
  /// The model that is asked; null where none is.
  @Nullable LanguageModel languageModel();

  /// Sentences of the chunks, as they stand there.
  record Extractive() implements AnswererSettings {
    @Override
    public @Nullable LanguageModel languageModel() {
      return null;
    }
  }

  /// A language model behind an endpoint.
  record Llm(@JsonProperty(required = true) ChatSettings model) implements AnswererSettings {
    public Llm {
      Secret.check("key", model.key());
    }

    @Override
    public LanguageModel languageModel() {
      return new LanguageModel.Endpoint(model);
    }
  }

  /// A language model that runs here.
  ///
  /// @param path of a GGUF file
  record Local(@JsonProperty(required = true) Path path) implements AnswererSettings {
    @Override
    public LanguageModel languageModel() {
      return new LanguageModel.Local(path);
    }
  }
}
