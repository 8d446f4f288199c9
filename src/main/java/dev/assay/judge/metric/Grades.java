package dev.assay.judge.metric;

import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;

/// Means of grades from 0 to 3.
final class Grades {
  static final double HIGHEST = 3;

  private Grades() {}

  /// The mean grade, divided by `scale`; failed where one is missing.
  static Outcome mean(Marks marks, double scale, String items) {
    if (marks.marks().isEmpty()) {
      return new Outcome.NotApplicable("there are no " + items + " to grade");
    }
    double sum = 0;
    for (var mark : marks.marks()) {
      if (mark.label() == null) {
        return new Outcome.Failed(
            "not all of the %d %s have a valid grade: %s"
                .formatted(marks.marks().size(), items, marks.reply()));
      }
      sum += Integer.parseInt(mark.label());
    }
    return new Outcome.Scored(sum / marks.marks().size() / scale);
  }
}
