package dev.assay.judge;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The prompts that a judge, a grading reranker and a writer of questions ask with: those of
/// `prompts/NAME@VERSION.txt`, of which a user's own files may replace any.
public final class Prompts {
  /// Of who answers, not of a judge.
  public static final String ANSWER = "answer@1";

  /// Of who writes golden questions, not of a judge.
  public static final String SYNTH = "synth@1";

  /// Of a reranker that grades, not of a judge.
  public static final String RERANK = "rerank@1";

  static final String CLAIMS = "faithfulness-claims@1";

  /// Those that no [Check] names.
  private static final List<String> OTHERS =
      List.of(ANSWER, CLAIMS, "answer-questions@1", "context-statements@1", "nugget-list@1", SYNTH);

  private static final Prompts BUILT_IN = new Prompts(builtInPrompts());

  private final SortedMap<String, Prompt> byName;

  private Prompts(SortedMap<String, Prompt> byName) {
    this.byName = byName;
  }

  public static Prompts builtIn() {
    return BUILT_IN;
  }

  /// The built-in ones, and in their place the files of the same name.
  ///
  /// @throws InvalidInput with every problem of every file, in its line
  public static Prompts of(Path folder) {
    return new Prompts(with(OwnPrompts.read(folder, BUILT_IN)));
  }

  /// As above, from texts that were read before.
  ///
  /// @param own name to text
  public static Prompts of(Map<String, String> own) {
    var problems = new java.util.ArrayList<Problem>();
    var prompts = new TreeMap<String, Prompt>();
    own.forEach((name, text) ->
        prompts.put(name, OwnPrompts.parse(name, text, BUILT_IN.get(name), name, problems)));
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new Prompts(with(prompts));
  }

  private static SortedMap<String, Prompt> with(Map<String, Prompt> own) {
    var prompts = new TreeMap<>(BUILT_IN.byName);
    prompts.putAll(own);
    return prompts;
  }

  /// By its name with the version.
  public Prompt get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  Prompt of(Check check) {
    return get(check.prompt());
  }

  /// All, by name.
  public List<Prompt> all() {
    return List.copyOf(byName.values());
  }

  /// The texts of those that a user replaced, by name; empty where none was.
  public SortedMap<String, String> own() {
    var own = new TreeMap<String, String>();
    byName.values().stream()
        .filter(Prompt::own)
        .forEach(prompt -> own.put(prompt.name(), prompt.text()));
    return own;
  }

  /// Sets a judge with prompts of its own apart from the one that was qualified: empty, or
  /// `+prompts:` with the start of a hash over what was replaced.
  public String mark() {
    var own = own();
    own.keySet().removeAll(List.of(ANSWER, SYNTH, RERANK)); // what does not judge
    return mark(own);
  }

  /// Sets an answerer with a prompt of its own apart, in the same way.
  String answerMark() {
    var own = own();
    own.keySet().retainAll(List.of(ANSWER));
    return mark(own);
  }

  private static String mark(Map<String, String> own) {
    if (own.isEmpty()) {
      return "";
    }
    var hash = new Sha256();
    own.forEach((name, text) -> hash.add(name).add(text));
    return "+prompts:" + hash.hex().substring(0, 8);
  }

  /// Sets a grading reranker with a prompt of its own apart: empty, or the hash of that.
  public String rerankMark() {
    String hash = get(RERANK).hash();
    return hash.equals(BUILT_IN.get(RERANK).hash()) ? "" : hash;
  }

  private static SortedMap<String, Prompt> builtInPrompts() {
    var prompts = new TreeMap<String, Prompt>();
    Stream.concat(Arrays.stream(Check.values()).map(Check::prompt), OTHERS.stream())
        .forEach(name -> prompts.put(name, load(name)));
    return prompts;
  }

  private static Prompt load(String name) {
    String file = "/prompts/" + name + ".txt";
    try (var in = Prompts.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return PromptText.of(text).prompt(name, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
