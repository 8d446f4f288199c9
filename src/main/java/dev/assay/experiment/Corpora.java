package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The corpora of an experiment as they were read.
///
/// @param hashes of each, by its name in the file, in the order of the file
/// @param ofChunkings the hash of what each chunking of the experiment cuts, by its name
public record Corpora(Map<String, String> hashes, Map<String, String> ofChunkings) {

  /// The corpora of a file.
  ///
  /// @param hashes in the order of the file
  public static Corpora of(ExperimentFile file, List<String> hashes) {
    var byName = new LinkedHashMap<String, String>();
    var byChunking = new LinkedHashMap<String, String>();
    var chunkings = new ArrayList<>(file.factors().chunkings());
    int each = file.factors().chunking().size();
    for (int i = 0; i < hashes.size(); i++) {
      byName.put(file.corpora().get(i).name(), hashes.get(i));
      for (var chunking : chunkings.subList(i * each, (i + 1) * each)) {
        byChunking.put(chunking.name(), hashes.get(i));
      }
    }
    return new Corpora(byName, byChunking);
  }

  /// Reads what [#toString] wrote.
  public static Corpora of(ExperimentRecord experiment, ExperimentFile file) {
    return of(file, List.of(experiment.corpus().split(",")));
  }

  public boolean several() {
    return hashes.size() > 1;
  }

  /// The hash of the corpus that a chunking of the experiment cuts.
  public String of(Named<?> chunking) {
    return Objects.requireNonNull(ofChunkings.get(chunking.name()));
  }

  /// The chunkings of one corpus, in the order of the file.
  ///
  /// @param hash of the corpus
  public List<String> chunkingsOf(String hash) {
    return ofChunkings.entrySet().stream()
        .filter(chunking -> chunking.getValue().equals(hash))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Twelve characters that change when a corpus does.
  public String mark() {
    String all = toString();
    return (several() ? Sha256.of(all) : all).substring(0, 12);
  }

  /// The hash, or all of them with commas between.
  @Override
  public String toString() {
    return hashes.values().stream().collect(Collectors.joining(","));
  }
}
