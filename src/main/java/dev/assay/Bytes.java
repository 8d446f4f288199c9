package dev.assay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// An amount of memory. Units are powers of 1000; with an `i`, of 1024.
///
/// @param count at least 0
public record Bytes(long count) {
  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) ?([kKMGT]i?)?B");
  private static final Map<String, Integer> POWERS = Map.of("k", 1, "K", 1, "M", 2, "G", 3, "T", 4);

  public Bytes {
    if (count < 0) {
      throw new IllegalArgumentException("bytes must be at least 0, got " + count);
    }
  }

  /// Reads `8GB`, `512 MiB`, `1.5GB`.
  ///
  /// @throws IllegalArgumentException for anything else
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Bytes parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("bytes '%s' must be like 8GB or 512MiB".formatted(text));
    }
    String unit = parts.group(2);
    int power = unit == null ? 0 : POWERS.getOrDefault(unit.substring(0, 1), 0);
    int base = unit != null && unit.endsWith("i") ? 1024 : 1000;
    return new Bytes(
        new BigDecimal(parts.group(1))
            .multiply(BigDecimal.valueOf(base).pow(power))
            .toBigInteger()
            .longValueExact());
  }

  /// Read back to the same number.
  @JsonValue
  String exact() {
    return count + "B";
  }

  /// `8 GB`, `34.0 MB`
  @Override
  public String toString() {
    double rest = count;
    String unit = "B";
    for (String larger : new String[] {"kB", "MB", "GB", "TB"}) {
      if (rest < 1000) {
        break;
      }
      rest /= 1000;
      unit = larger;
    }
    return String.format(Locale.ROOT, rest == Math.rint(rest) ? "%.0f %s" : "%.1f %s", rest, unit);
  }
}
