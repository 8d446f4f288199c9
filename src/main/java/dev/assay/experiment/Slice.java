package dev.assay.experiment;

import dev.assay.golden.GoldenQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The golden questions with one value of one property: `type:lookup`, `language:de`,
/// `collection:help`, `length:short`.
public record Slice(Property property, String value) {

  /// What questions are told apart by.
  public enum Property {
    TYPE,
    LANGUAGE,
    COLLECTION,
    /// `short` up to 6 words, `medium` up to 12, `long` above.
    LENGTH;

    private static final int SHORT = 6;
    private static final int MEDIUM = 12;

    /// Reads `type`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Property parse(String name) {
      return Arrays.stream(values())
          .filter(known -> known.toString().equals(name))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "slice '%s' must be one of %s, or one with a value: type:lookup"
                      .formatted(name, List.of(values()))));
    }

    /// The value of a question, in lower case without underscores (`multihop`); null where it has
    /// none.
    @Nullable String of(GoldenQuestion question) {
      String value =
          switch (this) {
            case TYPE -> Objects.toString(question.type(), null);
            case LANGUAGE -> question.language();
            case COLLECTION -> question.collection();
            case LENGTH -> length(question.question());
          };
      return value == null ? null : plain(value);
    }

    private static String length(String question) {
      int words = question.strip().split("\\s+", -1).length;
      return words <= SHORT ? "short" : words <= MEDIUM ? "medium" : "long";
    }

    /// The slices of all values there are among the questions that can be answered, sorted.
    public List<Slice> slices(List<GoldenQuestion> questions) {
      return questions.stream()
          .filter(GoldenQuestion::answerable)
          .map(this::of)
          .filter(Objects::nonNull)
          .distinct()
          .sorted()
          .map(value -> new Slice(this, value))
          .toList();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Slice {
    value = plain(value);
  }

  /// Reads `type:multiHop`.
  ///
  /// @throws IllegalArgumentException for anything else
  public static Slice parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Property property = Property.parse(name);
    if (colon < 0 || text.substring(colon + 1).isBlank()) {
      throw new IllegalArgumentException(
          "slice '%s' needs a value: %s:VALUE".formatted(text, property));
    }
    return new Slice(property, text.substring(colon + 1));
  }

  boolean contains(GoldenQuestion question) {
    return value.equals(property.of(question));
  }

  private static String plain(String value) {
    return value.toLowerCase(Locale.ROOT).replace("_", "");
  }

  @Override
  public String toString() {
    return property + ":" + value;
  }
}
