package dev.assay.yaml;

/// A value of a factor under the name that tables show: in YAML the keys of the value with a `name`
/// beside them. An entry of two factors has both names, `raw · markdown`.
public record Named<T>(String name, T value) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

  public Named {
    if (!name.matches(NAME + "( · " + NAME + ")?")) {
      throw new IllegalArgumentException(
          "name '%s' must be 1 to 40 letters, digits, dots, dashes or underscores".formatted(name));
    }
  }
}
