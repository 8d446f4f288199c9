package dev.assay.synth;

import dev.assay.corpus.Document;
import dev.assay.corpus.Span;
import dev.assay.golden.GoldenQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions by pattern, without a language model: what a code means, how many days, what something
/// is, what a table says about its first column, what a section tells.
final class Rules {
  /// Letters and digits in one word, with or without hyphens: `E1042`, `LK3-0320-C`, `VS-58`.
  private static final String CODE =
      "(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\\d)(?=[A-Z0-9-]{3})[A-Z0-9]+(?:-[A-Z0-9]+)*";

  private static final Pattern WHOLE_CODE = Pattern.compile(CODE);

  private static final Pattern OPTION =
      Pattern.compile("(?:--[a-z][a-z0-9-]+|[a-z]+(?:[_.][a-z0-9]+)+)");

  /// `E1042 means …`, `The gasket PL200-0450-B shrinks …`.
  private static final Pattern CODE_STARTS =
      Pattern.compile(
          "^(?<noun>(?:The|A|An|Der|Die|Das) \\p{L}{3,14} )?(?<code>"
              + CODE
              + ")(?<says> (?:is|means|stands|ist|bedeutet|steht|adalah|berarti)\\b|:)?(?= .{15})");

  /// The longest evidence for what a section tells, in characters.
  private static final int LONGEST_SECTION = 600;

  private static final Pattern DEPENDENT =
      Pattern.compile(
          "^(?:This|That|These|Those|It|They|He|She|There|Here|Both|Then|Such|If|When|In|On|At|For|As|Its"
              + "|Dies\\p{L}*|Es|Sie gilt|Er|Dabei|Dort|Hier|Wenn|Bei|Ini|Itu|Hal|Jika|Bila|Mereka|Di|Pada)\\b");

  private Rules() {}

  static List<Candidate> candidates(Document document, Language language) {
    var candidates = new ArrayList<Candidate>();
    var patterns = Patterns.of(language);
    var units = Unit.of(document);
    for (int i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      if (unit.isRow()) {
        row(document, language, patterns, unit, candidates);
        continue;
      }
      sentence(document, language, patterns, unit, candidates);
      if (unit.first() && !unit.heading().isEmpty()) {
        var section = section(document, units, i);
        String told = Unit.plain(section.text());
        add(
            candidates,
            document,
            language,
            section,
            "heading",
            patterns.heading(unit.heading()),
            told);
        add(
            candidates,
            document,
            language,
            section,
            "subject",
            patterns.subject(unit.heading()),
            told);
      }
    }
    return candidates;
  }

  /// The sentences that follow a heading, as far as they are short enough to be evidence.
  private static Unit section(Document document, List<Unit> units, int from) {
    var first = units.get(from);
    int end = first.span().end();
    for (int i = from + 1; i < units.size(); i++) {
      var next = units.get(i);
      if (next.first()
          || next.isRow()
          || next.span().end() - first.span().start() > LONGEST_SECTION) {
        break;
      }
      end = next.span().end();
    }
    var span = new Span(first.span().start(), end);
    return new Unit(
        first.heading(),
        true,
        span,
        document.text().substring(span.start(), span.end()),
        List.of(),
        List.of());
  }

  private static void row(
      Document document, Language language, Patterns patterns, Unit unit, List<Candidate> all) {
    String name = unit.cells().getFirst();
    if (WHOLE_CODE.matcher(name).matches() || OPTION.matcher(name).matches()) {
      String last =
          unit.cells().subList(1, unit.cells().size()).stream()
              .filter(cell -> cell.length() > 3)
              .findFirst()
              .orElse("");
      add(all, document, language, unit, "identifier", patterns.code(name), last);
    }
    for (int column = 1; column < unit.cells().size(); column++) {
      String cell = unit.cells().get(column);
      if (name.length() >= 4
          && name.length() <= 50
          && Character.isLetter(name.charAt(0))
          && cell.matches(".*\\d.*")
          && cell.length() <= 120
          && unit.header().get(column).length() >= 3) {
        add(
            all,
            document,
            language,
            unit,
            "table",
            patterns.cell(unit.header().get(column), name),
            cell);
      }
    }
  }

  private static void sentence(
      Document document, Language language, Patterns patterns, Unit unit, List<Candidate> all) {
    String text = Unit.plain(unit.text());
    if (DEPENDENT.matcher(text).find() || !text.endsWith(".")) {
      return;
    }
    var code = CODE_STARTS.matcher(text);
    if (code.find() && code.group("says") != null) {
      add(all, document, language, unit, "identifier", patterns.code(code.group("code")), text);
    } else if (code.hasMatch() && code.group("noun") != null) {
      String noun = code.group("noun");
      String named = Character.toLowerCase(noun.charAt(0)) + noun.substring(1) + code.group("code");
      add(all, document, language, unit, "identifier", patterns.about(named), text);
    }
    add(
        all,
        document,
        language,
        unit,
        "number",
        inside(patterns.number(text), text, document, language),
        text);
    add(
        all,
        document,
        language,
        unit,
        "definition",
        inside(patterns.definition(text), text, document, language),
        text);
  }

  /// A sentence's first word loses its capital inside a question where the document also writes it
  /// small. German nouns keep theirs.
  private static @Nullable String inside(
      @Nullable String question, String sentence, Document document, Language language) {
    int blank = sentence.indexOf(' ');
    if (question == null || blank < 0 || language == Language.DE) {
      return question;
    }
    String word = sentence.substring(0, blank);
    String small = word.toLowerCase(Locale.ROOT);
    return document.text().contains(" " + small + " ")
        ? question
            .replace(" " + word + " ", " " + small + " ")
            .replace(" " + word + "?", " " + small + "?")
        : question;
  }

  private static void add(
      List<Candidate> all,
      Document document,
      Language language,
      Unit unit,
      String rule,
      @Nullable String question,
      String answer) {
    if (question != null) {
      all.add(
          new Candidate(
              rule,
              rule.equals("identifier")
                  ? GoldenQuestion.Type.IDENTIFIER
                  : GoldenQuestion.Type.LOOKUP,
              language.code(),
              Character.toUpperCase(question.charAt(0)) + question.substring(1),
              answer,
              document.id(),
              unit.span(),
              unit.text(),
              Map.of("rule", rule + "@1")));
    }
  }
}
