package dev.assay.embed;

import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.Sha256;
import dev.assay.embed.PairModel.Logits;
import dev.assay.embed.VerifierConfig.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A local ONNX model that reads a claim behind a text and says whether the text supports it: a
/// natural language inference cross-encoder, or one of the shapes of HHEM and LettuceDetect. Safe
/// for use by many threads.
///
/// A text that does not fit is read in windows of sentences; the one that supports most, and the
/// one that contradicts most, count. Nothing is cut off: a sentence that fits into no window is
/// read in pieces, and a claim that would take more than half of the model's tokens is not read at
/// all.
public final class Verifier implements AutoCloseable {
  private static final List<String> FILES = List.of("model.onnx", "tokenizer.json", "config.json");

  private final String name;
  private final VerifierConfig config;
  private final PairModel model;
  private final List<String> marks;

  /// What the model makes of a claim.
  ///
  /// @param support the probability that the text supports it. Of labels by softmax, of a single
  ///   logit by the logistic function; of labels of tokens, 1 less the highest probability that one
  ///   of the claim's tokens is hallucinated, so that a single one is enough
  /// @param contradiction the probability that the text contradicts it; null where the model does
  ///   not tell that from missing evidence
  public record Reading(double support, @Nullable Double contradiction) {}

  /// Opens the model.
  ///
  /// @param directory with `model.onnx`, `tokenizer.json` and `config.json`
  /// @throws AssayException if a file is missing, or they are no verifier
  public Verifier(Path directory) {
    byte[] json = files(directory);
    var files = OnnxFiles.directory(directory);
    config = VerifierConfig.read(json, directory.resolve("config.json").toString());
    name =
        "onnx:%s@%s"
            .formatted(
                String.valueOf(directory.toAbsolutePath().normalize().getFileName()),
                new Sha256()
                    .add("verifier@1")
                    .add(files.digest())
                    .add(Sha256.of(json))
                    .hex()
                    .substring(0, 8));
    marks = marks(files);
    model = new PairModel(files, config.maxTokens(), "verifier");
    try {
      long[] declared = model.declaredShape();
      if (declared.length > 0) {
        check(declared);
      }
    } catch (AssayException e) {
      model.close();
      throw e;
    }
  }

  private static byte[] files(Path directory) {
    try {
      for (String file : FILES) {
        if (!Files.exists(directory.resolve(file))) {
          throw new NoSuchFileException(directory.resolve(file).toString());
        }
      }
      return Files.readAllBytes(directory.resolve("config.json"));
    } catch (NoSuchFileException e) {
      throw new AssayException(
          "verifier file %s is missing; the directory needs %s"
              .formatted(e.getFile(), String.join(", ", FILES)),
          e);
    } catch (IOException e) {
      throw new AssayException("the verifier in " + directory + " cannot be read: " + e, e);
    }
  }

  /// What the tokenizer takes for its own marks, `[SEP]` among them, wherever it stands in a text.
  private static List<String> marks(OnnxFiles files) {
    try {
      var tokenizer = Json.MAPPER.readTree(new String(files.tokenizer(), StandardCharsets.UTF_8));
      return tokenizer.path("added_tokens").values().stream()
          .filter(token -> token.path("special").asBoolean(false))
          .map(token -> token.path("content").asString(""))
          .filter(mark -> mark.length() > 1)
          .toList();
    } catch (JacksonException e) {
      throw new AssayException(
          "tokenizer.json of %s is not JSON: %s".formatted(files.source(), e.getOriginalMessage()),
          e);
    }
  }

  /// `onnx:` and the directory's name, with the start of a hash of its files.
  public String name() {
    return name;
  }

  /// What kind it is, in words.
  public String description() {
    String kind =
        switch (config.shape()) {
          case Shape.Inference _ -> "entailment, neutral, contradiction";
          case Shape.Consistency _ -> "consistent or not";
          case Shape.Logit _ -> "one logit, consistent or not";
          case Shape.Tokens _ -> "hallucinated tokens";
        };
    return kind + ", " + config.maxTokens() + " tokens";
  }

  /// Why a claim cannot be read; null where it can.
  public @Nullable String unreadable(String claim) {
    int without = encoded("", "").ids().length;
    int tokens = encoded("", claim).ids().length - without;
    int most = config.maxTokens() / 2 - without;
    if (tokens <= 0) {
      return "the model's tokenizer makes nothing of the claim";
    }
    return tokens <= most
        ? null
        : "the claim has %d tokens, and the model reads at most %d beside a text"
            .formatted(tokens, most);
  }

  /// Holds a claim against a text.
  ///
  /// @param sentences of one text, in their order; at least one
  /// @param claim one that can be read
  public Reading read(List<String> sentences, String claim) {
    double support = 0;
    Double contradiction = null;
    for (String window : windows(sentences, text -> fits(text, claim))) {
      Reading reading = read(window, claim);
      support = Math.max(support, reading.support());
      Double against = reading.contradiction();
      if (against != null) {
        contradiction = contradiction == null ? against : (Double) Math.max(contradiction, against);
      }
    }
    return new Reading(support, contradiction);
  }

  private boolean fits(String text, String claim) {
    return encoded(text, claim).ids().length <= config.maxTokens();
  }

  private TextTokenizer.Pair encoded(String hostileText, String hostileClaim) {
    String text = withoutMarks(hostileText);
    String claim = withoutMarks(hostileClaim);
    String prompt = config.prompt();
    if (prompt == null) {
      return model.tokenizer().whole(text, claim);
    }
    // Filled in one pass, so that a text cannot hold the place of the claim.
    int first = prompt.indexOf("{text1}");
    int second = prompt.indexOf("{text2}");
    boolean inOrder = first < second;
    int place = Math.min(first, second);
    int next = Math.max(first, second);
    return model
        .tokenizer()
        .whole(
            prompt.substring(0, place)
                + (inOrder ? text : claim)
                + prompt.substring(place + "{text1}".length(), next)
                + (inOrder ? claim : text)
                + prompt.substring(next + "{text2}".length()));
  }

  /// Judged text cannot end its part of the pair: a space breaks each mark.
  private String withoutMarks(String text) {
    String broken = text;
    for (String mark : marks) {
      broken = broken.replace(mark, mark.charAt(0) + " " + mark.substring(1));
    }
    return broken;
  }

  /// The sentences in as few texts as fit. The last sentence of a text also begins the next one
  /// where that fits, so that neighbours are read together.
  static List<String> windows(List<String> sentences, Predicate<String> fits) {
    String whole = String.join(" ", sentences);
    if (fits.test(whole)) {
      return List.of(whole);
    }
    var windows = new ArrayList<String>();
    String open = "";
    String last = "";
    for (String sentence : sentences) {
      for (String piece : pieces(sentence, fits)) {
        String longer = open.isEmpty() ? piece : open + " " + piece;
        if (open.isEmpty() || fits.test(longer)) {
          open = longer;
        } else {
          windows.add(open);
          String both = last + " " + piece;
          open = fits.test(both) ? both : piece;
        }
        last = piece;
      }
    }
    windows.add(open);
    return windows;
  }

  /// Halves, and halves of these, until each fits.
  private static List<String> pieces(String text, Predicate<String> fits) {
    if (text.codePointCount(0, text.length()) < 2 || fits.test(text)) {
      return List.of(text);
    }
    int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
    int space = text.lastIndexOf(' ', middle);
    int cut = space > 0 ? space : middle;
    var pieces = new ArrayList<>(pieces(text.substring(0, cut), fits));
    pieces.addAll(pieces(text.substring(cut).strip(), fits));
    return pieces;
  }

  private Reading read(String text, String claim) {
    var pair = encoded(text, claim);
    Logits logits = model.logits(pair);
    check(logits.shape());
    float[] values = logits.values();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw model.failed("gave the logit " + value, null);
      }
    }
    return switch (config.shape()) {
      case Shape.Inference(int entailment, int contradiction) ->
          new Reading(softmax(values, 0, 3, entailment), softmax(values, 0, 3, contradiction));
      case Shape.Consistency(int consistent) ->
          new Reading(softmax(values, 0, 2, consistent), null);
      case Shape.Logit _ -> new Reading(1 / (1 + Math.exp(-values[0])), null);
      case Shape.Tokens(int hallucinated) -> new Reading(tokens(pair, values, hallucinated), null);
    };
  }

  private double tokens(TextTokenizer.Pair pair, float[] values, int hallucinated) {
    if (values.length != 2 * pair.ids().length) {
      throw model.failed(
          "gave %d logits for %d tokens".formatted(values.length, pair.ids().length), null);
    }
    double highest = 0;
    for (int i = 0; i < pair.ids().length; i++) {
      if (pair.texts()[i] == 1) {
        highest = Math.max(highest, softmax(values, 2 * i, 2, hallucinated));
      }
    }
    return 1 - highest;
  }

  private static double softmax(float[] logits, int from, int count, int of) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp((double) logits[from + i] - logits[from + of]);
    }
    return 1 / sum;
  }

  /// A size that the graph leaves open, -1, may be any.
  private void check(long[] shape) {
    boolean ofTokens = config.shape() instanceof Shape.Tokens;
    int labels = config.shape().labels();
    long last = shape.length == 0 ? 0 : shape[shape.length - 1];
    if (shape.length != (ofTokens ? 3 : 2) || (last != -1 && last != labels)) {
      throw model.failed(
          "has logits of the shape %s; config.json says [1, %s%d]"
              .formatted(Arrays.toString(shape), ofTokens ? "tokens, " : "", labels),
          null);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
