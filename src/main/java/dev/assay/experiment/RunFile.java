package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.corpus.Chunking;
import dev.assay.golden.GoldenQuestion;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.ranking.TrecWord;
import dev.assay.ranking.UnitRanking;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rankings of another system, from a TREC run file whose ids are the documents of the corpus,
/// or chunks of one chunking.
///
/// An id that is neither keeps its rank and counts as a hit that nobody judged. Not thread safe.
public final class RunFile implements Compared {
  /// What stands in place of a configuration's retrieval.
  private static final String KIND = "run file";

  private final String name;
  private final Path path;
  private final Stored stored;
  private final Chunks chunks;
  private final @Nullable Named<Chunking> chunking;
  private final boolean complete;
  private final Map<String, Ranking> rankings;
  private final List<String> unknownQuestions;
  private final int beyondDepth;
  private final boolean ranksDocuments;
  private final Map<String, Integer> sizes = new HashMap<>();

  private RunFile(
      String name, Path path, Stored stored, @Nullable Named<Chunking> chunking, RunFiles how) {
    this.name = name;
    this.path = path;
    this.stored = stored;
    this.chunking = chunking;
    // whether a document is known is the same under each
    Named<Chunking> any =
        chunking == null ? stored.file().factors().chunkings().getFirst() : chunking;
    this.chunks = stored.cuts().of(any);
    this.complete = how.complete();
    this.rankings = new LinkedHashMap<>();
    this.unknownQuestions = new ArrayList<>();
    this.beyondDepth = read();
    this.ranksDocuments = hitsOnParts().anyMatch(hit -> document(hit.id()).isPresent());
  }

  /// Reads a run and says which of it can be measured here.
  ///
  /// @throws InvalidInput with every malformed line, or where nothing of it can be measured
  public static RunFile read(String name, Path path, Stored stored, RunFiles how) {
    List<Named<Chunking>> all = stored.file().factors().chunkings();
    Named<Chunking> chunking = all.size() == 1 ? all.getFirst() : null;
    String wanted = how.chunking();
    if (wanted != null) {
      chunking =
          all.stream()
              .filter(one -> one.name().equals(wanted))
              .findFirst()
              .orElseThrow(() ->
                  stored.wrong(
                      "no chunking '%s'".formatted(wanted),
                      Nearest.suggestion(wanted, names(all))));
    }
    return new RunFile(name, path, stored, chunking, how);
  }

  private static List<String> names(List<Named<Chunking>> all) {
    return all.stream().map(Named::name).toList();
  }

  /// @return how many hits stand beyond the depth of the experiment
  private int read() {
    var ids = new HashMap<String, String>();
    stored.questions().forEach(question -> ids.put(TrecWord.of(question.id()), question.id()));
    stored.questions().forEach(question -> ids.putIfAbsent(question.id(), question.id()));
    var answerable =
        stored.questions().stream()
            .filter(GoldenQuestion::answerable)
            .map(GoldenQuestion::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Run run = TrecRun.read(path, TrecRun.Ties.TREC_EVAL);
    int beyond = 0;
    for (var ranking : run.byQuestion().entrySet()) {
      String question = ids.get(ranking.getKey());
      if (question == null) {
        unknownQuestions.add(ranking.getKey());
      } else if (answerable.contains(question)) {
        Ranking top = ranking.getValue().top(stored.file().depth());
        beyond += ranking.getValue().size() - top.size();
        rankings.put(question, top);
      }
    }
    if (rankings.isEmpty()) {
      throw wrong(
          run.byQuestion().isEmpty()
              ? "has no line with a hit"
              : "ranks no golden question of %s that has evidence"
                  .formatted(stored.experiment().id()),
          run.byQuestion().isEmpty()
              ? null
              : "its questions are %s, the golden ones %s"
                  .formatted(
                      Comparison.Some.of(List.copyOf(run.byQuestion().keySet())),
                      Comparison.Some.of(List.copyOf(answerable))));
    }
    return beyond;
  }

  private InvalidInput wrong(String message, @Nullable String suggestion) {
    return new InvalidInput(Problem.error(path.toString(), 0, 0, message, suggestion));
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public Map<String, String> factors() {
    var factors = new LinkedHashMap<String, String>();
    if (chunking != null && !ranksDocuments && hitsOnParts().findAny().isPresent()) {
      factors.put("chunking", chunking.name());
    }
    factors.put("retrieval", KIND);
    return factors;
  }

  /// Whether it ranks documents where the evidence is a part of one, so that it can only be
  /// compared by document.
  public boolean ranksDocuments() {
    return ranksDocuments;
  }

  /// The hits of questions whose evidence is a part of a document.
  private Stream<Hit> hitsOnParts() {
    return stored.questions().stream()
        .filter(question -> !Scorer.wholeDocuments(question))
        .flatMap(question -> rankings.getOrDefault(question.id(), Ranking.EMPTY).hits().stream());
  }

  /// The document that is named.
  private Optional<String> document(String word) {
    return decoded(word).stream().filter(chunks::known).findFirst();
  }

  /// The document of which a chunk is named, whichever chunking made it.
  private Optional<String> documentOfChunk(String word) {
    return decoded(word).stream()
        .filter(id -> id.lastIndexOf('#') > 0)
        .map(id -> id.substring(0, id.lastIndexOf('#')))
        .filter(chunks::known)
        .findFirst();
  }

  private Optional<String> chunk(String word) {
    return decoded(word).stream().filter(this::isChunk).findFirst();
  }

  private static List<String> decoded(String word) {
    String id = TrecWord.id(word);
    return id.equals(word) ? List.of(word) : List.of(id, word);
  }

  private boolean isChunk(String id) {
    int mark = id.lastIndexOf('#');
    if (mark < 1 || !id.substring(mark + 1).matches("[1-9][0-9]{0,8}")) {
      return false;
    }
    // counted once: a document is cut again when it falls out of memory
    int size = sizes.computeIfAbsent(id.substring(0, mark), document -> chunks.of(document).size());
    return Integer.parseInt(id.substring(mark + 1)) <= size;
  }

  /// One question's hits, of which some name nothing that the corpus has.
  ///
  /// @param ranking of documents, or of what chunks return
  private record Found(Ranking ranking, List<String> unknown) {}

  private Found found(GoldenQuestion question, boolean byDocument) {
    boolean documents = byDocument || Scorer.wholeDocuments(question);
    var names = new HashMap<String, String>();
    var unknown = new ArrayList<String>();
    Ranking ranking = rankings.getOrDefault(question.id(), Ranking.EMPTY);
    for (Hit hit : ranking.hits()) {
      String word = hit.id();
      Optional<String> known =
          documents
              ? document(word).or(() -> documentOfChunk(word))
              : chunk(word).map(chunks::unit);
      if (known.isEmpty()) {
        unknown.add(word);
      }
      names.put(word, known.orElse(word));
    }
    return new Found(
        UnitRanking.of(ranking, word -> Objects.requireNonNull(names.get(word))), unknown);
  }

  /// A question as the file ranks it.
  public Cell score(GoldenQuestion question, Scorer scorer, boolean byDocument) {
    if (!rankings.containsKey(question.id()) && !complete) {
      return Scorer.failed(this, question, "the run file has no ranking of it");
    }
    Found found = found(question, byDocument);
    if (!found.unknown().isEmpty() && scorer.needsPlaces()) {
      return Scorer.failed(
          this, question, "where %s stands is not known".formatted(found.unknown().getFirst()));
    }
    return scorer.score(this, question, chunks, found.ranking());
  }

  /// What of the file could be used.
  ///
  /// @throws InvalidInput where it ranks nothing that the corpus has, or chunks of no one knows
  ///   which chunking
  public Comparison.OtherRun report(List<GoldenQuestion> questions, boolean byDocument) {
    boolean ofChunks = !byDocument && !questions.stream().allMatch(Scorer::wholeDocuments);
    if (ofChunks && chunking == null) {
      throw wrong(
          "ranks chunks, and %s has several chunkings".formatted(stored.experiment().id()),
          "say which with --chunking: %s; or compare by document with --documents"
              .formatted(String.join(", ", names(stored.file().factors().chunkings()))));
    }
    var missing = new ArrayList<String>();
    var unknown = new ArrayList<String>();
    int hits = 0;
    for (GoldenQuestion question : questions) {
      Ranking ranking = rankings.get(question.id());
      if (ranking == null) {
        missing.add(question.id());
      } else {
        hits += ranking.size();
        unknown.addAll(found(question, byDocument).unknown());
      }
    }
    String what = ofChunks && chunking != null ? chunking.name() : null;
    if (unknown.size() == hits) {
      throw wrong(
          "none of its ids (%s) is a document of corpus %s%s"
              .formatted(
                  Comparison.Some.of(unknown),
                  stored.file().corpusNames(),
                  what == null ? "" : ", or a chunk of chunking " + what),
          "documents are named by their paths in the corpus, chunks with #1, #2, … behind, as"
              + " assay export --format trec writes them");
    }
    return new Comparison.OtherRun(
        name,
        what,
        questions.size(),
        Comparison.Some.of(missing),
        complete,
        Comparison.Some.of(unknownQuestions),
        hits,
        Comparison.Some.of(unknown),
        beyondDepth);
  }
}
