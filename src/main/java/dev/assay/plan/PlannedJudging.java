package dev.assay.plan;

import dev.assay.BudgetReached;
import dev.assay.experiment.Budget;
import dev.assay.experiment.CachedChat;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.FileHashes;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.LanguageModel;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Timings;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Answer;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.Context;
import dev.assay.judge.ExtractiveAnswerer;
import dev.assay.judge.LanguageModelAnswerer;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import dev.assay.judge.Sample;
import dev.assay.judge.Usage;
import dev.assay.judge.local.LocalChat;
import dev.assay.verdicts.Judging;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts what the language models that answer and judge would be asked. Answers of which the
/// ledger has every reply are judged again from those replies; at the first that is missing the
/// rest is estimated.
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

  /// What the models that answer and judge would be asked.
  ///
  /// @param answerer null where no language model answers, or the one that judges does
  /// @param judge null where no language model judges
  record Planned(Plan.@Nullable Calls answerer, Plan.@Nullable Calls judge) {}

  /// @param count configurations of the experiment, those that cannot be cut yet among them
  /// @param chunkTokens of a chunk, on average
  Planned calls(int count, long chunkTokens) {
    JudgeSettings settings = prepared.file().judge();
    if (settings.count() == 0) {
      return new Planned(null, null);
    }
    Open judge = open(settings.judgeModel());
    Open answerer =
        Objects.equals(settings.answererModel(), settings.judgeModel())
            ? judge
            : open(settings.answererModel());
    if (judge == null && answerer == null) {
      return new Planned(null, null);
    }
    int judged = Math.min(settings.count(), count);
    List<GoldenQuestion> questions = prepared.golden().questions();
    var answers = new Answers(settings, answerer, judge);
    List<Configuration> known = known(settings, judged);
    for (Configuration configuration : known) {
      questions.forEach(question -> answers.add(configuration, question));
    }
    for (int i = known.size(); i < judged; i++) {
      questions.forEach(answers::add);
    }
    return new Planned(
        answerer == judge ? null : planned("answerer", answerer, Prompts.ANSWER, chunkTokens),
        planned("judge", judge, "faithfulness-verdicts@1", chunkTokens));
  }

  private @Nullable Open open(@Nullable LanguageModel model) {
    return model == null ? null : new Open(model, fingerprint(model));
  }

  /// @param prompt whose length stands for that of all
  private Plan.@Nullable Calls planned(
      String does, @Nullable Open open, String prompt, long chunkTokens) {
    if (open == null) {
      return null;
    }
    var endpoint = open.model.endpoint();
    if (endpoint == null) {
      notes.add("the local %s takes one call at a time".formatted(does));
    }
    if (open.high > 0) {
      notes.add("the %s's calls and tokens are estimates".formatted(does));
    }
    long each =
        promptTokens(prepared.prompts().get(prompt))
            + prepared.file().judge().contexts() * chunkTokens;
    var least = new Usage(open.low, open.low * each, (long) open.low * SHORT_REPLY);
    int longest = endpoint == null ? LONG_REPLY : endpoint.sampling().limit(LONG_REPLY);
    var most = new Usage(open.high, open.high * each, (long) open.high * longest);
    int atOnce = open.model.concurrency();
    var rate = timings.of(Timings.chat(open.fingerprint));
    Timings.Time seconds =
        open.high == 0
            ? Timings.Time.NOTHING
            : rate == null
                ? null
                : rate.time((double) open.low / atOnce, (double) open.high / atOnce);
    return endpoint != null
        ? PlannedScoring.calls(endpoint, open.cached, least, most, seconds)
        : new Plan.Calls(
            open.model.name(),
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

  private String fingerprint(LanguageModel model) {
    return switch (model) {
      case LanguageModel.Endpoint(var endpoint) ->
          new OpenAiChat(endpoint.withKey(null)).fingerprint();
      case LanguageModel.Local(var file) ->
          Files.exists(file)
              ? new LocalChat(file, new FileHashes(ledger).of(file)).fingerprint()
              : "not there yet";
    };
  }

  /// The configurations that are judged, as far as that is known before they are scored: all, or
  /// those that were judged when the same experiment ran before.
  private List<Configuration> known(JudgeSettings settings, int judged) {
    var before =
        settings.on().equals("all")
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

  /// What one model would be asked.
  private static final class Open {
    private final LanguageModel model;
    private final String fingerprint;
    private int cached;
    private int low;
    private int high;

    Open(LanguageModel model, String fingerprint) {
      this.model = model;
      this.fingerprint = fingerprint;
    }
  }

  /// Counts answers.
  private final class Answers {
    private final JudgeSettings settings;
    private final @Nullable Open answerer;
    private final @Nullable Open judge;
    private final int most;

    Answers(JudgeSettings settings, @Nullable Open answerer, @Nullable Open judge) {
      this.settings = settings;
      this.answerer = answerer;
      this.judge = judge;
      this.most = mostVerdicts(settings) * (1 + settings.repairs());
    }

    /// One of which nothing is known: the answer, and where it declines the use of the chunks for
    /// the reference.
    void add(GoldenQuestion question) {
      if (answerer != null) {
        answerer.low++;
        answerer.high += 1 + settings.repairs();
      }
      if (judge != null) {
        String reference = question.answer();
        boolean held = reference != null && !reference.isBlank();
        judge.low += held && settings.metrics().contains("contextPrecision") ? 1 : 0;
        judge.high += most;
      }
    }

    void add(Configuration configuration, GoldenQuestion question) {
      var contexts = contexts(configuration, question.question());
      Answer answer = contexts == null ? null : answer(question.question(), contexts);
      if (contexts == null || answer == null) {
        add(question);
        return;
      }
      if (answerer != null && answerer != judge) {
        answerer.cached++;
      }
      if (judge == null) {
        return;
      }
      var replies = new Replies(judge.fingerprint);
      try {
        var asked =
            new LanguageModelJudge(
                replies, "plan", prepared.prompts(), settings.repairs(), settings.claims());
        var sample = new Sample(question.question(), answer, question.answer(), contexts);
        var _ = Judging.judged(asked, sample, (_, _) -> 0, settings);
        judge.cached++;
      } catch (BudgetReached _) {
        judge.low++;
        judge.high += most - (replies.asked - 1);
      }
    }

    /// Null where the ledger does not know it.
    private @Nullable Answer answer(String question, List<Context> contexts) {
      try {
        var by =
            answerer == null
                ? new ExtractiveAnswerer()
                : new LanguageModelAnswerer(
                    new Replies(answerer.fingerprint),
                    "plan",
                    prepared.prompts(),
                    settings.repairs());
        return by.answer(question, contexts);
      } catch (BudgetReached _) {
        return null;
      }
    }

    private @Nullable List<Context> contexts(Configuration configuration, String query) {
      Chunks cut = Objects.requireNonNull(chunks.get(configuration.chunking().name()));
      return legs.rankings()
          .of(configuration, query)
          .map(ranking -> Judging.contexts(ranking, settings.contexts(), cut))
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

  /// Of one answer, where no reply is asked for twice: its claims, their verdicts and the chunks';
  /// or, for any other metric, every request there is: the claims of two texts, the eleven checks
  /// (support of five things, usefulness for two) and three lists. One more for each criterion.
  private static int mostVerdicts(JudgeSettings settings) {
    var others =
        settings.metrics().stream().filter(metric -> !metric.startsWith("criterion:")).toList();
    int criteria = settings.metrics().size() - others.size();
    boolean asksForClaims = settings.claims() == ClaimSource.MODEL;
    return criteria
        + (ONE_OF_EACH.containsAll(others)
            ? 2 + (asksForClaims ? 1 : 0)
            : 5 + 2 + 9 + 3 + (asksForClaims ? 2 : 0));
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
