package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.golden.GoldenQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A run of a part of an experiment: some configurations, or a sample of the questions. It has an
/// id of its own and is never taken for the whole.
///
/// @param only ids of the configurations that ran, in the order of the grid; empty for all
/// @param sample questions drawn; null for all
/// @param configurations how many the whole has
/// @param questions how many the whole has
public record Partial(
    List<String> only, @Nullable Integer sample, int configurations, int questions) {

  /// Separates the id of the whole from what is a part of it; no name of an experiment has it.
  private static final String MARK = "~";

  /// What a user asks for.
  ///
  /// @param only ids or labels; empty for all configurations
  /// @param sample at least 1; null for all questions
  public record Request(List<String> only, @Nullable Integer sample) {
    public static final Request ALL = new Request(List.of(), null);
  }

  /// `3 of 12 configurations, a sample of 20 of 300 questions`
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    if (!only.isEmpty()) {
      parts.add("%d of %d configurations".formatted(only.size(), configurations));
    }
    if (sample != null) {
      parts.add("a sample of %d of %d questions".formatted(sample, questions));
    }
    return String.join(", ", parts);
  }

  /// Whether an id is one of a part.
  static boolean is(String experiment) {
    return experiment.contains(MARK);
  }

  public String id(String whole) {
    return whole + MARK + Sha256.of(only + " " + sample).substring(0, 4);
  }

  /// The part of an experiment that a request asks for.
  ///
  /// @return null where the request is for all there is
  /// @throws InvalidInput for a configuration that the file does not have, with the nearest name
  public static @Nullable Partial of(Request request, Prepared whole) {
    var problems = new ArrayList<Problem>();
    var wanted = new HashSet<Configuration>();
    List<Configuration> all = whole.configurations();
    for (String name : request.only()) {
      Grid.find(all, name)
          .ifPresentOrElse(
              wanted::add,
              () ->
                  problems.add(
                      Problem.error(
                          whole.path().toString(),
                          0,
                          0,
                          "--only: " + Grid.unknown(name),
                          Grid.suggestion(name, all))));
    }
    Integer sample = request.sample();
    if (sample != null && sample < 1) {
      problems.add(
          Problem.error(
              whole.path().toString(), 0, 0, "--sample must be at least 1, got " + sample, null));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    int questions = whole.golden().questions().size();
    boolean some = !wanted.isEmpty() && wanted.size() < all.size();
    boolean fewer = sample != null && sample < questions;
    return some || fewer
        ? new Partial(
            some
                ? all.stream().filter(wanted::contains).map(Configuration::id).toList()
                : List.of(),
            fewer ? sample : null,
            all.size(),
            questions)
        : null;
  }

  public List<Configuration> of(List<Configuration> all) {
    return only.isEmpty() ? all : all.stream().filter(one -> only.contains(one.id())).toList();
  }

  /// The sample: of each type its share, to the nearest question, drawn by the seed; in the order
  /// given.
  List<GoldenQuestion> drawn(List<GoldenQuestion> all, long seed) {
    if (sample == null) {
      return all;
    }
    var types = new TreeMap<GoldenQuestion.Type, List<GoldenQuestion>>();
    all.forEach(
        question -> types.computeIfAbsent(question.type(), _ -> new ArrayList<>()).add(question));
    // Systematic: every question has the same chance, each type its share rounded up or down.
    var inTypes = new ArrayList<GoldenQuestion>();
    for (List<GoldenQuestion> ofType : types.values()) {
      ofType.stream()
          .sorted(
              Comparator.comparing(
                  (GoldenQuestion question) -> Sha256.of(seed + " " + question.id())))
          .forEach(inTypes::add);
    }
    var ids = new HashSet<String>();
    for (int i = 0; i < sample; i++) {
      ids.add(inTypes.get((int) ((2L * i + 1) * inTypes.size() / (2L * sample))).id());
    }
    return all.stream().filter(question -> ids.contains(question.id())).toList();
  }
}
