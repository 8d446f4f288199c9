package dev.assay.judge.metric;

import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The share of the items that something holds for, when the label of some may be missing.
final class Share {
  private Share() {}

  /// `true / submitted`. A missing label fails it, with the two values it lies between, where
  /// corrected; exact, as most tools do, it divides by the labels that came back.
  ///
  /// @param empty what no item at all comes to
  static Outcome of(
      List<@Nullable Boolean> labels, Compat compat, String items, String reply, Outcome empty) {
    int n = labels.size();
    long missing = labels.stream().filter(Objects::isNull).count();
    long holds = labels.stream().filter(Boolean.TRUE::equals).count();
    return switch (compat) {
      case CORRECTED -> {
        if (n == 0) {
          yield empty;
        }
        yield missing == 0
            ? new Outcome.Scored((double) holds / n)
            : new Outcome.Failed(
                "%d of %d %s have no valid verdict, so the value lies between %d/%d and %d/%d: %s"
                    .formatted(missing, n, items, holds, n, holds + missing, n, reply));
      }
      case EXACT ->
          n == missing ? empty : new Outcome.Scored((double) holds / (double) (n - missing));
    };
  }

  /// The sentences of the reference that the contexts hold, of all of them.
  ///
  /// @param empty where the reference has no sentence
  static Outcome ofReferenceSentences(Findings findings, Outcome empty) {
    return findings
        .referenceSentences()
        .score(
            marks -> of(marks.are("true"), findings.compat(), "sentences", marks.reply(), empty));
  }

  /// The labels. One that is missing fails them where corrected; exact, it is left out.
  static Finding<boolean[]> labels(Compat compat, Marks marks, String items) {
    var labels = marks.are("true");
    return switch (compat) {
      case CORRECTED -> complete(labels, items, marks.reply());
      case EXACT -> {
        var known = new ArrayList<@Nullable Boolean>(labels);
        known.removeIf(Objects::isNull);
        yield complete(known, items, marks.reply());
      }
    };
  }

  /// Fails where a label is missing, else hands the labels on.
  static Finding<boolean[]> complete(List<@Nullable Boolean> labels, String items, String reply) {
    boolean[] complete = new boolean[labels.size()];
    for (int i = 0; i < complete.length; i++) {
      Boolean label = labels.get(i);
      if (label == null) {
        long missing = labels.stream().filter(Objects::isNull).count();
        return Finding.failed(
            "%d of %d %s have no valid verdict: %s"
                .formatted(missing, complete.length, items, reply));
      }
      complete[i] = label;
    }
    return Finding.of(complete);
  }
}
