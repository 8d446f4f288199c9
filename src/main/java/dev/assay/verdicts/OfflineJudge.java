package dev.assay.verdicts;

import dev.assay.AssayException;
import dev.assay.embed.Verifier;
import dev.assay.experiment.JudgeSettings;
import dev.assay.judge.ClaimReader;
import dev.assay.judge.ClaimVerifier;
import dev.assay.judge.Judge;
import dev.assay.judge.OfflineVerifier;
import org.jspecify.annotations.Nullable;

/// Who judges where no language model is asked: the ONNX verifier of the settings, or the built-in
/// one.
///
/// @param model null for the built-in one
public record OfflineJudge(Judge judge, @Nullable Verifier model) implements AutoCloseable {
  /// Opens the judge that the settings name where no language model is asked.
  ///
  /// @throws AssayException if the settings' directory holds no verifier
  public static OfflineJudge open(JudgeSettings settings, WordVectors vectors) {
    if (settings.verifier() == null || settings.count() == 0) {
      return new OfflineJudge(new OfflineVerifier(vectors), null);
    }
    var model = new Verifier(settings.verifier());
    return new OfflineJudge(new ClaimVerifier(model.name(), reader(model)), model);
  }

  private static ClaimReader reader(Verifier model) {
    return (sentences, claim) -> {
      String unreadable = model.unreadable(claim);
      if (unreadable != null) {
        return new ClaimReader.Unread(unreadable);
      }
      var reading = model.read(sentences, claim);
      return new ClaimReader.Read(reading.support(), reading.contradiction());
    };
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
