package dev.assay.experiment;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a later run is held against: the values of the runs that matter, question by question. Kept
/// under a tag in the ledger, or in a file.
///
/// @param corpus the corpus hash
/// @param golden the hash of the golden questions
/// @param pick the id of the configuration that ships: what `assay decide` named, or the baseline
/// @param best the id with the highest mean; null where none was scored
/// @param baseline the id of `decision.baseline`
/// @param questions those that can be answered, by id
/// @param runs by id
public record Baseline(
    String experiment,
    String corpus,
    String golden,
    String pick,
    @Nullable String best,
    String baseline,
    Map<String, Asked> questions,
    Map<String, StoredRun> runs) {
  public Baseline {
    questions = new TreeMap<>(questions);
    runs = new TreeMap<>(runs);
  }

  /// A question as it was asked.
  ///
  /// @param document its source document
  /// @param fingerprint of its words and the text of its evidence
  public record Asked(String document, String fingerprint) {}

  /// One configuration's values.
  ///
  /// @param values measure to question to value; without the questions that have none
  public record StoredRun(String id, String label, Map<String, Map<String, Double>> values) {
    /// The values of a measure, by question; null where it was not stored.
    public @Nullable Map<String, Double> of(String measure) {
      return values.get(measure);
    }
  }

  /// The run that a name stands for: `pick`, `best`, `baseline`, an id or a label; null for none.
  public @Nullable StoredRun run(String name) {
    String id =
        switch (name) {
          case "pick" -> pick;
          case "best" -> best;
          case "baseline" -> baseline;
          default -> name;
        };
    if (id == null) {
      return null;
    }
    StoredRun byId = runs.get(id);
    return byId != null
        ? byId
        : runs.values().stream().filter(run -> run.label().equals(id)).findFirst().orElse(null);
  }

  /// The run that plays the part of another experiment's: of the same name, or of the same label.
  public @Nullable StoredRun counterpart(String name, StoredRun of) {
    return switch (name) {
      case "pick", "best", "baseline" -> run(name);
      default ->
          runs.values().stream()
              .filter(run -> run.label().equals(of.label()))
              .findFirst()
              .orElse(null);
    };
  }
}
