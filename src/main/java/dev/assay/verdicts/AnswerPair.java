package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What two systems answer to the same question, for a person to choose from.
///
/// @param id of the baseline's answer, as [Agreement] knows the pair
/// @param reference the golden answer; null where neither file has one
/// @param base the baseline's answer
/// @param with the other system's
public record AnswerPair(
    String id, String question, @Nullable String reference, String base, String with) {

  /// The pairs of two files, by the rule of [AnswerComparer]; where a question was answered several
  /// times, the first answers. Where one is missing there is nothing to choose.
  public static List<AnswerPair> of(List<GivenAnswer> ours, List<GivenAnswer> theirs) {
    var base = answered(ours);
    var with = answered(theirs);
    var baseById = byId(base);
    var withById = byId(with);
    return PairedAnswers.of(
            ScoredAnswers.of("base", null, null, base), ScoredAnswers.of("with", null, null, with))
        .both()
        .values()
        .stream()
        .map(both ->
            pair(
                Objects.requireNonNull(baseById.get(both.baseline().getFirst().id())),
                Objects.requireNonNull(withById.get(both.candidate().getFirst().id()))))
        .toList();
  }

  private static List<GivenAnswer> answered(List<GivenAnswer> answers) {
    return answers.stream().filter(one -> one.sample().answer().failure() == null).toList();
  }

  private static Map<String, GivenAnswer> byId(List<GivenAnswer> answers) {
    return answers.stream().collect(Collectors.toMap(GivenAnswer::id, Function.identity()));
  }

  private static AnswerPair pair(GivenAnswer base, GivenAnswer with) {
    String reference = base.sample().reference();
    return new AnswerPair(
        base.id(),
        base.sample().question(),
        reference == null ? with.sample().reference() : reference,
        base.sample().answer().text(),
        with.sample().answer().text());
  }

  /// Whether there is nothing to choose.
  public boolean isTheSame() {
    return base.strip().equals(with.strip());
  }
}
