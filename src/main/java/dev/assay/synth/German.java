package dev.assay.synth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions in German.
record German() implements Patterns {
  private static final String SMALL = "Der|Die|Das|Ein|Eine|Jeder|Jede|Jedes|Alle|Ihr|Ihre|Wir";
  private static final String UNIT =
      "(?<unit>(?:Sekunden?|Minuten?|Stunden?|Tagen?|Werktagen?|Kalendertagen?|Wochen?|Monaten?|Jahren?|Euro|EUR|Prozent|Zeichen|kg|cm|mm|ml|mL))\\b";
  private static final Pattern NUMBER_SENTENCE =
      Pattern.compile(
          "^(?<subject>(?:Sie|"
              + SMALL
              + "|[A-ZÄÖÜ][\\p{L}\\d-]+)(?: [\\p{L}\\d-]+){0,4}?)"
              + " (?<verb>können|kann|müssen|muss|dürfen|darf|sollen|soll|ist|sind|gilt|gelten|dauert|beträgt|wiegt|hält|wird|werden|bleibt|bleiben|läuft|kostet|erlischt|verfällt|endet|reicht)"
              + "(?<middle>(?: [^ .;:,|]+){0,8}?)"
              + "(?: (?<lead>innerhalb von|binnen|nach|in|mit|bis zu|mindestens|höchstens|etwa|nur))? "
              + NUMBER
              + " "
              + UNIT
              + "(?<tail>(?: [^ .;:,|]+){0,6})\\.");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^(?<subject>„[^“]{3,50}“|(?:(?:Ein|Eine|Der|Die|Das) )?[A-ZÄÖÜ][\\p{L}\\d-]+(?: [A-ZÄÖÜ\\d][\\p{L}\\d-]*){0,2})"
              + " (?<verb>ist|sind|bedeutet|bezeichnet) (?:ein|eine|einer|der|die|das|jede[rs]?|alle)\\b.{15,}");
  private static final Pattern NO_SUBJECT =
      Pattern.compile(
          "Das|Dies|Der|Die|Es|Er|Sie|Ein|Eine|Wir"
              + "|(?:Danach|Dann|Dort|Hier|So|Auch|Nur|Nach|Vor|Ab|Bis|Mit|Ohne|Für|Seit|Zur?|Zum|Im|In|Am|An|Auf|Bei"
              + "|Beim|Wer|Was|Wenn|Dies\\p{L}*|Beide)\\b.*");
  private static final Pattern ACTION =
      Pattern.compile("([A-ZÄÖÜ][\\p{L}\\d-]+(?: [\\p{L}\\d-]+){0,4}) (\\p{Ll}+e[lr]?n)");

  @Override
  public String code(String code) {
    return code.startsWith("-") || code.matches("[a-z_.]+[a-z0-9_.]*")
        ? "Wozu dient " + code + "?"
        : "Was bedeutet " + code + "?";
  }

  @Override
  public @Nullable String cell(String column, String row) {
    return column.matches("[\\p{L} -]{3,40}")
        ? "Was gilt für %s (%s)?".formatted(row, column)
        : null;
  }

  @Override
  public @Nullable String heading(String heading) {
    if (heading.endsWith("?")) {
      return heading;
    }
    var action = ACTION.matcher(heading);
    return action.matches()
        ? "Wie kann ich %s %s?".formatted(Patterns.inner(action.group(1), SMALL), action.group(2))
        : null;
  }

  @Override
  public String about(String subject) {
    return "Was muss ich über „" + subject + "“ wissen?";
  }

  @Override
  public @Nullable String number(String sentence) {
    var match = NUMBER_SENTENCE.matcher(sentence);
    if (!match.find()
        || (NO_SUBJECT.matcher(match.group("subject")).matches()
            && !match.group("subject").equals("Sie"))) {
      return null;
    }
    String lead = match.group("lead") == null ? "" : match.group("lead");
    boolean front = lead.matches("innerhalb von|binnen|nach|in|mit");
    String verb = match.group("verb");
    String subject = Patterns.inner(match.group("subject"), SMALL);
    if (subject.equals("Sie")) {
      subject = "ich";
      verb =
          switch (verb) {
            case "können" -> "kann";
            case "müssen" -> "muss";
            case "dürfen" -> "darf";
            case "sollen" -> "soll";
            default -> "";
          };
      if (verb.isEmpty()) {
        return null;
      }
    }
    return "%s %s %s %s%s%s%s?"
        .formatted(
            front ? lead + " wie vielen" : "wie viele",
            match.group("unit"),
            verb,
            subject,
            match.group("middle"),
            front || lead.isEmpty() ? "" : " " + lead,
            match.group("tail"));
  }

  @Override
  public @Nullable String definition(String sentence) {
    var match = DEFINITION.matcher(sentence);
    if (!match.find() || NO_SUBJECT.matcher(match.group("subject")).matches()) {
      return null;
    }
    String subject = Patterns.inner(match.group("subject"), SMALL);
    return switch (match.group("verb")) {
      case "ist" -> "Was ist " + subject + "?";
      case "sind" -> "Was sind " + subject + "?";
      default -> "Was bedeutet " + subject + "?";
    };
  }
}
