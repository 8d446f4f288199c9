package dev.assay.judge;

import dev.assay.judge.words.Decline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was answered to a question from its contexts.
///
/// @param text the answer; empty where it failed, or where the answerer of the lab declined
/// @param declined the contexts do not hold an answer, and the answerer said so
/// @param chunks the ids of the chunks it cites, each once
/// @param failure why there is no answer at all, or null
public record Answer(String text, boolean declined, List<String> chunks, @Nullable String failure) {
  public Answer {
    chunks = List.copyOf(chunks);
  }

  public static Answer of(String text, List<String> chunks) {
    return new Answer(text, false, chunks, null);
  }

  /// An answer that somebody else gave, which declines where its words say so.
  public static Answer given(String text) {
    return new Answer(text, Decline.declines(text), List.of(), null);
  }

  public static Answer declines() {
    return new Answer("", true, List.of(), null);
  }

  /// Whether there is nothing in it, though it did not fail.
  public boolean saysNothing() {
    return failure == null && text.isBlank();
  }

  public static Answer failed(String reason) {
    return new Answer("", false, List.of(), reason);
  }
}
