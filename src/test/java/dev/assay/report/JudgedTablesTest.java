package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.Labels;
import dev.assay.experiment.Labels.Corrected;
import dev.assay.experiment.ReportCard;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Judged;
import dev.assay.experiment.Result.Mean;
import dev.assay.milvus.EngineInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgedTablesTest {
  private static Result result(@Nullable Judged... judged) {
    var configurations =
        Arrays.stream(judged)
            .map(judge ->
                new ConfigurationResult(
                    "A", "fixed", "none", "bm25", "none", 12, Map.of(), Map.of(), Map.of(), null,
                    judge, null))
            .toList();
    return new Result(
        "x-1f2e",
        new EngineInfo("milvus-lite", "2.5.1"),
        new Result.CorpusSummary("c", 3, "abc", List.of()),
        new Result.GoldenSummary(4, 0, "9c1f", null),
        "nDCG@10",
        null,
        configurations,
        new Result.Calls(0, 0, 2, null),
        0,
        100,
        new Result.Seconds(1, 0, 0, 1, 0, 0),
        null);
  }

  private static Judged judged(@Nullable Labels labels) {
    var metrics = new LinkedHashMap<String, Mean>();
    metrics.put("faithfulness", new Mean(.92, .88, .95, 118, 120, 2, null));
    metrics.put("contextPrecision", new Mean(null, null, null, 0, 120, 120, null));
    metrics.put("answerRelevancy", new Mean(.5, .4, .6, 120, 120, null, null));
    return new Judged("offline:a|b@1", "offline:extractive", metrics, null, null, null, labels);
  }

  @Test
  void theTextSaysWhyAnswersFailed() {
    var failing =
        new Judged(
            "llm:m",
            null,
            Map.of("faithfulness", new Mean(null, null, null, 0, 4, 4, null)),
            Map.of("faithfulness", "no claims: status 404"),
            null,
            null,
            null);

    assertThat(ResultText.of(result(failing)))
        .contains("A: most answers that faithfulness failed on: no claims: status 404\n");
  }

  private static final Labels LABELS =
      new Labels(
          Map.of(
              "faithfulness",
              new Labels.OfMetric(34, 0, 21, .93, new Corrected(.871, .801, .941, "PPI++"), null),
              "contextPrecision",
              new Labels.OfMetric(12, 18, 3, null, null, "12 of 30 labels")),
          Map.of(
              "claims",
              new Labels.OfVerdicts(
                  147,
                  34,
                  0,
                  new ReportCard.Counts(25, 2, 3, 4),
                  .61,
                  .9,
                  new Corrected(.88, .8, .96, "Rogan-Gladen"))));

  @Test
  void bothCorrectionsStandBesideTheJudgesOwnMeanAndWhatIsMissingIsCounted() {
    assertThat(JudgedTables.markdown(result(judged(LABELS))))
        .isEqualTo(
            """

            Answers judged by offline:a\\|b@1, unqualified; given by offline:extractive

            | id | configuration | metric | mean | 95 % | n | judge alone | labels | corrected | 95 % | by | remark |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | A | bm25 | faithfulness | .920 | [.880, .950] | 118/120, 2 failed | .930 | 34 | .871 | [.801, .941] | PPI++ |  |
            | A | bm25 | contextPrecision | - |  | 0/120, 120 failed | - | 12 | - |  |  | 18 more labels needed |
            | A | bm25 | answerRelevancy | .500 | [.400, .600] | 120/120 | .500 | - | - |  |  | has no verdicts that people can label |

            The mean has people's labels in the place of the judge's verdicts; the corrected mean is what people would give to all answers.

            Share of yes among the judge's verdicts

            | id | configuration | verdicts | n | judge alone | labels | kappa | corrected | 95 % | by | remark |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | A | bm25 | claims | 147 | .900 | 34 | 0.61 | .880 | [.800, .960] | Rogan-Gladen |  |
            """);
  }

  @Test
  void withoutLabelsTheTableSaysHowManyCorrectIt() {
    assertThat(JudgedTables.markdown(result(judged(null))))
        .contains("| id | configuration | metric | mean | 95 % | n |\n")
        .endsWith(
            "\n\nnobody labelled these verdicts: 30 labels correct the means (assay judge label)\n");
    assertThat(JudgedTables.markdown(result((Judged) null))).isEmpty();
  }

  @Test
  void aSpreadsheetHasAColumnForEachAndWhatIsNotKnownIsEmpty() {
    String[] lines = ResultCsv.configurations(result(judged(LABELS), null)).split("\r\n", -1);
    var header = List.of(lines[0].split(",", -1));
    var row = List.of(lines[1].split(",", -1));
    int judge = header.indexOf("judge");

    assertThat(header.subList(judge, judge + 16))
        .containsExactly(
            "judge",
            "answerer",
            "faithfulness",
            "faithfulness low",
            "faithfulness high",
            "faithfulness n",
            "faithfulness expected",
            "faithfulness judge alone",
            "faithfulness labels",
            "faithfulness labels missing",
            "faithfulness answers labelled",
            "faithfulness corrected",
            "faithfulness corrected low",
            "faithfulness corrected high",
            "faithfulness corrected by",
            "contextPrecision");
    assertThat(row.subList(judge, judge + 16))
        .containsExactly(
            "offline:a|b@1",
            "offline:extractive",
            "0.92",
            "0.88",
            "0.95",
            "118",
            "120",
            "0.93",
            "34",
            "0",
            "21",
            "0.871",
            "0.801",
            "0.941",
            "PPI++",
            "");
    assertThat(row.get(header.indexOf("contextPrecision labels missing"))).isEqualTo("18");
    assertThat(row.get(header.indexOf("contextPrecision corrected"))).isEmpty();
    assertThat(header).doesNotContain("answerRelevancy labels");
    assertThat(row.subList(header.indexOf("claims verdicts"), header.size()))
        .containsExactly("147", "0.9", "34", "0", "0.61", "0.88", "0.8", "0.96", "Rogan-Gladen");
    assertThat(List.of(lines[2].split(",", -1)).subList(judge, header.size()))
        .hasSize(header.size() - judge)
        .containsOnly("");
  }
}
