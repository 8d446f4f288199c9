package dev.assay.web;

import dev.assay.corpus.Folder;
import dev.assay.corpus.Rejected;
import dev.assay.golden.GoldenQuestion;
import dev.assay.synth.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draft golden questions from a corpus folder, made by rules.
///
/// @param corpora the folders below `corpora`
/// @param corpus the one chosen
/// @param count how many questions at most
/// @param synthesis null before the form is sent
/// @param refused why none can be made here, or null
public record SynthPage(
    Query query,
    List<String> corpora,
    String corpus,
    int count,
    int seed,
    @Nullable Synthesis synthesis,
    List<Rejected> rejected,
    @Nullable String refused)
    implements Page {
  static final int MOST = 200;

  /// One at a time: reading a corpus takes the machine for a while.
  private static final Semaphore BUSY = new Semaphore(1);

  /// The empty form.
  static SynthPage form(Query query, ServerSettings settings) {
    List<String> corpora = corpora(settings.home());
    String refused =
        settings.readOnly()
            ? "This server only shows. Start it without --read-only."
            : corpora.isEmpty()
                ? "There is no folder below %s."
                    .formatted(settings.home().resolve("corpora").getFileName())
                : null;
    return new SynthPage(
        query,
        corpora,
        query.text("corpus", corpora.isEmpty() ? "" : corpora.getFirst()),
        query.number("n", 30, MOST),
        query.number("seed", 7, Integer.MAX_VALUE),
        null,
        List.of(),
        refused);
  }

  /// The drafts. The same corpus, count and seed make the same.
  static SynthPage drafts(Query query, ServerSettings settings) {
    SynthPage form = form(query, settings);
    if (!form.corpora.contains(form.corpus)) {
      throw Refusal.unknown(
          "corpus folder", form.corpus, form.corpora, "Choose one of the form's.");
    }
    if (!BUSY.tryAcquire()) {
      throw new Refusal(503, "Questions are being made already.", "Try again in a moment.");
    }
    try {
      var rejected = new ArrayList<Rejected>();
      Synthesis synthesis =
          Synthesis.of(
              new Folder(form.corpus),
              settings.home().resolve("corpora"),
              rejected::add,
              form.count,
              form.seed);
      return new SynthPage(
          query, form.corpora, form.corpus, form.count, form.seed, synthesis, rejected, null);
    } finally {
      BUSY.release();
    }
  }

  private static List<String> corpora(Path home) {
    try (Stream<Path> below = Files.list(home.resolve("corpora"))) {
      return below
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // the page says that there is none
    }
  }

  /// Where the question stands in its document.
  public String place(GoldenQuestion question) {
    var evidence = question.evidence().getFirst();
    return evidence.start() == null
        ? evidence.document()
        : "%s %s–%s"
            .formatted(
                evidence.document(),
                Numbers.count(evidence.start()),
                Numbers.count(evidence.end() == null ? 0 : evidence.end()));
  }

  @Override
  public String template() {
    return "synth";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("corpora", corpora);
    data.put("corpus", corpus);
    data.put("count", count);
    data.put("seed", seed);
    data.put("questions", synthesis == null ? null : synthesis.questions());
    data.put("discarded", synthesis == null ? null : synthesis.discarded());
    data.put("rejected", rejected);
    return data;
  }
}
