package dev.assay.synth;

import dev.assay.synth.Synthesis.Discarded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a candidate or says why not.
final class Review {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  /// So many words in a row, taken from the evidence, and the question measures copying.
  private static final int COPIED = 7;

  /// Two spans are the same evidence when they share this part of the longer one.
  private static final double SAME = 0.8;

  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern POINTS =
      Pattern.compile(
          "(?i)\\b(?:the|this|according to the) (?:passage|text|section|excerpt|document|paragraph)\\b"
              + "|\\b(?:dieser|diesem|im) (?:Abschnitt|Text|Dokument)\\b|\\b(?:teks|bagian|dokumen) (?:ini|tersebut)\\b");

  private final List<Candidate> accepted = new ArrayList<>();
  private final List<Discarded> discarded = new ArrayList<>();
  private final Map<String, Set<String>> documentsOfQuestion = new HashMap<>();

  List<Candidate> accepted() {
    return accepted;
  }

  List<Discarded> discarded() {
    return discarded;
  }

  static String id(int index) {
    return "s-%03d".formatted(index + 1);
  }

  /// Remembers what could be asked, so that a question with two answers is recognised.
  void seen(List<Candidate> candidates) {
    candidates.forEach(candidate ->
        documentsOfQuestion
            .computeIfAbsent(normal(candidate.question()), key -> new TreeSet<>())
            .add(candidate.document()));
  }

  void discard(String question, String document, String reason) {
    discarded.add(new Discarded(question, document, reason));
  }

  /// Whether it was taken.
  boolean take(Candidate candidate) {
    String reason = objection(candidate);
    if (reason != null) {
      discard(candidate.question(), candidate.document(), reason);
      return false;
    }
    accepted.add(candidate);
    return true;
  }

  private @Nullable String objection(Candidate candidate) {
    String question = normal(candidate.question());
    String answer = normal(candidate.answer());
    if (question.length() < SHORTEST) {
      return "too short";
    }
    if (candidate.question().length() > LONGEST) {
      return "longer than %d characters".formatted(LONGEST);
    }
    if (answer.isEmpty()) {
      return "no answer";
    }
    if (POINTS.matcher(candidate.question()).find()) {
      return "points at the text instead of asking";
    }
    if ((" " + question + " ").contains(" " + answer + " ")) {
      return "the question holds the answer";
    }
    if (copied(question, normal(candidate.quote()))) {
      return "copied wording: %d words in a row stand in the evidence".formatted(COPIED);
    }
    for (int i = 0; i < accepted.size(); i++) {
      var other = accepted.get(i);
      if (normal(other.question()).equals(question)) {
        return "duplicate of " + id(i);
      }
      int longer = Math.max(other.span().length(), candidate.span().length());
      if (other.document().equals(candidate.document())
          && other.span().overlap(candidate.span()) >= SAME * longer) {
        return "same evidence as " + id(i);
      }
    }
    return documentsOfQuestion.getOrDefault(question, Set.of()).stream()
        .filter(document -> !document.equals(candidate.document()))
        .findFirst()
        .map(document -> "ambiguous: " + document + " answers it too")
        .orElse(null);
  }

  private static boolean copied(String question, String quote) {
    List<String> words = Pattern.compile(" ").splitAsStream(question).toList();
    for (int i = 0; i + COPIED <= words.size(); i++) {
      if ((" " + quote + " ")
          .contains(" " + String.join(" ", words.subList(i, i + COPIED)) + " ")) {
        return true;
      }
    }
    return false;
  }

  /// Small letters, words apart by one blank, nothing else.
  private static String normal(String text) {
    return NOT_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
