package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// What a million tokens cost, written `0.13 USD/Mtoken`.
///
/// @param amount not negative
/// @param currency three capital letters
public record Price(BigDecimal amount, String currency) {
  private static final Pattern SPELLING =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ([A-Z]{3})/Mtoken");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Price parse(String text) {
    var match = SPELLING.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "price must be written like '0.13 USD/Mtoken', got '" + text + "'");
    }
    return new Price(new BigDecimal(match.group(1)), match.group(2));
  }

  @JsonValue
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency + "/Mtoken";
  }
}
