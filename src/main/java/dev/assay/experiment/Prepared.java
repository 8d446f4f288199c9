package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Rejected;
import dev.assay.embed.Model;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.Lint;
import dev.assay.judge.Prompts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An experiment whose file, documents and golden questions were read and fit together.
///
/// @param settings the file's text
/// @param corpus the corpus hash
/// @param golden the questions that take part
/// @param partial null where all of it is to run
/// @param prompts what the judge and grading rerankers ask with
record Prepared(
    Path path,
    String settings,
    ExperimentFile file,
    String corpus,
    GoldenSet golden,
    List<Configuration> configurations,
    Prompts prompts,
    @Nullable Partial partial) {

  /// Reads all three.
  ///
  /// @param grades what people judged, which changes the golden questions
  /// @param read gets the number of documents read so far
  /// @throws InvalidInput with every problem of the file, or of the golden questions
  static Prepared read(Path path, CorpusStore documents, HumanGrades grades, IntConsumer read) {
    String settings = ExperimentFile.textOf(path);
    ExperimentFile file = ExperimentFile.parse(path, settings);
    Path absolute = path.toAbsolutePath().normalize();
    Path base = absolute.resolveSibling("");
    Prompts prompts = file.judge().prompts(base);
    String corpus = documents.read(file.corpus().value(), base, read);
    if (documents.count(corpus) == 0) {
      throw new InvalidInput(
          Problem.error(
              path.toString(),
              0,
              0,
              "the corpus '" + file.corpus().name() + "' has no readable document",
              "check corpus.path and corpus.include"));
    }
    GoldenSet golden =
        grades.apply(golden(file, base, corpus, documents), Set.copyOf(documents.ids(corpus)));
    return new Prepared(
        absolute, settings, file, corpus, golden, Grid.configurations(file), prompts, null);
  }

  /// The part that is asked for; all of it where that is the same.
  ///
  /// @throws InvalidInput for a configuration that the file does not have
  Prepared part(Partial.Request request) {
    Partial part = Partial.of(request, this);
    return part == null
        ? this
        : new Prepared(
            path,
            settings,
            file,
            corpus,
            new GoldenSet(
                part.drawn(golden.questions(), file.statistics().seed()), golden.places()),
            part.of(configurations),
            prompts,
            part);
  }

  /// The accepted questions, whose evidence stands where it says.
  private static GoldenSet golden(
      ExperimentFile file, Path base, String corpus, CorpusStore documents) {
    Path path = base.resolve(file.golden().path()).normalize();
    String split = file.golden().split();
    GoldenSet all = split == null ? GoldenSet.read(path) : GoldenSet.readBeir(path, split);
    Set<String> rejected =
        documents.rejected(corpus).stream().map(Rejected::file).collect(Collectors.toSet());
    List<GoldenQuestion> inCorpus =
        all.questions().stream()
            .filter(
                q -> q.evidence().stream().map(Evidence::document).noneMatch(rejected::contains))
            .toList();
    Set<String> wanted =
        inCorpus.stream()
            .flatMap(question -> question.evidence().stream())
            .map(Evidence::document)
            .collect(Collectors.toSet());
    List<Problem> errors =
        Lint.check(new GoldenSet(inCorpus, all.places()), documents.texts(corpus, wanted)).stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return all.takingPart(path);
  }

  /// The name and four hexadecimal characters of what the result depends on.
  String id() {
    return file.name()
        + "-"
        + new Sha256()
            .add(file.fingerprint())
            .add(corpus)
            .add(golden.hash() + prompts.mark() + prompts.rerankMark())
            .hex()
            .substring(0, 4);
  }

  /// The same with a part of its configurations.
  Prepared only(Predicate<Configuration> wanted) {
    return new Prepared(
        path,
        settings,
        file,
        corpus,
        golden,
        configurations.stream().filter(wanted).toList(),
        prompts,
        partial);
  }

  /// The chunkings that a configuration uses, in the order of the file.
  List<Named<Chunking>> chunkings() {
    return file.factors().chunking().stream()
        .filter(chunking -> configurations.stream().anyMatch(c -> c.chunking().equals(chunking)))
        .toList();
  }

  /// The models of the file; of a part only those that it uses.
  List<Model> models() {
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

  List<String> queries() {
    return golden.questions().stream().map(GoldenQuestion::question).toList();
  }
}
