package dev.assay.qualify;

import dev.assay.experiment.Budget;
import dev.assay.experiment.Concurrent;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.LabelledRow;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Result;
import dev.assay.judge.Answer;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Check;
import dev.assay.judge.ClaimReader;
import dev.assay.judge.ClaimVerifier;
import dev.assay.judge.Claims;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OfflineVerifier;
import dev.assay.judge.Outcome;
import dev.assay.judge.Prompts;
import dev.assay.judge.Sample;
import dev.assay.judge.Silent;
import dev.assay.judge.Tally;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Own;
import dev.assay.verdicts.OfflineJudge;
import dev.assay.verdicts.OpenModel;
import dev.assay.verdicts.WordVectors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one judge about labelled rows, many at once. Replies of a model are kept: what was answered
/// is not asked again.
final class RowJudging implements AutoCloseable {
  /// From this score on an offline judge says yes.
  private static final double YES = 0.5;

  private final OfflineJudge offline;
  private final JudgeSettings settings;
  private final Prompts prompts;
  private final @Nullable OpenModel model;
  private final @Nullable Tally chat;
  private final Meter meter;

  /// What a judge says of a row.
  sealed interface Verdict {
    /// Supported or relevant, or not.
    ///
    /// @param score that it is, 0 to 1
    record Given(boolean yes, double score, @Nullable Double contradicted) implements Verdict {
      Given(boolean yes, double score) {
        this(yes, score, null);
      }
    }

    /// There was nothing to judge: the answer makes no claim.
    record Abstained() implements Verdict {}

    /// No valid reply came.
    record Failed(String reason) implements Verdict {}
  }

  RowJudging(
      JudgeSettings settings, Prompts prompts, WordVectors vectors, Ledger ledger, Meter meter) {
    this.settings = settings;
    this.prompts = prompts;
    this.meter = meter;
    this.offline = OfflineJudge.open(settings, vectors);
    this.model =
        OpenModel.open(settings.judgeModel(), new Budget.Spending(settings.budget()), ledger);
    this.chat = model == null ? null : new Tally(model.chat());
  }

  /// Who judges.
  String name() {
    return judge(1).name();
  }

  /// What was asked of a model so far, in all; null where none was.
  Result.@Nullable Cost cost() {
    return chat == null || model == null ? null : model.cost(chat.usage().values());
  }

  /// One verdict a row, in their order.
  ///
  /// @param repeat from 1; each asks anew
  List<Verdict> of(List<LabelledRow> rows, int repeat) {
    meter.begin("judge", "rows", "rows", rows.size());
    Judge judge = judge(repeat);
    return each(
        rows,
        row ->
            switch (judge) {
              case OfflineVerifier verifier -> offline(verifier, row);
              case ClaimVerifier verifier -> byVerifier(verifier, row);
              case LanguageModelJudge asked -> byModel(asked, row);
              case Silent _ -> new Verdict.Failed(Silent.REASON);
            });
  }

  private Judge judge(int repeat) {
    return chat == null || model == null
        ? offline.judge()
        : new LanguageModelJudge(
            repeat == 1 ? chat : new Repeat(chat, repeat),
            model.name(),
            prompts,
            settings.repairs(),
            settings.claims());
  }

  private static Verdict offline(OfflineVerifier verifier, LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT -> {
        var stance = verifier.stance(row.question(), answer(row), row.contexts());
        yield new Verdict.Given(
            stance.support() >= YES && !stance.disagrees(),
            stance.support(),
            stance.contradiction());
      }
      case RELEVANCE -> {
        double score = verifier.relevance(row.question(), row.contexts());
        yield new Verdict.Given(score >= YES, score);
      }
      case CRITERION ->
          new Verdict.Failed("only a language model holds answers against a criterion");
    };
  }

  private static Verdict byVerifier(ClaimVerifier verifier, LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT ->
          switch (verifier.stance(answer(row), row.contexts())) {
            case null -> new Verdict.Abstained();
            case ClaimReader.Unread(String reason) -> new Verdict.Failed(reason);
            case ClaimReader.Read(double support, Double contradiction) ->
                new Verdict.Given(support >= YES, support, contradiction);
          };
      case RELEVANCE, CRITERION ->
          new Verdict.Failed("a verifier of claims judges no relevance and no criterion");
    };
  }

  /// Supported where every claim is; relevant where a context is. The score is the share. Where
  /// there is nothing to meet a criterion by, nothing is judged.
  private static Verdict byModel(Judge judge, LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT -> supported(judge, row);
      case RELEVANCE -> relevant(judge, row);
      case CRITERION -> meets(judge, row, Objects.requireNonNull(row.criterion()));
    };
  }

  /// Where there are no contexts nothing supports an answer that claims something.
  private static Verdict supported(Judge judge, LabelledRow row) {
    return Context.areBlank(row.contexts())
        ? switch (judge.claims(row.question(), answer(row))) {
          case Claims.Known(var claims) ->
              claims.isEmpty() ? new Verdict.Abstained() : new Verdict.Given(false, 0);
          case Claims.Unknown(var reason) -> new Verdict.Failed(reason);
        }
        : verdict(judge, row, Own.FAITHFULNESS);
  }

  private static Verdict meets(Judge judge, LabelledRow row, String criterion) {
    return verdict(judge, row, Metric.parse("criterion:labelled=" + criterion));
  }

  private static Verdict verdict(Judge judge, LabelledRow row, Metric metric) {
    var sample =
        new Sample(
            row.question(), Answer.of(answer(row), List.of()), row.reference(), row.contexts());
    return switch (metric.of(new Findings(judge, sample, null, Compat.CORRECTED))) {
      case Outcome.Scored(double value) -> new Verdict.Given(value == 1, value);
      case Outcome.NotApplicable _, Outcome.Abstained _ -> new Verdict.Abstained();
      case Outcome.Failed(String reason) -> new Verdict.Failed(reason);
    };
  }

  private static Verdict relevant(Judge judge, LabelledRow row) {
    var texts = row.contexts().stream().map(Context::text).toList();
    var marks = judge.check(Check.RELEVANCE, texts, Map.of("question", row.question()), List.of());
    var labels = marks.are("relevant");
    if (labels.stream().anyMatch(Objects::isNull)) {
      return new Verdict.Failed(marks.reply());
    }
    long yes = labels.stream().filter(Boolean.TRUE::equals).count();
    return new Verdict.Given(yes > 0, labels.isEmpty() ? 0 : (double) yes / labels.size());
  }

  private static String answer(LabelledRow row) {
    return Objects.requireNonNull(row.answer());
  }

  /// Asks the same again: a repeat has its own place among the kept replies.
  private record Repeat(ChatModel model, int number) implements ChatModel {
    @Override
    public String fingerprint() {
      return model.fingerprint() + ", repeat " + number;
    }

    @Override
    public Reply reply(Request request) {
      // The space changes nothing for the model and everything for the key of the reply.
      return model.reply(
          new Request(
              request.task(),
              request.system(),
              request.user() + " ".repeat(number - 1),
              request.schema(),
              request.maxTokens(),
              request.ids(),
              request.tries()));
    }
  }

  /// What comes of each row, many at once, in their order.
  private <T> List<T> each(List<LabelledRow> rows, Function<LabelledRow, T> work) {
    return Concurrent.each(
        rows, OpenModel.itemsAtOnce(model), "judging", meter, row -> () -> work.apply(row));
  }

  @Override
  public void close() {
    offline.close();
    if (model != null) {
      model.close();
    }
  }
}
