package dev.assay.answers;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.golden.LineRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which of two systems' answers people prefer, question by question.
///
/// @param ratings in the order of the file
/// @param systems which pair a line is of, where it says so
public record Preferences(List<Rating> ratings, Set<Named> systems) {
  /// What a rating is of where the file names nothing.
  public static final String OVERALL = "overall";

  private static final List<String> KEYS =
      List.of("id", "preferred", "by", "aspect", "base", "with");
  private static final Map<String, Double> WORDS = Map.of("base", -1.0, "tie", 0.0, "with", 1.0);

  private static final double MOST = 100;

  /// What one person says of one pair of answers.
  ///
  /// @param id of the answers
  /// @param preferred above 0 where the second system's answer is better, below 0 where the first
  ///   one's is; the farther from 0 the more
  /// @param by who says so
  /// @param aspect what is compared: correctness, completeness, `overall`
  public record Rating(String id, double preferred, String by, String aspect) {}

  /// The two systems that were chosen from.
  ///
  /// @param base the file with the answers of the first
  /// @param with of the second
  public record Systems(String base, String with) {
    /// By the names of files, wherever they are; where these are alike, with as many of their
    /// folders as tell them apart.
    public static Systems of(Path base, Path with) {
      Path one = base.toAbsolutePath().normalize();
      Path other = with.toAbsolutePath().normalize();
      int names = 1;
      while (name(one, names).equals(name(other, names))
          && names < Math.max(one.getNameCount(), other.getNameCount())) {
        names++;
      }
      return new Systems(name(one, names), name(other, names));
    }

    Systems turned() {
      return new Systems(/* base= */ with, /* with= */ base);
    }

    private static String name(Path file, int names) {
      int all = file.getNameCount();
      return file.subpath(Math.max(0, all - names), all).toString().replace('\\', '/');
    }
  }

  /// A line with the names of two files.
  public record Named(int line, Systems systems) {}

  public Preferences {
    ratings = List.copyOf(ratings);
    systems = Set.copyOf(systems);
  }

  /// Whether all are of these systems the other way round.
  public boolean areTurned(Systems asked) {
    return !systems.isEmpty()
        && systems.stream()
            .map(Named::systems)
            .allMatch(these -> !these.equals(asked) && these.equals(asked.turned()));
  }

  /// The pair of the first line that names one.
  public Optional<Systems> first() {
    return systems.stream().min(Comparator.comparingInt(Named::line)).map(Named::systems);
  }

  /// The lines that are of another pair than this one, or of this one the other way round.
  ///
  /// @param file that they are in
  public List<Problem> others(Path file, Systems asked) {
    return systems.stream()
        .filter(named -> !named.systems().equals(asked))
        .sorted(Comparator.comparingInt(Named::line))
        .map(named ->
            Problem.error(
                file.toString(),
                named.line(),
                1,
                "its base is %s and its with %s, not %s and %s"
                    .formatted(
                        named.systems().base(), named.systems().with(), asked.base(), asked.with()),
                named.systems().equals(asked.turned())
                    ? "keep preferences of the two the other way round in a file of their own"
                    : "keep preferences of another pair in a file of their own"))
        .toList();
  }

  /// Reads a JSON object a line: `id`, `preferred` (`base`, `with`, `tie`, or a number, positive
  /// for `with`), and where several people rate or several things are rated, `by` and `aspect`;
  /// perhaps `base` and `with`, the names of the two files.
  ///
  /// @throws InvalidInput with every line that is wrong, or if there is none
  public static Preferences read(Path file) {
    var problems = new ArrayList<Problem>();
    var ratings = new ArrayList<Rating>();
    Set<List<String>> seen = new HashSet<>();
    Set<Named> systems = new HashSet<>();
    LineRecords.each(
        file,
        problems,
        (line, row) -> {
          Rating rating = rating(row);
          if (!seen.add(List.of(rating.id(), rating.by(), rating.aspect()))) {
            throw new IllegalArgumentException(
                "'%s' was rated before%s for its aspect '%s'; several people need a name each in 'by'"
                    .formatted(
                        rating.id(),
                        rating.by().isEmpty() ? "" : " by '" + rating.by() + "'",
                        rating.aspect()));
          }
          ratings.add(rating);
          String base = text(row, "base");
          String with = text(row, "with");
          if ((base == null) != (with == null)) {
            throw new IllegalArgumentException("'base' and 'with' name both files, or neither");
          }
          if (base != null && with != null) {
            systems.add(new Named(line.number(), new Systems(base, with)));
          }
        });
    if (problems.isEmpty() && ratings.isEmpty()) {
      problems.add(Problem.error(file.toString(), 0, 0, "there is no preference in it", null));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new Preferences(ratings, systems);
  }

  /// A line of such a file.
  public static String line(Rating rating, Systems systems) {
    var row = Json.MAPPER.createObjectNode().put("id", rating.id());
    WORDS.forEach((word, value) -> {
      if (value == rating.preferred()) {
        row.put("preferred", word);
      }
    });
    if (!row.has("preferred")) {
      row.put("preferred", rating.preferred());
    }
    if (!rating.by().isEmpty()) {
      row.put("by", rating.by());
    }
    if (!rating.aspect().equals(OVERALL)) {
      row.put("aspect", rating.aspect());
    }
    return row.put("base", systems.base()).put("with", systems.with()).toString();
  }

  private static Rating rating(JsonNode row) {
    AnswerFile.onlyKnown(row, KEYS);
    String id = text(row, "id");
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("'id' is missing");
    }
    String by = text(row, "by");
    String aspect = text(row, "aspect");
    return new Rating(
        id,
        preferred(row.path("preferred")),
        by == null ? "" : by,
        aspect == null ? OVERALL : aspect);
  }

  private static double preferred(JsonNode value) {
    if (value.isNumber() && Math.abs(value.asDouble()) <= MOST) {
      return value.asDouble();
    }
    Double word = value.isString() ? WORDS.get(value.asString()) : null;
    if (word == null) {
      throw new IllegalArgumentException(
          "'preferred' must be base, with, tie, or a number from -100 to 100, above 0 where the second system is better");
    }
    return word;
  }

  private static @Nullable String text(JsonNode row, String key) {
    return AnswerFile.text(row, List.of(key));
  }

  /// Aspect to id to what people say of it, both in their order.
  public Map<String, Map<String, List<Double>>> byAspect() {
    var aspects = new TreeMap<String, Map<String, List<Double>>>();
    for (Rating rating : ratings) {
      aspects
          .computeIfAbsent(rating.aspect(), _ -> new TreeMap<>())
          .computeIfAbsent(rating.id(), _ -> new ArrayList<>())
          .add(rating.preferred());
    }
    return aspects;
  }
}
