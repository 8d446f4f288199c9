package dev.assay;

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

  /// What so many tokens cost, exactly.
  public BigDecimal of(long tokens) {
    return amount.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }

  /// Two prices can be added only in one currency.
  ///
  /// @throws IllegalArgumentException if they are in two
  public void requireCurrencyOf(Price other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "prices must be in one currency, got " + currency + " and " + other.currency);
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency + "/Mtoken";
  }
}
