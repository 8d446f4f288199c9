package dev.assay.judge.metric;

import dev.assay.Sha256;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/// A user's own yes or no about an answer, `criterion:polite=The answer is polite.`: 1 where a
/// language model says that the answer meets it, 0 where it does not, not applicable where there is
/// nothing to meet.
///
/// The metric is called `criterion:polite@3f9c01ab`, with the start of the hash of the text:
/// another text is another metric.
///
/// @param name a word
/// @param text what an answer has to be
record Criterion(String name, String text) {
  static final String FAMILY = "criterion:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
  private static final Pattern STORED = Pattern.compile(FAMILY + NAME.pattern() + "@[0-9a-f]{8}");
  private static final int LONGEST = 2000;

  Criterion {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "criterion '%s' must be named by a word of at most 40 letters, digits, - or _"
              .formatted(name));
    }
    text = text.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "criterion '%s' needs a text of at most %d characters".formatted(name, LONGEST));
    }
  }

  /// The metric of `criterion:NAME=TEXT`, or of the name under which what came of it is kept; that
  /// one can no longer judge. Empty for any other name.
  ///
  /// @throws IllegalArgumentException for a criterion without a name or a text
  static Optional<Metric> parse(String metric) {
    if (!metric.startsWith(FAMILY)) {
      return Optional.empty();
    }
    if (STORED.matcher(metric).matches()) {
      return Optional.of(
          metric(
              metric,
              "an own criterion",
              findings -> new Outcome.Failed("the criterion's text is not kept")));
    }
    int end = metric.indexOf('=');
    if (end < 0) {
      throw new IllegalArgumentException(
          "'%s' has no text: criterion:NAME=what the answer has to be".formatted(metric));
    }
    return Optional.of(
        new Criterion(metric.substring(FAMILY.length(), end), metric.substring(end + 1)).metric());
  }

  private Metric metric() {
    return metric(
        FAMILY + name + "@" + Sha256.of(text).substring(0, 8),
        "1 where the answer meets it: " + text,
        findings -> findings.criterion(this).score(Criterion::outcome));
  }

  private static Metric metric(
      String name, String formula, java.util.function.Function<Findings, Outcome> judge) {
    return Metric.share(name, Direction.HIGHER, "the answer", formula, judge);
  }

  private static Outcome outcome(Mark mark) {
    return "irrelevant".equals(mark.label())
        ? new Outcome.NotApplicable(mark.reason())
        : new Outcome.Scored("true".equals(mark.label()) ? 1 : 0);
  }

  /// `polite: The answer is polite.`
  @Override
  public String toString() {
    return name + ": " + text;
  }
}
