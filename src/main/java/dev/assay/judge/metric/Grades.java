package dev.assay.judge.metric;

import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;

/// Means of grades from 0 to 3.
final class Grades {
  static final double HIGHEST = 3;

  private Grades() {}

  /// What a grade that is missing comes to.
  enum Missing {
    /// There is no mean.
    FAILS,
    /// The mean is of the others.
    LEFT_OUT,
    ZERO
  }

  /// The mean grade, divided by `scale`; failed where none is there.
  static Outcome mean(Marks marks, double scale, String items, Missing missing) {
    if (marks.marks().isEmpty()) {
      return new Outcome.NotApplicable("there are no " + items + " to grade");
    }
    double sum = 0;
    int n = 0;
    for (var mark : marks.marks()) {
      if (mark.label() != null) {
        sum += Integer.parseInt(mark.label());
        n++;
      } else if (missing == Missing.ZERO) {
        n++;
      } else if (missing == Missing.FAILS) {
        n = 0;
        break;
      }
    }
    return n == 0
        ? new Outcome.Failed(
            "not all of the %d %s have a valid grade: %s"
                .formatted(marks.marks().size(), items, marks.reply()))
        : new Outcome.Scored(sum / n / scale);
  }
}
