package dev.assay.golden;

import dev.assay.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does every quote stand where it is said to, and does the set measure what it should?
public final class Lint {
  /// Content words a question may share with its evidence before it only measures word overlap.
  static final double COPIED = 0.8;

  /// Content words two questions may share (Jaccard) before they count as one.
  static final double SAME = 0.8;

  private static final String REANCHOR = "try: assay golden reanchor";

  private final Map<String, String> texts;
  private final GoldenSet golden;
  private final List<Problem> problems = new ArrayList<>();

  private Lint(GoldenSet golden, Map<String, String> texts) {
    this.golden = golden;
    this.texts = texts;
  }

  /// Everything found, in the order of the files and lines.
  ///
  /// @param texts document id to text, all documents of the corpus
  public static List<Problem> check(GoldenSet golden, Map<String, String> texts) {
    var lint = new Lint(golden, texts);
    for (var question : golden.questions()) {
      lint.checkEvidence(question);
      lint.checkAnswer(question);
      lint.checkCopied(question);
    }
    lint.checkDuplicates();
    lint.problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
    return List.copyOf(lint.problems);
  }

  /// The same for several corpora: evidence must stand where it says in every corpus that has all
  /// documents of its question, and there must be one.
  ///
  /// @param corpora the texts of each, by its name
  /// @param rejected files that could not be read: who listed them has said so, and a question that
  ///   only they answer is not asked
  public static List<Problem> checkEach(
      GoldenSet golden, Map<String, Map<String, String>> corpora, Set<String> rejected) {
    if (corpora.size() == 1) {
      var readable = golden.questions().stream().filter(q -> isClear(q, rejected)).toList();
      return check(new GoldenSet(readable, golden.places()), corpora.values().iterator().next());
    }
    var problems = new LinkedHashSet<Problem>();
    var nowhere = new LinkedHashSet<>(golden.questions());
    nowhere.removeIf(question -> !isClear(question, rejected));
    String first = corpora.keySet().iterator().next();
    corpora.forEach((name, texts) -> {
      var here = golden.questions().stream().filter(q -> isIn(q, texts.keySet())).toList();
      here.forEach(nowhere::remove);
      check(new GoldenSet(here, golden.places()), texts)
          .forEach(problem -> problems.add(in(name, name.equals(first), problem)));
    });
    var all = new HashMap<String, String>();
    corpora.values().forEach(all::putAll);
    for (var question : nowhere) {
      var alone = new GoldenSet(List.of(question), golden.places());
      var unknown = check(alone, all);
      problems.addAll(
          unknown.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)
              ? unknown
              : List.of(scattered(golden.place(question))));
    }
    return problems.stream()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  private static boolean isClear(GoldenQuestion question, Set<String> rejected) {
    return question.evidence().stream().map(Evidence::document).noneMatch(rejected::contains);
  }

  private static boolean isIn(GoldenQuestion question, Set<String> documents) {
    return question.evidence().stream().map(Evidence::document).allMatch(documents::contains);
  }

  private static Problem scattered(GoldenSet.Place place) {
    return Problem.error(
        place.file(), place.line(), 1, "no corpus has all documents of its evidence", null);
  }

  /// What is wrong in one corpus; what is odd about a question is so in each.
  ///
  /// @param first whether evidence can be moved to where this corpus has it
  private static Problem in(String corpus, boolean first, Problem problem) {
    return problem.severity() == Problem.Severity.ERROR
        ? Problem.error(
            problem.file(),
            problem.line(),
            problem.column(),
            "in corpus %s: %s".formatted(corpus, problem.message()),
            first
                ? problem.suggestion()
                : "where corpora differ, a document needs another id, or evidence that is all of it")
        : problem;
  }

  private void checkEvidence(GoldenQuestion question) {
    var seen = new HashSet<List<?>>();
    for (var evidence : question.evidence()) {
      var text = texts.get(evidence.document());
      if (text == null) {
        problems.add(Reanchor.unknownDocument(evidence, texts, golden.place(question)));
        continue;
      }
      var start = evidence.start();
      var end = evidence.end();
      if (start != null && end != null) {
        checkSpan(question, evidence, start, end, text);
      } else if (evidence.quote() != null) {
        error(
            question,
            "no offsets yet for '%s'".formatted(Reanchor.brief(evidence.quote())),
            "run assay golden reanchor");
      }
      if (!seen.add(
          Arrays.asList(
              evidence.document(), start, end, start == null ? evidence.quote() : null))) {
        warning(question, "evidence of " + evidence.document() + " is listed twice", null);
      }
    }
  }

  private void checkSpan(
      GoldenQuestion question, Evidence evidence, int start, int end, String text) {
    var quote = evidence.quote();
    if (end > text.length()) {
      error(
          question,
          "span %d-%d ends past %s (%s characters)"
              .formatted(start, end, evidence.document(), grouped(text.length())),
          REANCHOR);
    } else if (quote != null && !text.substring(start, end).equals(quote)) {
      error(
          question,
          "%s has '%s' at %d-%d, not '%s'"
              .formatted(
                  evidence.document(),
                  Reanchor.brief(text.substring(start, end)),
                  start,
                  end,
                  Reanchor.brief(quote)),
          REANCHOR);
    } else if (quote == null) {
      warning(
          question,
          "span %d-%d of %s has no quote, so no edit of the document can be noticed"
              .formatted(start, end, evidence.document()),
          null);
    }
  }

  private void checkAnswer(GoldenQuestion question) {
    if (question.answerable()
        && question.origin() != GoldenQuestion.Origin.IMPORTED
        && (question.answer() == null || question.answer().isBlank())) {
      warning(question, "no answer: an answer's correctness cannot be judged", null);
    }
  }

  private void checkCopied(GoldenQuestion question) {
    var words = Words.of(question.question());
    if (words.size() < 4 || question.type() == GoldenQuestion.Type.IDENTIFIER) {
      return;
    }
    for (var evidence : question.evidence()) {
      if (evidence.quote() != null && evidence.grade() > 0) {
        var quoted = Words.of(evidence.quote());
        long shared = words.stream().filter(quoted::contains).count();
        if (shared >= COPIED * words.size()) {
          warning(
              question,
              "%d of the question's %d content words stand in its evidence: it measures word overlap"
                  .formatted(shared, words.size()),
              "ask in other words");
          return;
        }
      }
    }
  }

  /// Counts shared words by way of an index, so that long sets stay quick.
  private void checkDuplicates() {
    var index = new HashMap<String, List<Integer>>();
    var sizes = new ArrayList<Integer>();
    var questions = golden.questions();
    for (int i = 0; i < questions.size(); i++) {
      var words = new HashSet<>(Words.of(questions.get(i).question()));
      var shared = new HashMap<Integer, Integer>();
      for (var word : words) {
        var others = index.computeIfAbsent(word, _ -> new ArrayList<>());
        others.forEach(other -> shared.merge(other, 1, Integer::sum));
        others.add(i);
      }
      sizes.add(words.size());
      int best = -1;
      double bestShare = 0;
      for (var entry : shared.entrySet()) {
        int union = words.size() + sizes.get(entry.getKey()) - entry.getValue();
        double share = entry.getValue() / (double) union;
        if (share > bestShare || (share == bestShare && entry.getKey() < best)) {
          bestShare = share;
          best = entry.getKey();
        }
      }
      if (best >= 0 && bestShare >= SAME) {
        var place = golden.place(questions.get(best));
        warning(
            questions.get(i),
            "nearly the same question as '%s' (%s:%d)"
                .formatted(questions.get(best).id(), place.file(), place.line()),
            null);
      }
    }
  }

  private void error(GoldenQuestion question, String message, @Nullable String suggestion) {
    var place = golden.place(question);
    problems.add(Problem.error(place.file(), place.line(), 1, message, suggestion));
  }

  private void warning(GoldenQuestion question, String message, @Nullable String suggestion) {
    var place = golden.place(question);
    problems.add(Problem.warning(place.file(), place.line(), 1, message, suggestion));
  }

  /// `1 902`
  private static String grouped(int number) {
    return String.format(java.util.Locale.ROOT, "%,d", number).replace(',', ' ');
  }
}
