package dev.assay.web;

import dev.assay.judge.Outcome;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import dev.assay.verdicts.JudgedFile;
import dev.assay.verdicts.JudgedFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answers of one judged file, each with what every metric came to.
///
/// @param qualification of the judge: its report cards, or `unqualified`
public record JudgedFilePage(
    Query query, JudgedFile file, String qualification, Paging<Row> answers) implements Page {
  /// One answer.
  public record Row(String id, String question, Map<String, Outcome> outcomes) {}

  static JudgedFilePage of(Catalogue catalogue, Query query, String id) {
    JudgedFile file = catalogue.judgedFile(id);
    JudgedFiles files = catalogue.lab().judgedFiles();
    String metric = query.text("sort");
    MetricMean mean = metric == null ? null : file.judged().metrics().get(metric);
    List<String> answers =
        metric == null || mean == null
            ? files.answers(id)
            : files.worst(id, metric, mean.direction());
    return new JudgedFilePage(
        query,
        file,
        catalogue.lab().qualifications().summary(file.judged().judge()),
        Paging.of(answers, query, 50).map(answer -> row(files.answer(id, answer).orElseThrow())));
  }

  private static Row row(JudgedFile.Answer answer) {
    return new Row(
        answer.given().id(), answer.given().sample().question(), answer.judgement().outcomes());
  }

  /// The means of the judge, and those of the file itself.
  public Map<String, MetricMean> means() {
    var means = new LinkedHashMap<>(file.judged().metrics());
    Objects.requireNonNullElse(file.judged().given(), Map.<String, MetricMean>of())
        .forEach((name, mean) -> means.put(name + ", given", mean));
    return means;
  }

  public List<String> metrics() {
    return List.copyOf(file.judged().metrics().keySet());
  }

  /// The metric whose worst answers stand first; empty in the order of the file.
  public String sort() {
    String metric = query.text("sort", "");
    return metrics().contains(metric) ? metric : "";
  }

  public String matrix(Row row) {
    return AnswerPage.address(file.id(), row.id());
  }

  /// `120/124, 3 failed`
  public static String counts(MetricMean mean) {
    var counts = new StringBuilder(mean.n() + "/" + mean.expected());
    append(counts, mean.failed(), "failed");
    append(counts, mean.abstained(), "abstained");
    append(counts, mean.notApplicable(), "not applicable");
    return counts.toString();
  }

  private static void append(StringBuilder counts, int n, String what) {
    if (n > 0) {
      counts.append(", ").append(n).append(' ').append(what);
    }
  }

  @Override
  public String template() {
    return "judgedfile";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("file", file);
    data.put("qualification", qualification);
    data.put("answers", answers);
    return data;
  }
}
