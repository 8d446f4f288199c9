package dev.assay.report;

import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.Mean;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as every table prints them. Rounded here and nowhere else.
public final class Figures {
  private Figures() {}

  /// `.741`, `1.000`; `-` where there is none.
  public static String share(@Nullable Double value) {
    if (value == null) {
      return "-";
    }
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.startsWith("0.") ? text.substring(1) : text.replace("-0.", "-.");
  }

  /// `[.720, .762]`; empty where there is none.
  public static String interval(Mean mean) {
    return mean.low() == null || mean.high() == null ? "" : interval(mean.low(), mean.high());
  }

  static String interval(double low, double high) {
    return "[" + share(low) + ", " + share(high) + "]";
  }

  /// `.741 [.720, .762]`
  public static String withInterval(Mean mean) {
    return (share(mean.mean()) + " " + interval(mean)).strip();
  }

  /// `120/120`: scored of expected.
  public static String coverage(Mean mean) {
    return mean.n() + "/" + mean.expected();
  }

  /// `36 requests, 12345 + 678 tokens, cost 0.0123 USD`; what is not known is `unknown`.
  public static String cost(Result.Cost cost) {
    return "%d requests, %s + %s tokens, cost %s"
        .formatted(
            cost.requests(),
            known(cost.inputTokens()),
            known(cost.outputTokens()),
            cost.cost() == null
                ? "unknown"
                : cost.cost().stripTrailingZeros().toPlainString() + " " + cost.currency());
  }

  private static String known(@Nullable Long tokens) {
    return tokens == null ? "unknown" : String.valueOf(tokens);
  }

  /// `+.129`
  static String signed(double value) {
    String text = share(value);
    return text.startsWith("-") ? text : "+" + text;
  }

  /// `[+.104, +.154]`
  static String interval(PairedDelta delta) {
    return "[" + signed(delta.low()) + ", " + signed(delta.high()) + "]";
  }

  /// `<.001`, `.034`
  static String p(double value) {
    return value < .001 ? "<.001" : share(value);
  }

  /// `4.1`, `214`
  public static String millis(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }
}
