package dev.assay.judge.metric;

import dev.assay.judge.Check;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Nuggets: the facts that the contexts hold for the question, vital or okay, and how many of them
/// the answer gives. Pradeep et al. 2025, arXiv:2411.09607. At most 30 are taken from the chunks
/// graded 1 or higher, the first 20 count.
///
/// `(sum over vital + 0.5 sum over okay) / (vital + 0.5 okay)`, support 1, partial .5 (strict: 0).
/// Open RAG Eval divides by at least one of each kind, so that four vital nuggets, all given, come
/// to 4 / 4.5 = .889; corrected, that is 1. A document that was not retrieved has no nugget: recall
/// of the retrieval is not in it.
final class Nuggets {
  private static final int COUNTED = 20;
  private static final int LIST_TOKENS = 3000;

  static final List<Metric> METRICS =
      List.of(
          Metric.share(
              "nuggets:weighted@1",
              Direction.HIGHER,
              "nuggets",
              "supported vital + half of supported okay nuggets / all, so weighted",
              findings -> of(findings, true, false)),
          Metric.share(
              "nuggets:weightedStrict@1",
              Direction.HIGHER,
              "nuggets",
              "the same, where partial support is none",
              findings -> of(findings, true, true)),
          Metric.share(
              "nuggets:vitalStrict@1",
              Direction.HIGHER,
              "vital nuggets",
              "fully supported vital nuggets / vital nuggets",
              findings -> of(findings, false, true)));

  private Nuggets() {}

  private record Nugget(String text, boolean vital) {}

  private static Outcome of(Findings findings, boolean weighted, boolean strict) {
    return findings
        .answer()
        .then(answer ->
            nuggets(findings)
                .then(nuggets ->
                    findings
                        .check(
                            Check.NUGGET,
                            nuggets.stream().map(Nugget::text).toList(),
                            Map.of("answer", answer))
                        .then(marks -> {
                          var missing =
                              marks.marks().stream().filter(mark -> mark.label() == null).count();
                          return missing > 0
                              ? Finding.<Outcome>failed(
                                  "%d of %d nuggets have no valid verdict: %s"
                                      .formatted(missing, nuggets.size(), marks.reply()))
                              : Finding.of(
                                  score(
                                      vital(nuggets),
                                      support(marks.marks(), strict),
                                      weighted,
                                      findings.compat()));
                        })))
        .score(value -> value);
  }

  private static boolean[] vital(List<Nugget> nuggets) {
    boolean[] vital = new boolean[nuggets.size()];
    IntStream.range(0, vital.length).forEach(i -> vital[i] = nuggets.get(i).vital());
    return vital;
  }

  private static double[] support(List<Mark> marks, boolean strict) {
    return marks.stream()
        .mapToDouble(mark ->
            switch (String.valueOf(mark.label())) {
              case "support" -> 1;
              case "partial" -> strict ? 0 : 0.5;
              default -> 0;
            })
        .toArray();
  }

  /// @param support per nugget, 0 to 1
  static Outcome score(boolean[] vital, double[] support, boolean weighted, Compat compat) {
    double sum = 0;
    int vitals = 0;
    double okays = 0;
    double okaySum = 0;
    for (int i = 0; i < vital.length; i++) {
      if (vital[i]) {
        vitals++;
        sum += support[i];
      } else {
        okays++;
        okaySum += support[i];
      }
    }
    if (compat == Compat.EXACT) {
      vitals = Math.max(1, vitals);
      okays = Math.max(1, okays);
    }
    double all = vitals + (weighted ? 0.5 * okays : 0);
    return all == 0
        ? new Outcome.NotApplicable("the contexts hold no nugget")
        : new Outcome.Scored((sum + (weighted ? 0.5 * okaySum : 0)) / all);
  }

  private static Finding<List<Nugget>> nuggets(Findings findings) {
    return findings
        .chunks(Check.PASSAGE_GRADE)
        .then(grades -> {
          var passages = new ArrayList<String>();
          for (int i = 0; i < grades.marks().size(); i++) {
            String grade = grades.marks().get(i).label();
            if (grade == null) {
              return Finding.failed("not all chunks have a valid grade: " + grades.reply());
            }
            if (!grade.equals("0")) {
              passages.add(findings.sample().contexts().get(i).text());
            }
          }
          return passages.isEmpty()
              ? Finding.notApplicable("no chunk is graded 1 or higher, so there is no nugget")
              : list(findings, passages);
        });
  }

  private static Finding<List<Nugget>> list(Findings findings, List<String> passages) {
    return findings
        .ask(
            "nugget-list@1",
            Map.of("question", findings.sample().question(), "passages", passages),
            LIST_TOKENS)
        .then(reply -> {
          var all = new ArrayList<Nugget>();
          var seen = new HashSet<String>();
          for (var nugget : reply.value().get("nuggets")) {
            String text = nugget.get("text").asString().strip();
            if (!text.isEmpty() && (seen.add(text) || findings.compat() == Compat.EXACT)) {
              all.add(new Nugget(text, nugget.get("importance").asString().equals("vital")));
            }
          }
          var counted =
              Stream.concat(
                      all.stream().filter(Nugget::vital),
                      all.stream().filter(nugget -> !nugget.vital()))
                  .limit(COUNTED)
                  .toList();
          return counted.isEmpty()
              ? Finding.notApplicable("the contexts hold no nugget")
              : Finding.of(counted);
        });
  }
}
