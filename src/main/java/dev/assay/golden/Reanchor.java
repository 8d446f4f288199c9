package dev.assay.golden;

import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.corpus.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds every quote again in the documents as they are now and writes its offsets.
///
/// @param questions the set with what could be placed
/// @param moved how many pieces of evidence got other offsets or another quote
/// @param problems the quotes that could not be placed
public record Reanchor(GoldenSet questions, int moved, List<Problem> problems) {

  public Reanchor {
    problems = List.copyOf(problems);
  }

  /// Places the quotes without writing anything.
  ///
  /// @param texts document id to text
  public static Reanchor of(GoldenSet golden, Map<String, String> texts) {
    var questions = new ArrayList<GoldenQuestion>();
    var problems = new ArrayList<Problem>();
    int moved = 0;
    for (var question : golden.questions()) {
      var changed = new ArrayList<Evidence>();
      for (var evidence : question.evidence()) {
        var placed = place(evidence, texts, golden.place(question), problems);
        moved += placed.equals(evidence) ? 0 : 1;
        changed.add(placed);
      }
      questions.add(
          changed.equals(question.evidence()) ? question : question.withEvidence(changed));
    }
    return new Reanchor(new GoldenSet(questions, golden.places()), moved, problems);
  }

  /// Places the quotes and writes each file in which something moved: the same lines in the same
  /// order, only those of moved evidence anew.
  ///
  /// @param fileOrFolder as for [GoldenSet#read]
  public static Reanchor inPlace(Path fileOrFolder, Map<String, String> texts) {
    var before = GoldenSet.read(fileOrFolder);
    var after = of(before, texts);
    var changed = new HashMap<GoldenSet.Place, GoldenQuestion>();
    for (int i = 0; i < before.questions().size(); i++) {
      var question = after.questions().questions().get(i);
      if (!question.equals(before.questions().get(i))) {
        changed.put(before.place(question), question);
      }
    }
    for (var file : GoldenSet.files(fileOrFolder)) {
      if (changed.keySet().stream().anyMatch(place -> place.file().equals(file.toString()))) {
        rewrite(file, changed);
      }
    }
    return after;
  }

  private static void rewrite(Path file, Map<GoldenSet.Place, GoldenQuestion> changed) {
    try {
      var lines = Files.readString(file).split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        var question = changed.get(new GoldenSet.Place(file.toString(), i + 1));
        if (question != null) {
          lines[i] = Json.MAPPER.writeValueAsString(question);
        }
      }
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, String.join("\n", lines));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssayException("cannot write " + file, e);
    }
  }

  private static Evidence place(
      Evidence evidence, Map<String, String> texts, GoldenSet.Place place, List<Problem> problems) {
    var quote = evidence.quote();
    if (quote == null) {
      return evidence;
    }
    var text = texts.get(evidence.document());
    if (text == null) {
      problems.add(unknownDocument(evidence, texts, place));
      return evidence;
    }
    var span = choose(Quote.places(quote, text), evidence.span());
    if (span != null) {
      return new Evidence(
          evidence.document(),
          span.start(),
          span.end(),
          text.substring(span.start(), span.end()),
          evidence.grade());
    }
    int times = Quote.places(quote, text).size();
    var nearest = times == 0 ? Quote.nearest(quote, text) : null;
    problems.add(
        Problem.error(
            place.file(),
            place.line(),
            1,
            times == 0
                ? "'%s' does not stand in %s".formatted(brief(quote), evidence.document())
                : "'%s' stands %d times in %s: make the quote longer"
                    .formatted(brief(quote), times, evidence.document()),
            nearest == null ? null : "nearest: '" + brief(nearest) + "'"));
    return evidence;
  }

  /// The only place, or the one nearest the old one.
  private static @Nullable Span choose(List<Span> places, @Nullable Span old) {
    if (places.size() == 1) {
      return places.getFirst();
    }
    return old == null
        ? null
        : places.stream()
            .min(Comparator.comparingInt(span -> Math.abs(span.start() - old.start())))
            .orElse(null);
  }

  static Problem unknownDocument(
      Evidence evidence, Map<String, ?> documents, GoldenSet.Place place) {
    var nearest = Nearest.to(evidence.document(), documents.keySet());
    return Problem.error(
        place.file(),
        place.line(),
        1,
        "there is no document '" + evidence.document() + "'",
        nearest == null ? null : "did you mean '" + nearest + "'?");
  }

  static String brief(String text) {
    var line = text.replace('\n', ' ');
    int end = line.offsetByCodePoints(0, Math.min(60, line.codePointCount(0, line.length())));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }
}
