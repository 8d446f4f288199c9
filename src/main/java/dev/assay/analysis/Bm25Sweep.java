package dev.assay.analysis;

import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Corpora;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Reranker;
import dev.assay.experiment.Retrieval;
import dev.assay.experiment.Stored;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lexical.Analyzer;
import dev.assay.lexical.Lexicon;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.Row;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Weighted.Normalisation;
import dev.assay.run.BestHits;
import dev.assay.run.CollectionStore;
import dev.assay.run.Lexicons;
import dev.assay.run.SparseLegs;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tries BM25 settings, and fusions on top of each, without a search and without a vector: the
/// sparse legs are computed here from the stored documents, the dense ones are those that were
/// stored. The setting that wins is checked once against Milvus.
final class Bm25Sweep {
  private static final int WINDOW = 500;

  private final ExperimentFile file;
  private final Corpora corpora;
  private final CorpusStore documents;
  private final Cutter cutter;
  private final Lexicons lexicons;
  private final Rankings rankings;
  private final Bm25Grid grid;
  private final SparseLegs legs;
  private final List<String> queries;
  private final Map<String, Integer> numbers = new HashMap<>();

  Bm25Sweep(Stored stored, Rankings rankings, Bm25Grid grid) {
    this.file = stored.file();
    this.corpora = stored.corpora();
    this.documents = stored.documents();
    this.cutter = stored.cutter();
    this.lexicons = new Lexicons(stored.ledger(), documents, cutter);
    this.rankings = rankings;
    this.grid = grid;
    this.legs = new SparseLegs(documents, cutter, file.depth());
    this.queries = stored.questions().stream().map(GoldenQuestion::question).distinct().toList();
    queries.forEach(query -> numbers.put(query, numbers.size()));
  }

  /// Tries every setting of the grid.
  ///
  /// @return empty where no question is scored under every setting
  Optional<Sweep> sweep(Sweeper sweeper) {
    boolean dense =
        file.factors().retrieval().stream().anyMatch(r -> r.value() instanceof Retrieval.Dense);
    List<FusionRow> rows =
        dense
            ? FusionRow.coarse(file.depth())
            : List.of(new FusionRow(file.depth(), Normalisation.RANK, List.of(0.0)));
    List<@Nullable Model> models = new ArrayList<>();
    if (dense) {
      models.addAll(file.factors().model());
    } else {
      models.add(null);
    }
    return sweeper.sweep(
        file.factors().chunkings().stream()
            .flatMap(chunking ->
                analyzers().stream().flatMap(analyzer -> pairs(chunking, analyzer, models))),
        rows);
  }

  private List<Analyzer> analyzers() {
    if (!grid.analyzers().isEmpty()) {
      return grid.analyzers();
    }
    return Stream.concat(
            file.factors().retrieval().stream()
                .map(Named::value)
                .filter(Retrieval.Bm25.class::isInstance)
                .map(bm25 -> ((Retrieval.Bm25) bm25).analyzer()),
            Stream.of(Analyzer.STANDARD))
        .distinct()
        .toList();
  }

  /// A pass over the chunks is made when its first pair is asked for.
  private Stream<Sweeper.Pair> pairs(
      Named<Chunking> chunking, Analyzer analyzer, List<@Nullable Model> models) {
    List<Retrieval.Bm25> settings = grid.of(analyzer);
    int size = legs.settingsAPass(queries.size());
    String corpus = corpora.of(chunking);
    var chunks = new Chunks(documents, cutter, corpus, chunking.value());
    return Stream.iterate(0, from -> from < settings.size(), from -> from + size)
        .map(from -> settings.subList(from, Math.min(from + size, settings.size())))
        .flatMap(pass -> {
          List<List<BestHits>> found =
              legs.of(
                  corpus,
                  chunking.value(),
                  lexicons.of(corpus, chunking.value(), pass.getFirst()),
                  pass,
                  queries);
          return Stream.iterate(0, i -> i < pass.size(), i -> i + 1)
              .flatMap(i ->
                  models.stream()
                      .map(model -> pair(chunking, chunks, model, pass.get(i), found.get(i))));
        });
  }

  private Sweeper.Pair pair(
      Named<Chunking> chunking,
      Chunks chunks,
      @Nullable Model model,
      Retrieval.Bm25 bm25,
      List<BestHits> found) {
    return new Sweeper.Pair(
        new Sweeper.Names(
            chunking.name(), model == null ? "none" : model.name(), Bm25Grid.name(bm25)),
        chunks,
        question -> {
          int number = Objects.requireNonNull(numbers.get(question.question()));
          Leg sparse = new Leg("sparse", found.get(number).ranking());
          if (model == null) {
            return Optional.of(List.of(new Leg("dense", Ranking.EMPTY), sparse));
          }
          var dense =
              new Configuration(
                  "",
                  chunking,
                  model,
                  new Named<>("dense", new Retrieval.Dense()),
                  null,
                  null,
                  new Named<>("none", new Reranker.None()));
          return rankings
              .legs(dense, question.question())
              .map(leg -> List.of(leg.getFirst(), sparse));
        });
  }

  /// Has Milvus search the sparse vectors of the winner, in a collection that is dropped afterwards
  /// and whose dense vectors are a placeholder of two dimensions.
  Parity parity(Sweep.Setting best, Milvus milvus) {
    Named<Chunking> chunking =
        file.factors().chunkings().stream()
            .filter(candidate -> candidate.name().equals(best.chunking()))
            .findFirst()
            .orElseThrow();
    Retrieval.Bm25 bm25 =
        analyzers().stream()
            .flatMap(analyzer -> grid.of(analyzer).stream())
            .filter(setting -> Bm25Grid.name(setting).equals(best.bm25()))
            .findFirst()
            .orElseThrow();
    String corpus = corpora.of(chunking);
    Lexicon lexicon = lexicons.of(corpus, chunking.value(), bm25);
    List<Ranking> computed =
        legs.of(corpus, chunking.value(), lexicon, List.of(bm25), queries).getFirst().stream()
            .map(BestHits::ranking)
            .toList();
    String name = "sweep_" + Sha256.of(corpus + chunking.value() + bm25).substring(0, 24);
    milvus.drop(name);
    try {
      ChunkCollection collection = milvus.create(name, 2);
      rows(corpus, chunking.value(), lexicon, collection::upsert);
      collection.load();
      List<Ranking> searched =
          collection.sparse(queries.stream().map(lexicon::query).toList(), file.depth()).rankings();
      return ParityCheck.sparse(
          milvus.engine().name() + " " + milvus.engine().version(),
          best.bm25(),
          computed,
          searched);
    } finally {
      milvus.drop(name);
    }
  }

  private void rows(
      String corpus, Chunking chunking, Lexicon lexicon, Consumer<List<Row>> consumer) {
    var rows = new ArrayList<Row>();
    documents.each(
        corpus,
        document -> {
          for (Chunk chunk : cutter.cut(chunking, document)) {
            rows.add(
                CollectionStore.row(chunk, "", new float[] {1, 0}, lexicon.document(chunk.text())));
            if (rows.size() == WINDOW) {
              consumer.accept(List.copyOf(rows));
              rows.clear();
            }
          }
        });
    if (!rows.isEmpty()) {
      consumer.accept(List.copyOf(rows));
    }
  }
}
