package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Rejected;
import dev.assay.corpus.Source;
import dev.assay.embed.Model;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.Lint;
import dev.assay.judge.Prompts;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An experiment whose file, documents and golden questions were read and fit together.
///
/// @param settings the file's text
/// @param corpora what was read of each
/// @param golden the questions that take part
/// @param partial null where all of it is to run
/// @param prompts what the judge and grading rerankers ask with
public record Prepared(
    Path path,
    String settings,
    ExperimentFile file,
    Corpora corpora,
    GoldenSet golden,
    List<Configuration> configurations,
    Prompts prompts,
    @Nullable Partial partial) {

  /// Reads all three.
  ///
  /// @param grades what people judged, which changes the golden questions
  /// @param read gets the number of documents read so far
  /// @throws InvalidInput with every problem of the file, or of the golden questions
  public static Prepared read(
      Path path, CorpusStore documents, HumanGrades grades, IntConsumer read) {
    String settings = ExperimentFile.textOf(path);
    ExperimentFile file = ExperimentFile.parse(path, settings);
    Path absolute = path.toAbsolutePath().normalize();
    Path base = absolute.resolveSibling("");
    Prompts prompts = file.judge().prompts(base);
    var hashes = new ArrayList<String>();
    for (Named<Source> source : file.corpora()) {
      String corpus = documents.read(source.value(), base, read);
      if (documents.count(corpus) == 0) {
        throw new InvalidInput(
            Problem.error(
                path.toString(),
                0,
                0,
                "the corpus '" + source.name() + "' has no readable document",
                "check its path and include"));
      }
      hashes.add(corpus);
    }
    var corpora = Corpora.of(file, hashes);
    Set<String> ids =
        hashes.stream().flatMap(hash -> documents.ids(hash).stream()).collect(Collectors.toSet());
    GoldenSet golden = grades.apply(golden(file, base, corpora, documents), ids);
    return new Prepared(
        absolute, settings, file, corpora, golden, Grid.configurations(file), prompts, null);
  }

  /// The part that is asked for; all of it where that is the same.
  ///
  /// @throws InvalidInput for a configuration that the file does not have
  public Prepared part(Partial.Request request) {
    Partial part = Partial.of(request, this);
    return part == null
        ? this
        : new Prepared(
            path,
            settings,
            file,
            corpora,
            new GoldenSet(
                part.drawn(golden.questions(), file.statistics().seed()), golden.places()),
            part.of(configurations),
            prompts,
            part);
  }

  /// The accepted questions, whose evidence stands where it says in every corpus that has its
  /// documents.
  private static GoldenSet golden(
      ExperimentFile file, Path base, Corpora corpora, CorpusStore documents) {
    Path path = base.resolve(file.golden().path()).normalize();
    String split = file.golden().split();
    GoldenSet all = split == null ? GoldenSet.read(path) : GoldenSet.readBeir(path, split);
    Set<String> rejected =
        documents.rejected(corpora).stream().map(Rejected::file).collect(Collectors.toSet());
    Set<String> wanted =
        all.questions().stream()
            .flatMap(question -> question.evidence().stream())
            .map(Evidence::document)
            .collect(Collectors.toSet());
    var texts = new LinkedHashMap<String, Map<String, String>>();
    corpora.hashes().forEach((name, corpus) -> texts.put(name, documents.texts(corpus, wanted)));
    List<Problem> errors =
        Lint.checkEach(all, texts, rejected).stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return all.takingPart(path);
  }

  /// The hashes of the corpora, as a record of the experiment has them.
  public String corpus() {
    return corpora.toString();
  }

  /// The name and four hexadecimal characters of what the result depends on.
  public String id() {
    return file.name()
        + "-"
        + new Sha256()
            .add(file.fingerprint())
            .add(corpora.toString())
            .add(golden.hash() + prompts.mark() + prompts.rerankMark())
            .hex()
            .substring(0, 4);
  }

  /// The same with a part of its configurations.
  public Prepared only(Predicate<Configuration> wanted) {
    return new Prepared(
        path,
        settings,
        file,
        corpora,
        golden,
        configurations.stream().filter(wanted).toList(),
        prompts,
        partial);
  }

  /// The chunkings that a configuration uses, in the order of the file.
  public List<Named<Chunking>> chunkings() {
    return file.factors().chunkings().stream()
        .filter(chunking -> configurations.stream().anyMatch(c -> c.chunking().equals(chunking)))
        .toList();
  }

  /// The models of the file; of a part only those that it uses.
  public List<Model> models() {
    return file.factors().model().stream()
        .filter(model ->
            partial == null || configurations.stream().anyMatch(c -> model.equals(c.model())))
        .toList();
  }

  /// The rerankers of the file; of a part only those that it uses.
  List<Named<Reranker>> rerankers() {
    return file.factors().reranker().stream()
        .filter(reranker ->
            partial == null || configurations.stream().anyMatch(c -> reranker.equals(c.reranker())))
        .toList();
  }

  public List<String> queries() {
    return golden.questions().stream().map(GoldenQuestion::question).toList();
  }
}
