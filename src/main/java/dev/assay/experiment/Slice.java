package dev.assay.experiment;

import dev.assay.golden.GoldenQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The golden questions with one value of one property: `type:lookup`, `language:de`,
/// `collection:help`.
public record Slice(Property property, String value) {

  /// What questions are told apart by.
  public enum Property {
    TYPE,
    LANGUAGE,
    COLLECTION;

    /// The value of a question, in lower case without underscores (`multihop`); null where it has
    /// none.
    @Nullable String of(GoldenQuestion question) {
      String value =
          switch (this) {
            case TYPE -> Objects.toString(question.type(), null);
            case LANGUAGE -> question.language();
            case COLLECTION -> question.collection();
          };
      return value == null ? null : plain(value);
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
    Property property =
        Arrays.stream(Property.values())
            .filter(known -> known.toString().equals(name))
            .findFirst()
            .orElse(null);
    if (property == null || colon < 0 || text.substring(colon + 1).isBlank()) {
      throw new IllegalArgumentException(
          "slice '%s' must be one of %s with a value: type:lookup"
              .formatted(text, List.of(Property.values())));
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
