package dev.assay.report;

import dev.assay.verdicts.AnswerPair;
import java.util.ArrayList;
import java.util.List;

/// What a person is asked to choose from, for a terminal.
public final class PreferenceText {
  private PreferenceText() {}

  /// A pair, without what system gave which answer.
  ///
  /// @param turned whether the baseline's answer is the second
  /// @param aspect what is compared
  /// @param left how many pairs are not rated yet, this one among them
  /// @param singleKeys whether a key is enough, without Enter
  public static String of(
      AnswerPair pair, boolean turned, String aspect, int left, boolean singleKeys) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("-- %d to go".formatted(left));
    lines.add("Question: " + LabelText.clean(pair.question()));
    if (pair.reference() != null) {
      lines.add("Reference answer: " + LabelText.clean(pair.reference()));
    }
    var answers = turned ? List.of(pair.with(), pair.base()) : List.of(pair.base(), pair.with());
    for (int i = 0; i < 2; i++) {
      lines.add("[%d]".formatted(i + 1));
      LabelText.clean(answers.get(i)).lines().forEach(line -> lines.add("    " + line));
    }
    lines.add(
        "Which is better (%s)?  1  2  t tie  s skip  u undo  q quit%s"
            .formatted(LabelText.clean(aspect), singleKeys ? "" : "  (then Enter)"));
    return String.join("\n", lines);
  }
}
