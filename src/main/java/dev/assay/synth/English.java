package dev.assay.synth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions in English.
record English() implements Patterns {
  private static final String SMALL = "The|A|An|Each|Every|All|Any|You|We|Your|Our|No";
  private static final String SUBJECT =
      "^(?<subject>(?:" + SMALL + "|[A-Z][\\p{L}\\d-]+)(?: [\\p{L}\\d'’-]+){0,6}?)";
  private static final String UNIT =
      "(?<unit>(?:working |business |calendar |Business |Working )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
          + "|percent|mL|ml|mg|kg|mm|cm|metres|pages|characters|EUR|bar|mmHg|litres|kilograms)\\b";
  private static final String LEAD =
      "(?: (?<lead>within|after|for|in|every|at least|at most|up to|no more than|about|only))?";

  private static final Pattern AUXILIARY =
      Pattern.compile(
          SUBJECT
              + " (?<verb>can|may|must|should|will|shall|is|are)(?<middle>(?: [^ .;:,|]+){0,9}?)(?<front>)"
              + LEAD
              + " "
              + NUMBER
              + " "
              + UNIT);
  private static final Pattern VERB =
      Pattern.compile(
          SUBJECT + " (?<verb>[a-z]{3,12}s)(?<front>)" + LEAD + " " + NUMBER + " " + UNIT);
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^(?<subject>[\"“][^\"”]{3,50}[\"”]|An? [\\p{L}\\d'’-]+(?: [\\p{L}\\d'’-]+){0,3}?"
              + "|The [\\p{L}\\d'’-]+(?: [\\p{L}\\d'’-]+){1,3}?|(?!The )[\\p{L}\\d][\\p{L}\\d'’-]{2,}(?: [\\p{L}\\d'’-]+)?)"
              + " (?<verb>is|are|means|mean) (?:an?|the|any|every|each|all|those|one of)\\b.{15,}");
  private static final Pattern NO_SUBJECT =
      Pattern.compile(
          "(?i)^(?:(?:this|that|these|those|it|they|there|here|what|which|who|nobody|nothing|everything|each|most"
              + "|one|both|some|after|before|without|with|from|until|under|over|by|since|during|on|in|at|for|if|when)\\b.*"
              + "|the (?:first|second|last|other|same|only|reason|result|exception|answer|aim|following)\\b.*"
              + "|.*\\b(?:which|that|and|or|not|if|when|it|them|always|never|only|also)\\b.*)$");
  private static final Pattern LOOSE_END =
      Pattern.compile(
          ".* (?:or|and|a|an|the|further|of|to|at|by|more|than|under|over|from|with|on|least|about|between)");
  private static final Pattern ACTION = Pattern.compile("(?i)how to (.{5,60})");
  private static final Pattern GERUND =
      Pattern.compile("([A-Z][a-z]{2,}ing) (?!and\\b|or\\b|[A-Z]\\S*$)(.{4,50})");

  @Override
  public String code(String code) {
    if (code.indexOf('-', 1) > 0 && !code.startsWith("-")) {
      return "What is " + code + "?";
    }
    return code.startsWith("-") || code.matches("[a-z_.]+[a-z0-9_.]*")
        ? "What is " + code + " for?"
        : "What does " + code + " mean?";
  }

  @Override
  public @Nullable String cell(String column, String row) {
    return column.matches("[\\p{L}-]{4,20}(?: [\\p{L}-]+){0,2}")
            && !column.matches(ASKING + "|(?i)(?:notes?|result|cause.*|remarks?|who)")
        ? "What is the %s for %s?"
            .formatted(Patterns.inner(column, "[A-Z][a-z].*"), Patterns.inner(row, SMALL))
        : null;
  }

  @Override
  public @Nullable String heading(String heading) {
    if (heading.endsWith("?")) {
      return heading;
    }
    var action = ACTION.matcher(heading);
    if (action.matches()) {
      return "How do I " + action.group(1) + "?";
    }
    var gerund = GERUND.matcher(heading);
    return gerund.matches() && !heading.matches(BARE)
        ? "What are the steps for %s %s?"
            .formatted(gerund.group(1).toLowerCase(java.util.Locale.ROOT), gerund.group(2))
        : null;
  }

  @Override
  public String about(String subject) {
    return "What should I know about " + Patterns.inner(subject, SMALL) + "?";
  }

  @Override
  public @Nullable String number(String sentence) {
    var auxiliary = AUXILIARY.matcher(sentence);
    if (auxiliary.find() && usable(auxiliary)) {
      return ask(auxiliary, auxiliary.group("verb"), auxiliary.group("middle"));
    }
    var verb = VERB.matcher(sentence);
    return verb.find() && usable(verb) ? ask(verb, "does", " " + base(verb.group("verb"))) : null;
  }

  private static boolean usable(Matcher match) {
    String subject = match.group("subject");
    return !NO_SUBJECT.matcher(subject).matches()
        && !LOOSE_END.matcher(match.group().substring(0, match.end("front"))).matches()
        && !(subject.equals("You") && match.group("verb").matches("is|are"));
  }

  private static String ask(Matcher match, String verb, String rest) {
    String lead = match.group("lead") == null ? "" : match.group("lead");
    boolean front = lead.matches("within|after|for|in");
    String subject = match.group("subject");
    String asked =
        "%s %s %s%s%s?"
            .formatted(
                front ? lead + " how many" : "how many",
                plural(match.group("unit")),
                verb,
                " " + (subject.equals("You") ? "I" : Patterns.inner(subject, SMALL)),
                rest + (front || lead.isEmpty() || lead.equals("about") ? "" : " " + lead));
    return asked.replaceAll("\\b[Yy]our\\b", "my");
  }

  private static String plural(String unit) {
    return unit.matches(".*(?:second|minute|hour|day|week|month|year)") ? unit + "s" : unit;
  }

  private static String base(String verb) {
    if (verb.endsWith("ies")) {
      return verb.substring(0, verb.length() - 3) + "y";
    }
    return verb.matches(".*(?:sses|shes|ches|xes|oes)")
        ? verb.substring(0, verb.length() - 2)
        : verb.substring(0, verb.length() - 1);
  }

  @Override
  public @Nullable String definition(String sentence) {
    var match = DEFINITION.matcher(sentence);
    if (!match.find() || NO_SUBJECT.matcher(match.group("subject")).matches()) {
      return null;
    }
    String subject = Patterns.inner(match.group("subject"), SMALL);
    return match.group("verb").startsWith("mean")
        ? "What does " + subject + " mean?"
        : "What " + match.group("verb") + " " + subject + "?";
  }
}
