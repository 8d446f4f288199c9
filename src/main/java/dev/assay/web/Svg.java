package dev.assay.web;

import com.google.errorprone.annotations.FormatMethod;
import gg.jte.TemplateOutput;
import java.util.Locale;

/// What all figures draw alike. Numbers and fixed words only; what a user wrote goes through the
/// output's own escaping.
final class Svg {
  private Svg() {}

  @FormatMethod
  static void write(TemplateOutput output, String format, Object... values) {
    output.writeContent(String.format(Locale.ROOT, format, values));
  }

  /// A line from top to bottom, with its number below.
  static void vertical(TemplateOutput output, double x, int top, int bottom, String number) {
    write(
        output,
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        x,
        top,
        x,
        bottom);
    below(output, x, bottom + 16, number);
  }

  /// A line from left to right, with its number before it.
  static void horizontal(TemplateOutput output, int left, int right, double y, String number) {
    write(
        output,
        "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
        left,
        y,
        right,
        y);
    write(
        output,
        "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
        left - 6,
        y + 4,
        number);
  }

  /// A number or a date centred at a place of the axis.
  static void below(TemplateOutput output, double x, int y, String number) {
    write(
        output,
        "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        x,
        y,
        number);
  }
}
