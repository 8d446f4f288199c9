package dev.assay.judge.local;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.Pair;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a model wants a system and a user message written, with two marks where they go. The marks
/// are filled here, since the binding loses characters beyond the basic plane on the way back.
///
/// @param prompt `…@@system@@…@@user@@…`, or without the first where the model knows no system
///   message; then it begins the user's
record ChatTemplate(String prompt) {
  private static final String SYSTEM = "@@system@@";
  private static final String USER = "@@user@@";
  private static final Pattern MARK = Pattern.compile(SYSTEM + "|" + USER);

  /// The template that the model's file names.
  static ChatTemplate of(LlamaModel model) {
    var user = List.of(new Pair<>("user", USER));
    try {
      var whole =
          new ChatTemplate(
              model.applyTemplate(new InferenceParameters("").setMessages(SYSTEM, user)));
      if (whole.prompt.contains(SYSTEM) && whole.prompt.contains(USER)) {
        return whole;
      }
    } catch (RuntimeException e) {
      // It refuses a system message.
    }
    return new ChatTemplate(model.applyTemplate(new InferenceParameters("").setMessages("", user)));
  }

  /// The prompt of two messages. Judged text stands in the user's as JSON strings, where `<` and
  /// `[` may be written as escapes: so no document can write one of the model's own marks, like
  /// `<|im_end|>` or `[INST]`.
  String filled(String system, String user) {
    String harmless = user.replace("<", "\\u003c").replaceAll("\\[(?=/?[A-Z_]{2,}])", "\\\\u005b");
    String said = prompt.contains(SYSTEM) ? harmless : system + "\n\n" + harmless;
    // In one pass, since a text may hold a mark too.
    return MARK.matcher(prompt)
        .replaceAll(mark -> Matcher.quoteReplacement(mark.group().equals(USER) ? said : system));
  }
}
