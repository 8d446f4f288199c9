package dev.assay.golden;

import dev.assay.InvalidInput;
import dev.assay.Lines;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.corpus.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Questions with character spans as evidence, in the layout of `chunking_evaluation` (Smith and
/// Troynikov 2024, "Evaluating Chunking Strategies for Retrieval"): one JSON object a line with
/// `question`, `corpus` and `references` (`content`, `start`, `end`).
///
/// Its offsets count code points, as Python does; the golden ones count Java `char`s. Every quote
/// is looked for at its offsets, and where it does not stand there, in the whole document.
public final class ChunkingEvaluation {
  /// References say what is evidence, not how good it is.
  private static final int GRADE = 1;

  private final Map<String, String> texts;
  private final @Nullable String language;
  private final Path file;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private ChunkingEvaluation(Map<String, String> texts, @Nullable String language, Path file) {
    this.texts = texts;
    this.language = language;
    this.file = file;
  }

  /// Reads the questions and finds their evidence.
  ///
  /// @param texts document id to text; `corpus` names one, with or without `.md` or `.txt`
  /// @param language ISO 639-1 code of all questions, or null
  /// @throws InvalidInput with every line that is wrong, and every quote that does not stand in its
  ///   document
  public static GoldenSet read(Path file, Map<String, String> texts, @Nullable String language) {
    var reader = new ChunkingEvaluation(texts, language, file);
    var questions = new ArrayList<GoldenQuestion>();
    LineRecords.each(
        file, reader.problems, (line, json) -> questions.add(reader.question(line, json)));
    if (!reader.problems.isEmpty()) {
      throw new InvalidInput(reader.problems);
    }
    return new GoldenSet(questions);
  }

  private GoldenQuestion question(Lines.Line line, JsonNode json) {
    String name = text(json, "corpus");
    String id = json.path("id").asString(name + "-" + line.number());
    if (!ids.add(id)) {
      throw new IllegalArgumentException("duplicate id '" + id + "'");
    }
    String document = document(name);
    String text = texts.getOrDefault(document, "");
    var evidence = new ArrayList<Evidence>();
    for (JsonNode reference : json.path("references")) {
      Span span = place(line, document, text, reference);
      if (span != null) {
        evidence.add(
            new Evidence(
                document,
                span.start(),
                span.end(),
                text.substring(span.start(), span.end()),
                GRADE));
      }
    }
    return new GoldenQuestion(
        id,
        text(json, "question"),
        null,
        evidence,
        null,
        null,
        language,
        GoldenQuestion.Origin.IMPORTED,
        GoldenQuestion.Status.ACCEPTED,
        null);
  }

  private String document(String name) {
    return Stream.of(name, name + ".md", name + ".txt")
        .filter(texts::containsKey)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no document '%s'; %s"
                    .formatted(name, Nearest.suggestion(name, texts.keySet()))));
  }

  private @Nullable Span place(Lines.Line line, String document, String text, JsonNode reference) {
    String quote = text(reference, "content");
    Span said = said(text, reference);
    if (said != null && text.substring(said.start(), said.end()).equals(quote)) {
      return said;
    }
    int near = said == null ? 0 : said.start();
    var found =
        Quote.places(quote, text).stream()
            .min(Comparator.comparingInt(place -> Math.abs(place.start() - near)));
    if (found.isEmpty()) {
      String nearest = Quote.nearest(quote, text);
      problems.add(
          Problem.error(
              file.toString(),
              line.number(),
              1,
              "'%s' does not stand in %s".formatted(Reanchor.brief(quote), document),
              nearest == null ? null : "nearest: '" + Reanchor.brief(nearest) + "'"));
    }
    return found.orElse(null);
  }

  /// The offsets as Java counts them; null where there are none in the document.
  private static @Nullable Span said(String text, JsonNode reference) {
    int start = reference.path("start").asInt(-1);
    int end = reference.path("end").asInt(-1);
    if (start < 0 || end <= start || end > text.codePointCount(0, text.length())) {
      return null;
    }
    int from = text.offsetByCodePoints(0, start);
    return new Span(from, text.offsetByCodePoints(from, end - start));
  }

  private static String text(JsonNode json, String field) {
    String value = json.path(field).asString("");
    if (value.isBlank()) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
    return value;
  }
}
