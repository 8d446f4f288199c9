package dev.assay.web;

import dev.assay.judge.metric.ClaimMatrix;
import dev.assay.verdicts.JudgedFile;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer of another system with its contexts, and which claim stands in which of them.
///
/// @param previous a link, or null at the first
/// @param next a link, or null at the last
public record AnswerPage(
    Query query,
    JudgedFile file,
    String qualification,
    JudgedFile.Answer answer,
    ClaimMatrix matrix,
    @Nullable String previous,
    @Nullable String next)
    implements Page {

  static AnswerPage of(Catalogue catalogue, Query query, String id) {
    JudgedFile file = catalogue.judgedFile(id);
    var files = catalogue.lab().judgedFiles();
    String wanted = query.required("id");
    List<String> all = files.answers(id);
    var answer =
        files
            .answer(id, wanted)
            .orElseThrow(
                () -> Refusal.unknown("answer", wanted, all, "All are on the page of the file."));
    int at = all.indexOf(wanted);
    return new AnswerPage(
        query,
        file,
        catalogue.lab().qualifications().summary(answer.judgement().judge()),
        answer,
        answer.matrix(),
        at == 0 ? null : address(id, all.get(at - 1)),
        at == all.size() - 1 ? null : address(id, all.get(at + 1)));
  }

  static String address(String file, String answer) {
    return Query.url("/answers/" + file + "/matrix", "id", answer);
  }

  /// Where on this page a context stands.
  public String context(String chunk) {
    return "#context-" + (answer.judgement().contexts().indexOf(chunk) + 1);
  }

  @Override
  public String template() {
    return "answer";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("file", file.id());
    data.put("id", answer.given().id());
    data.put("sample", answer.given().sample());
    data.put("judge", answer.judgement().judge());
    data.put("qualification", qualification);
    data.put("matrix", matrix);
    data.put("outcomes", answer.judgement().outcomes());
    return data;
  }
}
