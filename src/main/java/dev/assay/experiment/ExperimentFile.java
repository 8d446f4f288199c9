package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Default;
import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Source;
import dev.assay.embed.Model;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.yaml.Named;
import dev.assay.yaml.StrictYaml;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an experiment should do, as its YAML file says it: a grid of chunkings, models and
/// retrievals over one or several corpora and one set of golden questions. `docs/experiments.md`
/// explains every key.
///
/// @param question what the experiment should decide, in words
/// @param corpus what is searched; null where `factors.corpus` has several
/// @param configurations those that run, in their order; null for every combination of the factors
/// @param depth how many hits each leg is fetched and stored
/// @param measures spelled as `docs/measures.md` spells them
/// @param unjudged what hits count that nobody judged; `condense` and `report` change `measures`,
///   and `condense` the primary one
/// @param gates what a run must reach
/// @param reEvaluate when the choice is due again
public record ExperimentFile(
    @JsonProperty(required = true) String name,
    @Nullable String question,
    @Default("{}") Decision decision,
    @Nullable Named<Source> corpus,
    @JsonProperty(required = true) Golden golden,
    @Default("{}") Milvus milvus,
    @JsonProperty(required = true) Factors factors,
    @Nullable List<Choice> configurations,
    @Default("200") int depth,
    @Default("[nDCG@10, R@10, R@100, RR@10, AP@100, P@5, F1@5, Success@1, Judged@10, EvR@5]")
        List<String> measures,
    @Default("zero") Unjudged unjudged,
    @Default("{}") JudgeSettings judge,
    @Default("{}") Statistics statistics,
    @Default("{}") Coverage coverage,
    @Default("[]") List<Gate> gates,
    @Nullable ReEvaluate reEvaluate) {

  /// What decides.
  ///
  /// @param primary the measure that orders the configurations
  /// @param minimumDifference smaller differences of the primary measure do not matter
  /// @param baseline the configuration that others are compared with, by id (`A`) or label (`fixed
  ///   · minilm · dense`); absent: the first
  /// @param constraints who may be picked
  public record Decision(
      @Default("nDCG@10") String primary,
      @Default("0.02") double minimumDifference,
      @Nullable String baseline,
      @Default("{}") Constraints constraints) {
    public Decision {
      if (!(minimumDifference >= 0 && minimumDifference < 1)) {
        throw new IllegalArgumentException(
            "minimumDifference must be from 0 to below 1, got " + minimumDifference);
      }
    }

    Decision by(String measure) {
      return new Decision(measure, minimumDifference, baseline, constraints);
    }
  }

  /// Where the golden questions are.
  ///
  /// @param path a JSON Lines file, a folder of them, or a BEIR folder
  /// @param split the BEIR split `qrels/SPLIT.tsv`; absent for JSON Lines
  /// @param minimumCover the share of a span a chunk must hold to count as evidence
  public record Golden(
      @JsonProperty(required = true) String path,
      @Nullable String split,
      @Default("0.5") double minimumCover) {}

  /// Which Milvus.
  ///
  /// @param uri a Milvus server; absent: the embedded engine
  /// @param token `${NAME}` of an environment variable
  public record Milvus(@Nullable String uri, @Nullable String token) {
    public Milvus {
      Secret.check("milvus.token", token);
    }
  }

  /// Every combination is a configuration, unless `configurations` lists them; BM25 is the same for
  /// every model and runs once a chunking.
  ///
  /// @param corpus null where the experiment has one, at its top
  public record Factors(
      @JsonProperty(required = true) List<Named<Chunking>> chunking,
      @JsonProperty(required = true) List<Model> model,
      @JsonProperty(required = true) List<Named<Retrieval>> retrieval,
      @Default("[{name: none, kind: None}]") List<Named<Reranker>> reranker,
      @Nullable List<Named<Source>> corpus) {
    public Factors {
      if (corpus != null) {
        refuseEmptyOrTwice("corpus", corpus.stream().map(Named::name).toList());
      }
      refuseEmptyOrTwice("reranker", reranker.stream().map(Named::name).toList());
      refuseEmptyOrTwice("chunking", chunking.stream().map(Named::name).toList());
      refuseEmptyOrTwice("model", model.stream().map(Model::name).toList());
      refuseEmptyOrTwice("retrieval", retrieval.stream().map(Named::name).toList());
    }

    /// The chunkings of each corpus: where there are several, each by its own name and that of the
    /// corpus, `raw · markdown`.
    public List<Named<Chunking>> chunkings() {
      return corpus == null
          ? chunking
          : corpus.stream().flatMap(of -> chunking.stream().map(one -> chunking(of, one))).toList();
    }

    static Named<Chunking> chunking(Named<Source> corpus, Named<Chunking> chunking) {
      return new Named<>(corpus.name() + " · " + chunking.name(), chunking.value());
    }

    /// What a result depends on; a single corpus stands at the top of the file.
    @Override
    public String toString() {
      return "Factors[chunking=%s, model=%s, retrieval=%s, reranker=%s%s]"
          .formatted(
              chunking, model, retrieval, reranker, corpus == null ? "" : ", corpus=" + corpus);
    }

    private static void refuseEmptyOrTwice(String factor, List<String> names) {
      if (names.isEmpty()) {
        throw new IllegalArgumentException(factor + " needs at least one entry");
      }
      var seen = new HashSet<String>();
      for (String name : names) {
        if (name.contains(" ")) {
          throw new IllegalArgumentException(
              "%s '%s': a name has no spaces".formatted(factor, name));
        }
        if (!seen.add(name)) {
          throw new IllegalArgumentException(factor + " has two entries named " + name);
        }
      }
    }
  }

  /// How uncertainty is computed.
  ///
  /// @param seed of every random draw
  /// @param resamples of the bootstrap
  /// @param holdOut the share of the questions that a sweep does not tune on and that confirm its
  ///   choice; nothing else leaves them out
  /// @param cluster which questions belong together
  public record Statistics(
      @Default("7") long seed,
      @Default("10000") int resamples,
      @Default("0.3") double holdOut,
      @Default("document") Cluster cluster) {
    public Statistics {
      if (!(holdOut >= 0 && holdOut < 1)) {
        throw new IllegalArgumentException("holdOut must be from 0 to below 1, got " + holdOut);
      }
      if (resamples < 100) {
        throw new IllegalArgumentException("resamples must be at least 100, got " + resamples);
      }
    }

    /// What a result depends on; the usual cluster goes without saying.
    @Override
    public String toString() {
      return "Statistics[seed=%d, resamples=%d, holdOut=%s%s]"
          .formatted(seed, resamples, holdOut, cluster == Cluster.DOCUMENT ? "" : ", by question");
    }
  }

  /// Questions that belong together: intervals and tests draw them, and `holdOut` splits them, only
  /// as a whole.
  public enum Cluster {
    /// Questions of one source document are not independent.
    @JsonProperty("document")
    DOCUMENT,
    /// Each for itself: for a corpus of a single document, where there is nothing else to draw.
    @JsonProperty("question")
    QUESTION;

    /// What the question is drawn with.
    public String of(GoldenQuestion question) {
      return switch (this) {
        case DOCUMENT ->
            question.evidence().stream()
                .map(Evidence::document)
                .findFirst()
                .orElse("question " + question.id());
        case QUESTION -> "question " + question.id();
      };
    }

    /// What to change where golden questions hang on too few documents to draw documents; null
    /// where they do not.
    ///
    /// @param questions those that take part
    public @Nullable String hint(List<GoldenQuestion> questions) {
      var asked = questions.stream().filter(GoldenQuestion::answerable).toList();
      int documents = (int) asked.stream().map(this::of).distinct().count();
      return this == QUESTION || documents >= FEW_DOCUMENTS || asked.size() <= documents
          ? null
          : "the golden questions come from %d source document%s: intervals that draw documents mean nothing there; %s"
              .formatted(documents, documents == 1 ? "" : "s", INSTEAD);
    }

    private static final int FEW_DOCUMENTS = 5;
    private static final String INSTEAD =
        "'statistics: {cluster: question}' in the experiment file draws questions instead";

    /// Why an interval of so few is not to be relied on.
    public String few(int clusters) {
      return "only %d %s%s: the interval is unreliable%s"
          .formatted(
              clusters,
              switch (this) {
                case DOCUMENT -> "source document";
                case QUESTION -> "question";
              },
              clusters == 1 ? "" : "s",
              this == DOCUMENT && clusters < FEW_DOCUMENTS ? "; " + INSTEAD : "");
    }
  }

  /// How much must have been scored.
  ///
  /// @param minimum the share of questions that must be scored; below it a run ends with exit code
  ///   4
  public record Coverage(@Default("" + Coverage.USUAL) double minimum) {
    /// Where no file says another.
    public static final double USUAL = .98;

    public Coverage {
      if (!(minimum >= 0 && minimum <= 1)) {
        throw new IllegalArgumentException("minimum must be from 0 to 1, got " + minimum);
      }
    }
  }

  public ExperimentFile {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "name '%s' must be 1 to 40 lower-case letters, digits or dashes".formatted(name));
    }
    if (depth < 1 || depth > 1000) {
      throw new IllegalArgumentException("depth must be from 1 to 1000, got " + depth);
    }
    for (Named<Reranker> reranker : factors.reranker()) {
      if (reranker.value() instanceof Reranker.Llm llm) {
        judge.budget().check(llm.model());
      }
    }
    if ((corpus == null) == (factors.corpus() == null)) {
      throw new IllegalArgumentException(
          "an experiment has either a corpus or several in factors.corpus");
    }
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("measures needs at least one entry");
    }
    measures = unjudged.measures(measures, decision.primary());
    decision = decision.by(unjudged.measureIfAny(decision.primary()));
  }

  /// What is searched, in the order of the file.
  public List<Named<Source>> corpora() {
    return corpus == null ? Objects.requireNonNull(factors.corpus()) : List.of(corpus);
  }

  /// The names of the corpora, `raw, clean`.
  public String corpusNames() {
    return corpora().stream().map(Named::name).collect(Collectors.joining(", "));
  }

  /// Reads and checks the file.
  ///
  /// @throws InvalidInput with every problem of the file
  public static ExperimentFile read(Path file) {
    return parse(file, textOf(file));
  }

  public static ExperimentFile parse(Path file, String text) {
    ExperimentFile experiment = StrictYaml.read(file, text, ExperimentFile.class);
    List<Problem> problems = new ArrayList<>(Grid.problems(file, experiment));
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return experiment;
  }

  static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInput(
          Problem.error(
              file.toString(), 0, 0, "no such file", "the bundled one is experiments/demo.yaml"));
    } catch (MalformedInputException e) {
      throw new InvalidInput(Problem.error(file.toString(), 0, 0, "not UTF-8 text", null));
    } catch (IOException e) {
      throw new InvalidInput(
          Problem.error(file.toString(), 0, 0, "cannot be read: " + e.getMessage(), null));
    }
  }

  /// Changes whenever a setting that could change the result does. What is made of a result does
  /// not: constraints, gates and dates.
  String fingerprint() {
    var undecided =
        new ExperimentFile(
            name,
            question,
            new Decision(
                decision.primary(),
                decision.minimumDifference(),
                decision.baseline(),
                Constraints.NONE),
            corpus,
            golden,
            milvus,
            factors,
            configurations,
            depth,
            measures,
            Unjudged.ZERO,
            judge,
            statistics,
            coverage,
            List.of(),
            null);
    // What it is changes the measures, and they are there.
    return Sha256.of(undecided.toString().replace(", unjudged=zero", ""));
  }
}
