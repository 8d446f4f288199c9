package dev.assay.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question and what should be found for it.
///
/// @param need what the asker is after, where the question alone does not say it
/// @param evidence empty for an unanswerable question
/// @param answer the reference answer, or null
/// @param type null only where imported
/// @param language ISO 639-1 code; null only where imported
/// @param source how a synthetic question was made: persona, model, prompt, chunk, reason
public record GoldenQuestion(
    String id,
    String question,
    @Nullable String need,
    List<Evidence> evidence,
    @Nullable String answer,
    @Nullable Type type,
    @Nullable String language,
    Origin origin,
    Status status,
    @Nullable Map<String, String> source) {

  /// What makes a question hard.
  public enum Type {
    @JsonProperty("lookup")
    LOOKUP,
    @JsonProperty("identifier")
    IDENTIFIER,
    @JsonProperty("paraphrase")
    PARAPHRASE,
    @JsonProperty("multiHop")
    MULTI_HOP,
    @JsonProperty("crossLingual")
    CROSS_LINGUAL,
    @JsonProperty("unanswerable")
    UNANSWERABLE
  }

  /// Who wrote a question.
  public enum Origin {
    @JsonProperty("human")
    HUMAN,
    @JsonProperty("synthetic")
    SYNTHETIC,
    @JsonProperty("imported")
    IMPORTED
  }

  /// How far its review is.
  public enum Status {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("edited")
    EDITED,
    @JsonProperty("rejected")
    REJECTED;

    boolean takesPart() {
      return switch (this) {
        case ACCEPTED, EDITED -> true;
        case DRAFT, REJECTED -> false;
      };
    }
  }

  @SuppressWarnings("ConstantValue") // absent keys of a file arrive as null
  public GoldenQuestion {
    boolean imported = origin == Origin.IMPORTED;
    var missing = new ArrayList<String>();
    note(missing, "id", id == null || id.isBlank());
    note(missing, "question", question == null || question.isBlank());
    note(missing, "evidence", evidence == null);
    note(missing, "type", type == null && !imported);
    note(missing, "language", language == null && !imported);
    note(missing, "origin", origin == null);
    note(missing, "status", status == null);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(", ", missing) + (missing.size() == 1 ? " is missing" : " are missing"));
    }
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the id has control characters");
    }
    evidence = List.copyOf(evidence);
    boolean relevant = evidence.stream().anyMatch(e -> e.grade() > 0);
    if (relevant && type == Type.UNANSWERABLE) {
      throw new IllegalArgumentException("an unanswerable question has no evidence");
    }
    if (!relevant && type != Type.UNANSWERABLE && origin != Origin.IMPORTED) {
      throw new IllegalArgumentException(
          "no evidence: a question that can be answered needs some (else: type 'unanswerable')");
    }
    source = source == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(source));
  }

  /// Whether some evidence is relevant, so that a ranking can be measured.
  public boolean answerable() {
    return evidence.stream().anyMatch(e -> e.grade() > 0);
  }

  /// The first folder of its first evidence's document, `help` of `help/de/x.md`; null where it has
  /// none.
  public @Nullable String collection() {
    if (evidence.isEmpty()) {
      return null;
    }
    var document = evidence.getFirst().document();
    int slash = document.indexOf('/');
    return slash < 0 ? null : document.substring(0, slash);
  }

  public GoldenQuestion withEvidence(List<Evidence> changed) {
    return new GoldenQuestion(
        id, question, need, changed, answer, type, language, origin, status, source);
  }

  private static void note(List<String> missing, String field, boolean isMissing) {
    if (isMissing) {
      missing.add("'" + field + "'");
    }
  }
}
