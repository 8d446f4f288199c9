package dev.assay.verdicts;

import dev.assay.Sha256;
import dev.assay.judge.Context;
import dev.assay.judge.metric.Subject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something a judge gave a verdict on, as a person is asked about it: with all that is needed to
/// answer, and without the verdict.
///
/// @param question of which the answer or the chunk was
/// @param reference what a chunk should help to arrive at; null where a claim is judged
/// @param claim what the contexts should state; null where a chunk is judged
/// @param contexts the chunk, or what the claim is held against
public record LabelItem(
    Subject subject,
    String question,
    @Nullable String reference,
    @Nullable String claim,
    List<Context> contexts) {
  public LabelItem {
    contexts = List.copyOf(contexts);
  }

  /// The same texts have the same key, whichever run, configuration or judge they come from.
  public String key() {
    var key = new Sha256().add(question);
    if (claim == null) {
      key.add("useful").add(String.valueOf(reference));
    } else {
      key.add("stated").add(claim);
    }
    contexts.forEach(context -> key.add(context.text()));
    return key.hex();
  }

  /// What the person is asked.
  public String asks() {
    return switch (subject) {
      case CLAIMS, REFERENCE_CLAIMS -> "Do the passages state this claim?";
      case CLAIMS_IN_REFERENCE -> "Does the reference answer state this claim?";
      case REFERENCE_IN_ANSWER -> "Does the answer state this claim?";
      case CHUNKS -> "Does this passage help to arrive at the reference answer?";
    };
  }

  /// `claims`, `chunks`, as in a judgement's evidence.
  public static String name(Subject subject) {
    String[] words = subject.name().toLowerCase(Locale.ROOT).split("_", -1);
    var name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }
}
