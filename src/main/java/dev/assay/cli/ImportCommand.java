package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.corpus.Beir;
import dev.assay.corpus.Document;
import dev.assay.corpus.Folder;
import dev.assay.corpus.Source;
import dev.assay.experiment.ExperimentFile;
import dev.assay.golden.ChunkingEvaluation;
import dev.assay.golden.GoldenCsv;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.JudgedDocuments;
import dev.assay.golden.Reanchor;
import dev.assay.measure.Qrels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay import`.
@Command(
    header = "Makes golden questions from the files of other tools.",
    description = {
      "%nbeir: SOURCE is a folder with queries.jsonl and qrels/SPLIT.tsv. trec-qrels: SOURCE is a "
          + "qrels file, --queries has the questions. csv: columns id, question, document, quote, "
          + "grade, answer, type, language; quotes are looked up in --corpus. chunking-evaluation: SOURCE is a folder with "
          + "questions.jsonl and corpus/; -o is a folder and gets both.",
      "%nEverything wrong is listed with its line, and then nothing is written.",
    },
    customSynopsis = "assay import --format F SOURCE [-o FILE|DIR]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay import --format beir scifact -o golden.jsonl",
      "  assay import --format trec-qrels my.qrels --queries topics.tsv -o golden.jsonl",
      "  assay import --format csv my.csv --corpus docs -o golden.jsonl",
      "  assay import --format chunking-evaluation spans -o spans-golden",
    })
final class ImportCommand implements Callable<Integer> {
  /// What can be read.
  enum Format {
    BEIR,
    CSV,
    TREC_QRELS,
    CHUNKING_EVALUATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What `--json` prints.
  ///
  /// @param evidence pieces of it
  /// @param files what was written
  record Imported(int questions, int evidence, List<String> files) {}

  private static final String QUESTIONS = "questions.jsonl";

  private final Assay assay;

  @Parameters(paramLabel = "SOURCE", description = "A file or folder, as the format has it.")
  private Path source = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "F",
      required = true,
      description = "beir, csv, trec-qrels or chunking-evaluation.")
  private String format = "";

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "Questions of trec-qrels: an id, a tab and the text a line, or BEIR's JSON.")
  private @Nullable Path queries;

  @Option(
      names = "--corpus",
      paramLabel = "FILE|DIR",
      description = "Where quotes of csv stand: an experiment file, a folder, or a BEIR folder.")
  private @Nullable Path corpus;

  @Option(
      names = "--split",
      paramLabel = "S",
      defaultValue = "test",
      description = "Which qrels of a BEIR folder (default: ${DEFAULT-VALUE}).")
  private String split = "test";

  @Option(
      names = "--language",
      paramLabel = "L",
      description = "Language of all questions, like en.")
  private @Nullable String language;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "Where to (default: the questions to standard output).")
  private @Nullable Path output;

  ImportCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    Format wanted = Assay.choice("--format", format, Format.values());
    assay.refuseToOverwrite(output, source);
    if (queries != null) {
      assay.refuseToOverwrite(output, queries);
    }
    return switch (wanted) {
      case BEIR -> written(GoldenSet.readBeir(assay.path(source), split), output, List.of());
      case CSV -> written(quoted(), output, List.of());
      case TREC_QRELS -> written(judged(), output, List.of());
      case CHUNKING_EVALUATION -> spans();
    };
  }

  /// Every quote at its place in the corpus.
  private GoldenSet quoted() {
    if (corpus == null) {
      throw Assay.wrong("quotes are looked up in a corpus", "add --corpus FILE|DIR");
    }
    GoldenSet read = GoldenCsv.read(assay.path(source));
    var wanted = new HashSet<String>();
    read.questions().forEach(q -> q.evidence().forEach(e -> wanted.add(e.document())));
    Path from = assay.path(corpus).toAbsolutePath();
    boolean experiment = from.toString().matches(".*\\.ya?ml");
    Source documents =
        experiment
            ? ExperimentFile.read(from).corpora().getFirst().value()
            : Files.exists(from.resolve("corpus.jsonl"))
                ? new Beir(from.toString(), null)
                : new Folder(from.toString());
    var texts = new HashMap<String, String>();
    documents.read(
        from.resolveSibling(""),
        (Document document) ->
            texts.put(document.id(), wanted.contains(document.id()) ? document.text() : ""),
        r -> assay.terminal.note("left out " + r.file() + ": " + r.reason()));
    Reanchor placed = Reanchor.of(read, texts);
    if (!placed.problems().isEmpty()) {
      throw new InvalidInput(placed.problems());
    }
    return placed.questions();
  }

  private GoldenSet judged() {
    if (queries == null) {
      throw Assay.wrong("qrels have no questions", "add --queries FILE");
    }
    return JudgedDocuments.read(
        assay.path(queries), Qrels.readTrec(assay.path(source)).byQuestion(), language);
  }

  /// The questions, and the documents that they are about.
  private int spans() {
    if (output == null) {
      throw Assay.wrong("documents and questions need a folder", "add -o DIR");
    }
    assay.refuseToOverwrite(output.resolve(QUESTIONS), source.resolve(QUESTIONS));
    Path from = assay.path(source).resolve("corpus");
    Path to = assay.path(output);
    var texts = new LinkedHashMap<String, String>();
    var rejected = new ArrayList<Problem>();
    new Folder(from.toString())
        .read(
            Path.of(""),
            (Document document) -> texts.put(document.id(), document.text()),
            r ->
                rejected.add(
                    Problem.error(from.resolve(r.file()).toString(), 0, 0, r.reason(), null)));
    if (!rejected.isEmpty()) {
      throw new InvalidInput(rejected);
    }
    var golden = ChunkingEvaluation.read(assay.path(source).resolve(QUESTIONS), texts, language);
    var copied = new ArrayList<String>();
    texts
        .keySet()
        .forEach(id -> copied.add(copy(from.resolve(id), to.resolve("corpus").resolve(id))));
    return written(golden, output.resolve(QUESTIONS), copied);
  }

  private static String copy(Path from, Path to) {
    try {
      Path folder = to.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(to, Files.readAllBytes(from));
      return to.toString();
    } catch (IOException e) {
      throw new AssayException("cannot copy %s to %s: %s".formatted(from, to, e.getMessage()), e);
    }
  }

  private int written(GoldenSet golden, @Nullable Path file, List<String> others) {
    var files = new ArrayList<>(others);
    if (file != null) {
      Assay.write(assay.path(file), golden.jsonl());
      files.add(assay.path(file).toString());
    }
    int evidence = golden.questions().stream().mapToInt(q -> q.evidence().size()).sum();
    assay.terminal.note(
        "%d questions, %d pieces of evidence%s"
            .formatted(golden.questions().size(), evidence, file == null ? "" : " in " + file));
    if (assay.json()) {
      assay.terminal.json(new Imported(golden.questions().size(), evidence, files));
    } else if (file == null) {
      assay.terminal.print(golden.jsonl());
    }
    return Exit.DONE;
  }
}
