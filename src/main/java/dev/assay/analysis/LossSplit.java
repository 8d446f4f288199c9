package dev.assay.analysis;

import dev.assay.experiment.Cells;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Reach;
import dev.assay.golden.GoldenQuestion;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Splits what each configuration lost, from the stored legs.
///
/// @param exact the rankings of exact search
/// @param searched those of the search that is looked at; the same where that was exact
public record LossSplit(
    List<GoldenQuestion> questions, Cells cells, Cuts cuts, Rankings exact, Rankings searched) {

  /// Splits what configurations lose by the stage that loses it.
  ///
  /// @param wanted configurations
  /// @param cutoff how many hits count, from 1
  /// @param how the legs were searched, in words
  public Losses of(String experiment, String how, List<Configuration> wanted, int cutoff) {
    var found = new HashMap<String, List<Losses.OfQuestion>>();
    // Question by question: configurations share its legs.
    for (GoldenQuestion question : questions) {
      for (Configuration configuration : wanted) {
        if (cells.ranked(configuration.id(), question.id())) {
          of(question, configuration, cutoff)
              .ifPresent(found.computeIfAbsent(configuration.id(), _ -> new ArrayList<>())::add);
        }
      }
    }
    return new Losses(
        experiment,
        cutoff,
        how,
        wanted.stream().map(c -> summary(c, found.getOrDefault(c.id(), List.of()))).toList(),
        List.of());
  }

  /// Empty where there is nothing to find, and while a run fetches the legs anew.
  private Optional<Losses.OfQuestion> of(
      GoldenQuestion question, Configuration configuration, int cutoff) {
    String query = question.question();
    return Reach.of(question, cuts.of(configuration))
        .flatMap(reach ->
            exact
                .legs(configuration, query)
                .flatMap(exactLegs ->
                    searched
                        .legs(configuration, query)
                        .map(legs -> {
                          Ranking fused = searched.fused(configuration, legs);
                          Ranking last =
                              searched.reranked(configuration, query, fused).orElse(fused);
                          var loss =
                              Loss.of(
                                  reach.best(cutoff),
                                  reach.anywhere(rankings(exactLegs), cutoff),
                                  reach.firstOfEach(rankings(exactLegs), cutoff),
                                  reach.firstOfEach(rankings(legs), cutoff),
                                  reach.first(fused, cutoff),
                                  reach.first(last, cutoff));
                          return new Losses.OfQuestion(
                              question.id(), loss, loss.largest().orElse(null), reach.cut());
                        })));
  }

  private static List<Ranking> rankings(List<Leg> legs) {
    return legs.stream().map(Leg::ranking).toList();
  }

  private static Losses.OfConfiguration summary(
      Configuration configuration, List<Losses.OfQuestion> questions) {
    return new Losses.OfConfiguration(
        configuration.id(),
        configuration.label(),
        questions.size(),
        questions.isEmpty()
            ? null
            : Loss.mean(questions.stream().map(Losses.OfQuestion::loss).toList()),
        (int) questions.stream().filter(Losses.OfQuestion::cut).count(),
        questions);
  }
}
