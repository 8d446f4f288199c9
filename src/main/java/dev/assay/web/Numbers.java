package dev.assay.web;

import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Result.Mean;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How numbers and times are printed. Rounding happens here and nowhere else.
public final class Numbers {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Numbers() {}

  /// A share or a measure, `.402`; a dash where there is none.
  public static String value(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.startsWith("0.")
        ? text.substring(1)
        : text.startsWith("-0.") ? "−" + text.substring(2) : text.replace('-', '−');
  }

  /// A delta, `+.129`; a dash where there is none.
  public static String signed(@Nullable Double value) {
    String text = value(value);
    return value == null || text.startsWith("−") ? text : "+" + text;
  }

  /// `+.104 to +.154`
  public static String interval(PairedDelta delta) {
    return signed(delta.low()) + " to " + signed(delta.high());
  }

  /// `<.001`, `.034`; a dash where there is none.
  public static String p(@Nullable Double value) {
    return value != null && value < .001 ? "<.001" : value(value);
  }

  /// `.327–.480`; empty where there is none.
  public static String interval(Mean mean) {
    return mean.low() == null || mean.high() == null
        ? ""
        : value(mean.low()) + "–" + value(mean.high());
  }

  /// `135/135`
  public static String coverage(Mean mean) {
    return count(mean.n()) + "/" + count(mean.expected());
  }

  /// A score of a leg: cosines and BM25 scores alike.
  public static String score(double score) {
    if (score == 0) {
      return "0";
    }
    return String.format(Locale.ROOT, Math.abs(score) < 0.1 ? "%.5f" : "%.3f", score);
  }

  public static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// Thousands parted by a thin space.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
  }

  /// `1 question`, `2 questions`
  public static String count(long count, String what) {
    return count(count) + " " + (count == 1 ? what : what + "s");
  }

  /// `7.6 ms`
  public static String milliseconds(double milliseconds) {
    return String.format(Locale.ROOT, milliseconds < 10 ? "%.1f ms" : "%.0f ms", milliseconds);
  }

  /// `16.3 s`, `4:07`, `1:02:07`
  public static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d:%02d min".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d h".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }

  public static String duration(Duration duration) {
    return seconds(duration.toMillis() / 1000.0);
  }

  /// `2026-11-23 22:05 UTC`
  public static String time(Instant instant) {
    return MINUTE.format(instant) + " UTC";
  }

  /// `12/s`
  public static String rate(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%.0f/s", rate);
  }

  /// The class of a table cell's tint: 0 to 9 for a value from 0 to 1.
  public static String heat(@Nullable Double value) {
    return value == null ? "" : "h" + Math.clamp((long) Math.floor(value * 10), 0, 9);
  }

  /// `crossLingual` for `CROSS_LINGUAL`, as golden question files spell it.
  public static String camelCase(String constant) {
    var text = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty() || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return text.toString();
  }
}
