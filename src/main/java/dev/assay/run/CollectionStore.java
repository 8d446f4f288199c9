package dev.assay.run;

import dev.assay.AssayException;
import dev.assay.corpus.Chunk;
import dev.assay.experiment.Ledger;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.EngineInfo;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.Row;
import java.util.Optional;
import java.util.SortedMap;

/// The collections that were filled, and in which engine.
public final class CollectionStore {
  private final Ledger ledger;

  CollectionStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /// A collection that holds all its chunks.
  ///
  /// @param truncated chunks of which the model saw only the beginning
  record Filled(EngineInfo engine, int chunks, int truncated) {}

  Optional<Filled> find(String name) {
    return ledger.first(
        "select engine, chunks, truncated from collection where name = ?",
        row -> {
          String[] engine = row.getString(1).split(" ", 2);
          return new Filled(new EngineInfo(engine[0], engine[1]), row.getInt(2), row.getInt(3));
        },
        name);
  }

  /// Loads what was sent and keeps that it is there.
  ///
  /// @param chunks that were sent
  /// @throws AssayException if Milvus does not hold as many
  Filled filled(Milvus milvus, String name, ChunkCollection collection, int chunks, int truncated) {
    long count = collection.load();
    if (count != chunks) {
      throw new AssayException(
          "collection %s holds %d chunks after %d were sent: run again, and if it stays so look at the engine's log"
              .formatted(name, count, chunks));
    }
    EngineInfo engine = milvus.engine();
    ledger.update(
        "insert or replace into collection values (?, ?, ?, ?)",
        name,
        engine.name() + " " + engine.version(),
        chunks,
        truncated);
    return new Filled(engine, chunks, truncated);
  }

  /// What a collection stores of a chunk.
  ///
  /// @param text as it is stored
  public static Row row(Chunk chunk, String text, float[] dense, SortedMap<Long, Float> sparse) {
    return new Row(
        chunk.id(),
        chunk.document(),
        chunk.span().start(),
        chunk.span().end(),
        text,
        dense,
        sparse);
  }
}
