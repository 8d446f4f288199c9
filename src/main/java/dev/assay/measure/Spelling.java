package dev.assay.measure;

import dev.assay.Nearest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parts of a measure's spelling: `name(parameter=value)@cut`.
///
/// @param text as written
/// @param parameters name to value, without quotes; a bare flag has the value `True`
/// @param cut what stands behind the `@`, or null where the measure is uncut. Text, because each
///   measure decides which units it takes.
record Spelling(String text, String name, Map<String, String> parameters, @Nullable String cut) {
  private static final Pattern SHAPE =
      Pattern.compile("(?<name>\\w+)(\\((?<parameters>[^()]*)\\))?(@(?<cut>\\w+))?");
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*(?<key>\\w+)\\s*(=\\s*('(?<quoted>[^']*)'|(?<value>[\\w.-]+))\\s*)?");

  /// The parameter that asks for the condensed view.
  static final String JUDGED_ONLY = "judged_only";

  static Spelling parse(String text) {
    Matcher parts = SHAPE.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a measure; write it like nDCG@10 or P(rel=2)@10".formatted(text));
    }
    var parameters = new LinkedHashMap<String, String>();
    String list = parts.group("parameters");
    if (list != null) {
      Arrays.stream(list.split(",", -1)).forEach(part -> addParameter(text, part, parameters));
    }
    return new Spelling(text, parts.group("name"), parameters, parts.group("cut"));
  }

  private static void addParameter(String text, String part, Map<String, String> parameters) {
    Matcher matcher = PARAMETER.matcher(part);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s': '%s' is not a parameter; write it like rel=2".formatted(text, part.strip()));
    }
    String quoted = matcher.group("quoted");
    String value = quoted == null ? matcher.group("value") : quoted;
    if (parameters.put(matcher.group("key"), value == null ? "True" : value) != null) {
      throw new IllegalArgumentException(
          "'%s' gives '%s' twice".formatted(text, matcher.group("key")));
    }
  }

  /// Refuses every parameter but these.
  Spelling takes(String... known) {
    for (String parameter : parameters.keySet()) {
      if (!List.of(known).contains(parameter)) {
        throw new IllegalArgumentException(
            known.length == 0
                ? "'%s': %s takes no parameter".formatted(text, name)
                : "'%s': %s has no parameter '%s'%s"
                    .formatted(
                        text,
                        name,
                        parameter,
                        "; " + Nearest.suggestion(parameter, List.of(known))));
      }
    }
    return this;
  }

  /// Refuses every parameter but this one and that of the condensed view.
  Spelling condensable(String known) {
    return takes(known, JUDGED_ONLY);
  }

  /// Whether a parameter that is False by default is given as True.
  boolean flag(String parameter) {
    return choice(parameter, "False", "True").equals("True");
  }

  double number(String parameter, double otherwise) {
    String value = parameters.get(parameter);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s': %s must be a number, got '%s'".formatted(text, parameter, value), e);
    }
  }

  /// The parameter `rel`, the lowest grade that counts as relevant; 1 by default.
  int rel() {
    return wholeNumber("rel", parameters.getOrDefault("rel", "1"));
  }

  /// One of the values of a parameter, the first where it is not given.
  String choice(String parameter, String... values) {
    String value = parameters.getOrDefault(parameter, values[0]);
    if (!List.of(values).contains(value)) {
      throw new IllegalArgumentException(
          "'%s': %s cannot be '%s'%s"
              .formatted(
                  text, parameter, value, "; " + Nearest.suggestion(value, List.of(values))));
    }
    return value;
  }

  /// A cutoff counted in hits.
  int hits() {
    if (cut != null && inTokens(cut)) {
      throw new IllegalArgumentException(
          "'%s': %s counts hits; only EvR, EvP and EvIoU take a cutoff in tokens"
              .formatted(text, name));
    }
    return cut == null ? Measure.UNCUT : wholeNumber("the cutoff", cut);
  }

  /// A cutoff counted in hits or in tokens.
  Cutoff cutoff() {
    return cut != null && inTokens(cut)
        ? new Cutoff.Tokens(wholeNumber("the cutoff", cut.substring(0, cut.length() - 3)))
        : new Cutoff.Ranks(hits());
  }

  private static boolean inTokens(String cut) {
    return cut.length() > 3 && cut.endsWith("tok");
  }

  /// Refuses a cutoff.
  Spelling uncut() {
    if (cut != null) {
      throw new IllegalArgumentException("'%s': %s takes no cutoff".formatted(text, name));
    }
    return this;
  }

  private int wholeNumber(String what, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s': %s must be a whole number, got '%s'".formatted(text, what, digits), e);
    }
  }

  static String print(String name, String parameters, int cutoff) {
    return print(name, parameters, new Cutoff.Ranks(cutoff));
  }

  static String print(String name, String parameters, Cutoff cutoff) {
    return name + (parameters.isEmpty() ? "" : "(" + parameters + ")") + cutoff;
  }

  /// This text with one more parameter.
  String with(String parameter) {
    int open = text.indexOf('(');
    return open < 0
        ? name + "(" + parameter + ")" + text.substring(name.length())
        : text.replace(")", "," + parameter + ")");
  }

  static String join(String... parameters) {
    return Arrays.stream(parameters)
        .filter(parameter -> !parameter.isEmpty())
        .collect(Collectors.joining(","));
  }

  static String rel(int rel) {
    return rel == 1 ? "" : "rel=" + rel;
  }

  static void checkCutoff(int cutoff) {
    if (cutoff < 1) {
      throw new IllegalArgumentException("the cutoff must be at least 1, got " + cutoff);
    }
  }

  static void checkCut(String name, int cutoff) {
    if (cutoff == Measure.UNCUT) {
      throw new IllegalArgumentException("%s needs a cutoff, like %s@10".formatted(name, name));
    }
    checkCutoff(cutoff);
  }

  static void checkRel(int rel) {
    if (rel < 1) {
      throw new IllegalArgumentException("rel must be at least 1, got " + rel);
    }
  }
}
