package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.ranking.TrecRun.Ties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Agreement with what trec_eval 10.0 printed for its own test collection.
class TrecEvalTest {
  private static final Path FOLDER = Path.of("../shared/data/trec_eval");
  private static final Pattern CUT =
      Pattern.compile("(P|recall|ndcg_cut|map_cut|success|unj)_(\\d+)");
  private static final Map<String, String> NAMES =
      Map.of(
          "map",
          "AP",
          "recip_rank",
          "RR",
          "bpref",
          "Bpref",
          "ndcg",
          "nDCG",
          "set_recall",
          "R",
          "infAP",
          "infAP",
          "P",
          "P",
          "recall",
          "R",
          "ndcg_cut",
          "nDCG",
          "map_cut",
          "AP");

  @BeforeEach
  void needsTheFixture() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no " + FOLDER);
  }

  @ParameterizedTest
  @CsvSource({"out.test.a, 48", "out.test.aq, 192"})
  void everyLineOfOursIsPrintedAlike(String output, int lines) throws IOException {
    Run run = TrecRun.read(FOLDER.resolve("results.test"), Ties.TREC_EVAL);
    Map<String, GradedRanking> graded = Qrels.readTrec(FOLDER.resolve("qrels.test")).grade(run);
    int compared = 0;
    for (String line : Files.readAllLines(FOLDER.resolve(output))) {
      String[] fields = line.split("\\s+", -1);
      String measure = ours(fields[0]);
      if (measure != null) {
        double value =
            fields[1].equals("all")
                ? graded.values().stream().mapToDouble(r -> value(measure, r)).average().orElse(-1)
                : value(measure, graded.get(fields[1]));
        double printed = fields[0].startsWith("unj") ? 1 - value : value;
        assertThat(String.format(Locale.ROOT, "%.4f", printed)).as(line).isEqualTo(fields[2]);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(lines);
  }

  @Test
  void commentsBetweenJudgementsAreNotJudgements() {
    Qrels plain = Qrels.readTrec(FOLDER.resolve("qrels.test"));
    Qrels commented = Qrels.readTrec(FOLDER.resolve("qrels.test.with-comments"));
    assertThat(commented.grades("302")).isEqualTo(plain.grades("302"));
    assertThat(commented.grades("301"))
        .hasSameSizeAs(plain.grades("301"))
        .containsKey("CR#93E-1860");
  }

  private static double value(String measure, @Nullable GradedRanking ranking) {
    return ((GradeMeasure) Measure.parse(measure))
        .score(Objects.requireNonNull(ranking))
        .asTrecEval();
  }

  /// Our spelling of trec_eval's name, or null where we have no such measure. `unj_k` is the other
  /// part of `Judged@k` as long as `k` hits came back.
  private static @Nullable String ours(String name) {
    Matcher cut = CUT.matcher(name);
    if (cut.matches()) {
      String measure =
          switch (cut.group(1)) {
            case "success" -> "Success";
            case "unj" -> "Judged";
            default -> NAMES.get(cut.group(1));
          };
      return measure + "@" + cut.group(2);
    }
    return name.equals("P") || name.equals("recall") ? null : NAMES.get(name);
  }
}
