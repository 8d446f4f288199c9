package dev.assay.plan;

import dev.assay.experiment.Configuration;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Models;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.Timings;
import dev.assay.milvus.EngineInfo;
import dev.assay.run.Indexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is there of the legs that a run would fetch. Chunks are cut and terms counted, as the run
/// would; nothing is searched, and no engine starts.
final class PlannedLegs {
  private final LegStore legs;
  private final Indexes indexes;
  private final Prepared prepared;
  private final List<Indexes.Content> contents;
  private final Manifest manifest;
  private final Rankings rankings;
  private final String server;
  private final Map<LegStore.Key, Set<String>> there = new HashMap<>();

  /// @param prepared without the configurations whose chunks cannot be cut yet
  PlannedLegs(
      LegStore legs,
      Indexes indexes,
      Prepared prepared,
      List<Indexes.Content> contents,
      String server,
      Models models,
      Rerankers rerankers) {
    this.legs = legs;
    this.indexes = indexes;
    this.prepared = prepared;
    this.contents = contents;
    this.server = server;
    this.manifest =
        Manifest.of(
            new EngineInfo(server, ""),
            prepared,
            contents.stream()
                .map(content -> Indexes.entry(content, content.lexicon().chunks(), 0))
                .toList(),
            models,
            rerankers);
    this.rankings = new Rankings(legs, manifest, prepared.file().depth());
  }

  Manifest manifest() {
    return manifest;
  }

  Rankings rankings() {
    return rankings;
  }

  /// How many chunks a chunking has.
  int chunks(Configuration configuration) {
    return manifest.chunks(configuration.chunking().name());
  }

  /// The questions whose legs, and order where the configuration is reranked, are all there.
  int cached(Configuration configuration) {
    var keys = new ArrayList<>(rankings.keys(configuration));
    LegStore.Key reranked = rankings.rerankedKey(configuration);
    if (reranked != null) {
      keys.add(reranked);
    }
    return (int)
        prepared.queries().stream()
            .filter(query -> keys.stream().allMatch(key -> there(key).contains(query)))
            .count();
  }

  /// What Milvus would have to do; without the chunkings that cannot be cut yet.
  Plan.Engine engine(Timings timings) {
    long rows = 0;
    int collections = 0;
    for (Indexes.Content content : contents) {
      if (!indexes.complete(content)) {
        collections++;
        rows += content.lexicon().chunks();
      }
    }
    int searches = 0;
    double looked = 0;
    var done = new HashSet<LegStore.Key>();
    for (Configuration configuration : prepared.configurations()) {
      for (LegStore.Key key : rankings.keys(configuration)) {
        if (done.add(key)) {
          int missing = (int) prepared.queries().stream().distinct().count() - there(key).size();
          searches += missing;
          looked += (double) missing * manifest.chunksOf(key.collection());
        }
      }
    }
    return new Plan.Engine(collections, rows, searches, time(timings, rows, looked));
  }

  private Timings.@Nullable Time time(Timings timings, long rows, double looked) {
    var filling = timings.of(Timings.index(server));
    var searching = timings.of(Timings.search(server));
    if (rows == 0 && looked == 0) {
      return Timings.Time.NOTHING;
    }
    if ((rows > 0 && filling == null) || (looked > 0 && searching == null)) {
      return null;
    }
    double low = 0;
    double high = 0;
    String from = "";
    if (rows > 0 && filling != null) {
      low += rows * filling.low();
      high += rows * filling.high();
      from = filling.from();
    }
    if (looked > 0 && searching != null) {
      low += looked * searching.low();
      high += looked * searching.high();
      from = searching.from();
    }
    return new Timings.Time(low, high, from);
  }

  private Set<String> there(LegStore.Key key) {
    return there.computeIfAbsent(
        key,
        k -> {
          var found = new HashSet<String>();
          for (String query : new HashSet<>(prepared.queries())) {
            if (legs.contains(k, query)) {
              found.add(query);
            }
          }
          return found;
        });
  }
}
