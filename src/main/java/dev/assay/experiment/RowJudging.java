package dev.assay.experiment;

import dev.assay.judge.Answer;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Check;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.OfflineVerifier;
import dev.assay.judge.Outcome;
import dev.assay.judge.Prompts;
import dev.assay.judge.Sample;
import dev.assay.judge.Tally;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Own;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one judge about labelled rows, many at once. Replies of a model are kept: what was answered
/// is not asked again.
final class RowJudging implements AutoCloseable {
  private final OfflineVerifier offline;
  private final Prompts prompts;
  private final @Nullable JudgeModel model;
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
    record Failed() implements Verdict {}
  }

  RowJudging(
      JudgeSettings settings,
      Prompts prompts,
      OfflineVerifier offline,
      Ledger ledger,
      Meter meter) {
    this.prompts = prompts;
    this.offline = offline;
    this.meter = meter;
    this.model = JudgeModel.open(settings, new Budget.Spending(settings.budget()), ledger);
    this.chat = model == null ? null : new Tally(model.chat());
  }

  /// Who judges.
  String name() {
    return chat == null || model == null ? offline.name() : model.judge(chat, prompts).name();
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
    if (chat == null || model == null) {
      return each(rows, this::offline);
    }
    var judge = model.judge(repeat == 1 ? chat : new Repeat(chat, repeat), prompts);
    return each(rows, row -> byModel(judge, row));
  }

  private Verdict offline(LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT -> {
        var stance = offline.stance(answer(row), row.contexts());
        yield new Verdict.Given(
            stance.support() >= 0.5 && !offline.disagrees(answer(row), row.contexts()),
            stance.support(),
            stance.contradiction());
      }
      case RELEVANCE -> {
        double score = offline.relevance(row.question(), row.contexts());
        yield new Verdict.Given(score >= 0.5, score);
      }
    };
  }

  /// Supported where every claim is; relevant where a context is. The score is the share.
  private static Verdict byModel(Judge judge, LabelledRow row) {
    return switch (row.task()) {
      case SUPPORT -> supported(judge, row);
      case RELEVANCE -> relevant(judge, row);
    };
  }

  private static Verdict supported(Judge judge, LabelledRow row) {
    var sample =
        new Sample(row.question(), Answer.of(answer(row), List.of()), null, row.contexts());
    var findings = new Findings(judge, sample, null, Compat.CORRECTED);
    return switch (Own.FAITHFULNESS.of(findings)) {
      case Outcome.Scored(double value) -> new Verdict.Given(value == 1, value);
      case Outcome.NotApplicable _, Outcome.Abstained _ -> new Verdict.Abstained();
      case Outcome.Failed _ -> new Verdict.Failed();
    };
  }

  private static Verdict relevant(Judge judge, LabelledRow row) {
    var texts = row.contexts().stream().map(Context::text).toList();
    var marks = judge.check(Check.RELEVANCE, texts, Map.of("question", row.question()), List.of());
    var labels = marks.are("relevant");
    if (labels.stream().anyMatch(Objects::isNull)) {
      return new Verdict.Failed();
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
              request.ids()));
    }
  }

  /// What comes of each row, many at once, in their order.
  private <T> List<T> each(List<LabelledRow> rows, Function<LabelledRow, T> work) {
    return Concurrent.each(
        rows, JudgeModel.itemsAtOnce(model), "judging", meter, row -> () -> work.apply(row));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
