package dev.assay.plan;

import dev.assay.BudgetReached;
import dev.assay.experiment.Budget;
import dev.assay.experiment.CachedChat;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.FileHashes;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Timings;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Answer;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.Context;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Prompt;
import dev.assay.judge.Sample;
import dev.assay.judge.Usage;
import dev.assay.judge.local.LocalChat;
import dev.assay.verdicts.Judging;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts what a language model that judges would be asked. Answers of which the ledger has every
/// reply are judged again from those replies; at the first that is missing the rest is estimated.
final class PlannedJudging {
  private static final Set<String> ONE_OF_EACH = Set.of("faithfulness", "contextPrecision");

  /// A reply to one prompt has at least and at most about so many tokens.
  private static final int SHORT_REPLY = 20;

  private static final int LONG_REPLY = 600;

  private final Ledger ledger;
  private final Prepared prepared;
  private final PlannedLegs legs;
  private final Map<String, Chunks> chunks;
  private final Timings timings;
  private final List<String> notes;

  /// @param chunks of the chunkings that can be cut, by name
  PlannedJudging(
      Ledger ledger,
      Prepared prepared,
      PlannedLegs legs,
      Map<String, Chunks> chunks,
      Timings timings,
      List<String> notes) {
    this.ledger = ledger;
    this.prepared = prepared;
    this.legs = legs;
    this.chunks = chunks;
    this.timings = timings;
    this.notes = notes;
  }

  /// Null where no language model judges.
  ///
  /// @param count configurations of the experiment, those that cannot be cut yet among them
  /// @param chunkTokens of a chunk, on average
  Plan.@Nullable Calls calls(int count, long chunkTokens) {
    JudgeSettings judge = prepared.file().judge();
    if (judge.count() == 0 || (judge.model() == null && judge.local() == null)) {
      return null;
    }
    String fingerprint = fingerprint(judge);
    int judged = Math.min(judge.count(), count);
    List<GoldenQuestion> questions = prepared.golden().questions();
    var open = new Open();
    List<Configuration> known = known(judge, judged);
    for (Configuration configuration : known) {
      questions.forEach(question -> open.add(configuration, question, fingerprint));
    }
    for (int i = known.size(); i < judged; i++) {
      questions.forEach(open::add);
    }
    if (judge.local() != null) {
      notes.add("the local judge takes one call at a time");
    }
    if (open.high > 0) {
      notes.add("the judge's calls and tokens are estimates");
    }
    return planned(judge, fingerprint, open, chunkTokens);
  }

  private Plan.Calls planned(JudgeSettings judge, String fingerprint, Open open, long chunkTokens) {
    long prompt = promptTokens(prepared.prompts().get("faithfulness-verdicts@1"));
    long each = prompt + judge.contexts() * chunkTokens;
    var least = new Usage(open.low, open.low * each, (long) open.low * SHORT_REPLY);
    ChatSettings model = judge.model();
    int longest = model == null ? LONG_REPLY : model.sampling().limit(LONG_REPLY);
    var most = new Usage(open.high, open.high * each, (long) open.high * longest);
    int atOnce = model == null ? 1 : model.pace().concurrency();
    var rate = timings.of(Timings.chat(fingerprint));
    Timings.Time seconds =
        open.high == 0
            ? Timings.Time.NOTHING
            : rate == null
                ? null
                : rate.time((double) open.low / atOnce, (double) open.high / atOnce);
    return model != null
        ? PlannedScoring.calls(model, open.cached, least, most, seconds)
        : new Plan.Calls(
            LocalChat.name(Objects.requireNonNull(judge.local())),
            open.cached,
            open.low,
            open.high,
            PlannedScoring.tokens(least),
            PlannedScoring.tokens(most),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            null,
            seconds);
  }

  private String fingerprint(JudgeSettings judge) {
    var model = judge.model();
    if (model != null) {
      return new OpenAiChat(model.withKey(null)).fingerprint();
    }
    Path local = Objects.requireNonNull(judge.local());
    return Files.exists(local)
        ? new LocalChat(local, new FileHashes(ledger).of(local)).fingerprint()
        : "not there yet";
  }

  /// The configurations that are judged, as far as that is known before they are scored: all, or
  /// those that were judged when the same experiment ran before.
  private List<Configuration> known(JudgeSettings judge, int judged) {
    var before =
        judge.on().equals("all")
            ? prepared.configurations().stream().map(Configuration::id).toList()
            : List.copyOf(
                new TreeSet<>(
                    ledger.query(
                        "select distinct configuration from judgement where experiment = ?",
                        row -> row.getString(1),
                        prepared.id())));
    if (before.isEmpty()) {
      notes.add(
          "which configurations are judged is known when they are scored: replies that are there are not taken off");
    }
    return prepared.configurations().stream()
        .filter(configuration -> before.contains(configuration.id()))
        .limit(judged)
        .toList();
  }

  /// Counts answers.
  private final class Open {
    private final JudgeSettings judge = prepared.file().judge();
    private final int most = mostRequests(judge.metrics()) * (1 + judge.repairs());
    private int cached;
    private int low;
    private int high;

    /// One of which nothing is known: the answer, and where it declines the use of the chunks for
    /// the reference.
    void add(GoldenQuestion question) {
      String reference = question.answer();
      boolean held = reference != null && !reference.isBlank();
      low += 1 + (held && judge.metrics().contains("contextPrecision") ? 1 : 0);
      high += most;
    }

    void add(Configuration configuration, GoldenQuestion question, String fingerprint) {
      var replies = new Replies(fingerprint);
      var contexts = contexts(configuration, question.question());
      if (contexts == null) {
        add(question);
        return;
      }
      try {
        judge(replies, question, contexts);
        cached++;
      } catch (BudgetReached missing) {
        if (replies.asked == 1) {
          add(question);
        } else {
          low++;
          high += most - (replies.asked - 1);
        }
      }
    }

    private void judge(Replies replies, GoldenQuestion question, List<Context> contexts) {
      var judging = new LanguageModelJudge(replies, "plan", prepared.prompts(), judge.repairs());
      Answer answer = judging.answer(question.question(), contexts);
      var sample = new Sample(question.question(), answer, question.answer(), contexts);
      var _ = Judging.judged(judging, sample, (_, _) -> 0, judge);
    }

    private @Nullable List<Context> contexts(Configuration configuration, String query) {
      Chunks cut = Objects.requireNonNull(chunks.get(configuration.chunking().name()));
      return legs.rankings()
          .of(configuration, query)
          .map(ranking -> Judging.contexts(ranking, judge.contexts(), cut))
          .orElse(null);
    }
  }

  /// The replies that are there. The first that is not ends it.
  private final class Replies implements ChatModel {
    private final String fingerprint;
    private final ChatModel kept;
    private int asked;

    Replies(String fingerprint) {
      this.fingerprint = fingerprint;
      this.kept =
          new CachedChat(
              new Nobody(fingerprint), null, new Budget.Spending(new Budget(0, null)), ledger);
    }

    @Override
    public String fingerprint() {
      return fingerprint;
    }

    @Override
    public Reply reply(Request request) {
      asked++;
      return kept.reply(request);
    }
  }

  /// Never asked: the budget in front of it is nothing.
  private record Nobody(String fingerprint) implements ChatModel {
    @Override
    public Reply reply(Request request) {
      throw new IllegalStateException("a plan asks nobody");
    }
  }

  /// Of one answer, where no reply is asked for twice: the answer, its claims, their verdicts and
  /// the chunks'; or, for any other metric, every request there is: the answer, the claims of two
  /// texts, the eleven checks (support of five things, usefulness for two) and three lists. One
  /// more for each criterion.
  private static int mostRequests(List<String> metrics) {
    var others = metrics.stream().filter(metric -> !metric.startsWith("criterion:")).toList();
    int criteria = metrics.size() - others.size();
    return criteria + (ONE_OF_EACH.containsAll(others) ? 4 : 1 + 2 + 5 + 2 + 9 + 3);
  }

  /// Of an empty prompt.
  static long promptTokens(Prompt prompt) {
    long characters =
        (long) prompt.system().length()
            + prompt.user().length()
            + prompt.schema().toString().length();
    return characters / 4;
  }
}
