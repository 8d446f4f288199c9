package dev.assay.judge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A language model that answers one request with one JSON object. Implementations retry, keep a
/// deadline and never throw for a failed call: a failure is a reply.
public interface ChatModel {
  /// Names the endpoint, the model and its parameters; part of every cache key, without secrets.
  String fingerprint();

  Reply reply(Request request);

  /// One task for the model.
  ///
  /// @param task the versioned name of the prompt, `assay:faithfulness@1`
  /// @param system instructions only; judged text never stands here
  /// @param user the task with the judged text fenced as data
  /// @param schema the JSON schema the reply must follow
  /// @param maxTokens the longest reply asked for
  /// @param ids of the entries of each list among the data, by its place (`claims`, `chunks`): what
  ///   a reply may name. They stand in `user` too; a model whose reply can be held to them does so
  /// @param tries at the same task before this one: 0, or more where a reply is to be repaired
  record Request(
      String task,
      String system,
      String user,
      String schema,
      int maxTokens,
      Map<String, List<String>> ids,
      int tries) {
    private static final int CHARACTERS_A_TOKEN = 3;

    /// The first try, of data without lists.
    public Request(String task, String system, String user, String schema, int maxTokens) {
      this(task, system, user, schema, maxTokens, Map.of(), 0);
    }

    /// The most tokens that prompt and reply may come to, on the safe side where nobody has counted
    /// yet: a token has 3.5 to 5 characters in most languages and models.
    public long tokens() {
      return promptTokens() + maxTokens;
    }

    /// Of the prompt alone.
    public long promptTokens() {
      return (system.length() + user.length() + schema.length()) / CHARACTERS_A_TOKEN + 1L;
    }
  }

  /// What came back.
  sealed interface Reply {}

  /// The model answered. The text is not validated yet.
  ///
  /// @param inputTokens as the endpoint counted, or null where it did not say
  record Answered(String text, @Nullable Integer inputTokens, @Nullable Integer outputTokens)
      implements Reply {}

  /// No usable answer within the deadline and the retries, cut at the token limit, or withheld.
  ///
  /// @param usage what came back and is of no use came to; [Usage#NONE] where nothing did
  /// @param everything whether no more than that may have to be paid for; false where a request
  ///   that arrived, and was not refused, brought nothing back
  /// @param asked whether any request was made
  record Unanswered(String reason, Usage usage, boolean everything, boolean asked)
      implements Reply {
    /// After a request that arrived and brought nothing back.
    public Unanswered(String reason) {
      this(reason, Usage.NONE, false);
    }

    /// After a request.
    Unanswered(String reason, Usage usage, boolean everything) {
      this(reason, usage, everything, true);
    }

    /// Without a request.
    public static Unanswered notAsked(String reason) {
      return new Unanswered(reason, Usage.NONE, true, false);
    }
  }
}
