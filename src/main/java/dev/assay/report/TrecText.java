package dev.assay.report;

import dev.assay.experiment.TrecView;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.ranking.TrecWord;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// A configuration as files for trec_eval, ids as [TrecWord]s.
public final class TrecText {
  private TrecText() {}

  /// The rankings.
  public static String run(TrecView view) {
    var rankings = new LinkedHashMap<String, Ranking>();
    view.run()
        .byQuestion()
        .forEach((question, ranking) -> {
          var hits = new ArrayList<Hit>();
          ranking.hits().forEach(hit -> hits.add(new Hit(TrecWord.of(hit.id()), hit.score())));
          rankings.put(TrecWord.of(question), Ranking.inOrder(hits));
        });
    var text = new StringWriter();
    try {
      TrecRun.write(new Run(rankings), "assay-" + view.configuration().id(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  /// The grades that the evidence implies.
  public static String qrels(TrecView view) {
    var text = new StringBuilder();
    view.qrels()
        .byQuestion()
        .forEach((question, grades) ->
            grades.forEach((id, grade) ->
                text.append(
                    "%s 0 %s %d\n".formatted(TrecWord.of(question), TrecWord.of(id), grade))));
    return text.toString();
  }
}
