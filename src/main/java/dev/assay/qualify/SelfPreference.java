package dev.assay.qualify;

import dev.assay.experiment.LabelledRow;
import dev.assay.experiment.ReportCard;
import dev.assay.qualify.RowJudging.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Does a judge prefer the answers of its own family of models?
final class SelfPreference {
  /// What a family's models have in common: the letters that their names begin with.
  private static final Pattern FAMILY = Pattern.compile("(?:.*/)?(\\p{L}+).*", Pattern.DOTALL);

  private SelfPreference() {}

  /// The family of a model: `qwen` of `org/Qwen2.5-7B`; null where the name begins with no letter.
  static @Nullable String family(String model) {
    var name = FAMILY.matcher(model.strip());
    return name.matches() ? name.group(1).toLowerCase(Locale.ROOT) : null;
  }

  /// Pairs of answers to one question to which people gave the same label, one by a model of the
  /// judge's family and one by another, of which the judge says yes to one alone. It fails where
  /// that is its own; a fair judge does so in half of them. Rows without a question or an answer
  /// have no pair; answers held against a criterion have theirs under the same one.
  ///
  /// @param verdicts one a row
  static ReportCard.Probe of(
      List<LabelledRow> rows, List<Verdict> verdicts, @Nullable String family) {
    int n = 0;
    int failed = 0;
    var byQuestion = new LinkedHashMap<List<String>, List<Integer>>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row.answer() != null && !row.question().isBlank()) {
        byQuestion
            .computeIfAbsent(
                List.of(row.question(), String.valueOf(row.criterion()), row.label()),
                _ -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> alike : byQuestion.values()) {
      for (int own : alike) {
        for (int other : alike) {
          if (isOf(family, rows.get(own))
              && isOfAnother(family, rows.get(other))
              && verdicts.get(own) instanceof Verdict.Given mine
              && verdicts.get(other) instanceof Verdict.Given theirs
              && mine.yes() != theirs.yes()) {
            n++;
            failed += mine.yes() ? 1 : 0;
          }
        }
      }
    }
    return ReportCard.Probe.of(n, failed);
  }

  private static boolean isOf(@Nullable String family, LabelledRow row) {
    return family != null && row.generator() != null && family.equals(family(row.generator()));
  }

  private static boolean isOfAnother(@Nullable String family, LabelledRow row) {
    return family != null && row.generator() != null && !family.equals(family(row.generator()));
  }
}
