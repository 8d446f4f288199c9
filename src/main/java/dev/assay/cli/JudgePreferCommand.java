package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.answers.AnswerFile;
import dev.assay.answers.Preferences;
import dev.assay.answers.Preferences.Rating;
import dev.assay.answers.Preferences.Systems;
import dev.assay.report.PreferenceText;
import dev.assay.verdicts.AnswerPair;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay judge prefer`.
@Command(
    header = "Asks a person which of two systems' answers is better.",
    description = {
      "%nShows the pairs in a seeded order, each with the answers in a seeded order too, so that nobody "
          + "knows which system gave which. Keys: 1 or 2 for the better one, t tie, s skip, u undo, q "
          + "quit; from a pipe, one answer a line. Each choice is written at once, and a further call "
          + "asks for what this person has not rated. judge compare --preferences says whether "
          + "metrics choose alike.",
      "%nBASE and WITH are files of answers, as judge run reads them; pairs that are the same are not "
          + "shown.",
    },
    customSynopsis = "assay judge prefer BASE WITH -o FILE [--by NAME] [--aspect A] [-n N]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge prefer ours.jsonl theirs.jsonl -o people.jsonl --by ada -n 40",
      "  assay judge compare ours.jsonl theirs.jsonl --preferences people.jsonl",
    })
final class JudgePreferCommand implements Callable<Integer> {
  private static final String KEYS = "12tsuq";

  private final Assay assay;

  @Parameters(index = "0", paramLabel = "BASE", description = "Answers of one system.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "WITH", description = "Those of the other.")
  private Path with = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The choices, a JSON object a line; goes on where it is there.")
  private Path output = Path.of("");

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Who chooses; needed where several people do.")
  private String by = "";

  @Option(
      names = "--aspect",
      paramLabel = "A",
      defaultValue = Preferences.OVERALL,
      description = "What is compared, like completeness (default: ${DEFAULT-VALUE}).")
  private String aspect = Preferences.OVERALL;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Choices to make now (default: all).")
  private @Nullable Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of both orders (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  JudgePreferCommand(Assay assay) {
    this.assay = assay;
  }

  /// What `--json` prints.
  ///
  /// @param given in this call, without those taken back
  /// @param rated by this person for this aspect, in all
  /// @param left pairs that this person has not rated
  /// @param same pairs whose answers are the same
  record Preferred(int given, int rated, int left, int same) {}

  @Override
  public Integer call() {
    if (count != null && count < 0) {
      throw Assay.wrong("-n must be 0 or more, got " + count, null);
    }
    if (assay.noInput()) {
      throw Assay.wrong("judge prefer asks a person, and --no-input forbids it", null);
    }
    assay.refuseToOverwrite(output, base, with);
    var wanted = format.chosen();
    var pairs =
        AnswerPair.of(
            AnswerFile.read(assay.path(base), wanted), AnswerFile.read(assay.path(with), wanted));
    if (pairs.isEmpty()) {
      throw Assay.wrong(
          "%s and %s were asked nothing in common, neither by id nor by question"
              .formatted(base, with),
          null);
    }
    var differing = pairs.stream().filter(pair -> !pair.isTheSame()).toList();
    var open = new ArrayDeque<>(open(differing));
    int before = open.size();
    int given = ask(open);
    var done =
        new Preferred(
            given,
            differing.size() - before + given,
            before - given,
            pairs.size() - differing.size());
    if (assay.json()) {
      assay.terminal.json(done);
    } else {
      assay.terminal.print(
          "%d choices made, %d in all, %d left%s\n"
              .formatted(
                  done.given(),
                  done.rated(),
                  done.left(),
                  done.same() == 0 ? "" : "; %d pairs are the same".formatted(done.same())));
    }
    return Exit.DONE;
  }

  /// What this person has not rated, in the seeded order.
  private List<AnswerPair> open(List<AnswerPair> pairs) {
    Path file = assay.path(output);
    Set<String> rated = new HashSet<>();
    if (assay.isFile(output.toString()) && !isEmpty(file)) {
      var before = Preferences.read(file);
      var others = before.others(file, Systems.of(base, with));
      if (!others.isEmpty()) {
        throw new InvalidInput(others);
      }
      before.ratings().stream()
          .filter(rating -> rating.by().equals(by) && rating.aspect().equals(aspect))
          .forEach(rating -> rated.add(rating.id()));
    }
    var order = new ArrayList<>(pairs);
    Collections.shuffle(order, new Random(seed));
    order.removeIf(pair -> rated.contains(pair.id()));
    return order;
  }

  private boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      throw new AssayException("cannot read " + output, e);
    }
  }

  private int ask(Deque<AnswerPair> open) {
    Deque<AnswerPair> given = new ArrayDeque<>();
    try (var keyboard = new Keyboard()) {
      while (!open.isEmpty() && (count == null || given.size() < count)) {
        AnswerPair pair = open.getFirst();
        boolean turned = turned(pair);
        assay.terminal.error(
            PreferenceText.of(pair, turned, aspect, open.size(), keyboard.singleKeys()));
        char key = keyboard.oneOf(KEYS, () -> assay.terminal.error("Press 1, 2, t, s, u or q."));
        switch (key) {
          case '1', '2', 't' -> {
            double preferred = key == 't' ? 0 : (key == '1') == turned ? 1 : -1;
            append(new Rating(pair.id(), preferred, by, aspect));
            given.push(open.removeFirst());
          }
          case 's' -> open.removeFirst();
          case 'u' -> {
            if (given.isEmpty()) {
              assay.terminal.error("Nothing to undo.");
            } else {
              withoutLast();
              open.addFirst(given.pop());
            }
          }
          default -> {
            return given.size();
          }
        }
      }
    }
    return given.size();
  }

  /// The same for the same pair, whatever else there is.
  private boolean turned(AnswerPair pair) {
    return new Random(seed ^ ((long) pair.id().hashCode() << 16)).nextInt() < 0;
  }

  private void append(Rating rating) {
    Path file = assay.path(output);
    try {
      Files.write(
          file,
          Assay.bytes(
              (endsInALine(file) ? "" : "\n")
                  + Preferences.line(rating, Systems.of(base, with))
                  + "\n"),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssayException("cannot write " + output, e);
    }
  }

  /// Whether another line can follow; an editor may have left the last one open.
  private static boolean endsInALine(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return true;
    }
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(in.length() - 1);
      return in.read() == '\n';
    }
  }

  /// The last line is the one that this call wrote last.
  private void withoutLast() {
    Path file = assay.path(output);
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      Assay.write(
          file,
          String.join("", lines.subList(0, lines.size() - 1).stream().map(l -> l + "\n").toList()));
    } catch (IOException e) {
      throw new AssayException("cannot write " + output, e);
    }
  }
}
