package dev.assay.lab;

import dev.assay.answers.GivenAnswer;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Rankings;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Answer;
import dev.assay.judge.Sample;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.Judging;
import dev.assay.verdicts.KeptJudgements;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one configuration answered to every golden question, and what was said of it: a dataset for
/// other tools.
///
/// @param configuration its id
/// @param judge who judged; null where nothing was answered and judged, so that there are only
///   questions, contexts and references
/// @param answers in the order of the questions
public record ExperimentAnswers(
    String configuration, @Nullable String judge, List<GivenAnswer> answers) {

  /// @param labels what people said of the verdicts, which wins
  static ExperimentAnswers of(
      Configuration configuration,
      KeptJudgements judgements,
      HumanLabels labels,
      Rankings rankings) {
    String judge =
        judgements.questions().stream()
            .map(question -> judgements.find(configuration.id(), question))
            .filter(Objects::nonNull)
            .map(kept -> kept.judged().judgement().judge())
            .findFirst()
            .orElse(null);
    var answers =
        judgements.questions().stream()
            .map(question -> {
              var kept = judgements.find(configuration.id(), question);
              return kept == null
                  ? unanswered(configuration, question, judgements, rankings)
                  : answered(kept, labels.of(question.question()), judgements);
            })
            .toList();
    return new ExperimentAnswers(configuration.id(), judge, answers);
  }

  private static GivenAnswer answered(
      KeptJudgements.Kept kept, Map<String, Boolean> labels, KeptJudgements judgements) {
    var judgement = kept.judged().with(labels, judgements.file().judge());
    return new GivenAnswer(
        kept.question().id(),
        kept.judged().sample(),
        kept.question().answerable(),
        GivenAnswer.scores(judgement.outcomes()));
  }

  private static GivenAnswer unanswered(
      Configuration configuration,
      GoldenQuestion question,
      KeptJudgements judgements,
      Rankings rankings) {
    var contexts =
        rankings
            .of(configuration, question.question())
            .map(ranking ->
                Judging.contexts(
                    ranking,
                    judgements.file().judge().contexts(),
                    judgements.chunks(configuration.id())))
            .orElse(List.of());
    return new GivenAnswer(
        question.id(),
        new Sample(question.question(), Answer.failed("not answered"), question.answer(), contexts),
        question.answerable());
  }
}
