package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Units in one spelling for English, German and Indonesian, months among them, and amounts in the
/// unit that others of their kind are made of: 2 years are 24 months.
public final class Units {
  /// Every spelling of a unit to its first one; the months are those that [Figures] writes.
  private static final Map<String, String> SPELLINGS =
      """
      second seconds s sec sekunde sekunden detik
      minute minutes min minuten menit
      hour hours h hrs stunde stunden jam
      day days tag tage tagen hari
      week weeks woche wochen minggu
      month months monat monate monaten bulan
      year years jahr jahre jahren tahun
      decade decades jahrzehnt jahrzehnte jahrzehnten dekade
      century centuries jahrhundert jahrhunderte jahrhunderten abad
      euro euros eur
      dollar dollars usd
      rupiah idr
      percent prozent persen
      pounds pound gbp
      yen
      mg milligram milligrams milligramm
      g gram grams gramm
      kg kilogram kilograms kilogramm
      ml milliliter milliliters millilitre millilitres
      l liter liters litre litres
      mm millimeter millimeters millimetre millimetres
      cm centimeter centimeters centimetre centimetres zentimeter
      m meter meters metre metres
      km kilometer kilometers kilometre kilometres
      mile miles
      feet foot ft
      inch inches
      ms millisecond milliseconds millisekunde millisekunden
      kb kilobyte kilobytes
      mb megabyte megabytes
      gb gigabyte gigabytes
      tb terabyte terabytes
      hz hertz
      khz
      mhz
      ghz
      w watt watts
      kw kilowatt kilowatts
      mw megawatt megawatts
      gw gigawatt gigawatts
      kwh
      c celsius
      f fahrenheit
      am
      pm
      january
      february
      march
      april
      may
      june
      july
      august
      september
      october
      november
      december
      """
          .lines()
          .map(line -> line.split(" "))
          .flatMap(line -> Stream.of(line).map(unit -> Map.entry(unit, line[0])))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private record Made(BigDecimal of, String unit) {}

  private static final Map<String, Made> MADE =
      """
      ms 0.001 second
      minute 60 second
      hour 3600 second
      day 86400 second
      week 604800 second
      year 12 month
      decade 120 month
      century 1200 month
      mg 0.001 g
      kg 1000 g
      ml 0.001 l
      mm 0.001 m
      cm 0.01 m
      km 1000 m
      mb 1000 kb
      gb 1000000 kb
      tb 1000000000 kb
      kw 1000 w
      mw 1000000 w
      gw 1000000000 w
      khz 1000 hz
      mhz 1000000 hz
      ghz 1000000000 hz
      """
          .lines()
          .map(line -> line.split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  made -> made[0], made -> new Made(new BigDecimal(made[1]), made[2])));

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,_-])(\\p{Nd}{1,15}(?:[.,]\\p{Nd}{1,15}){0,8}) (\\p{L}{1,15})(?![\\p{L}\\p{N}_-])");

  private Units() {}

  /// The unit a word names, in one spelling; null where it names none.
  public static @Nullable String of(Word word) {
    return SPELLINGS.get(word.lower());
  }

  /// The month a word names, as [#of] does; null where it names none.
  public static @Nullable String month(Word word) {
    return Figures.isMonth(word.surface()) ? of(word) : null;
  }

  /// A text with those of its amounts that stand in none of some others as one that does and is as
  /// much: `2 years` as `24 month`. As it stands where there is none.
  ///
  /// @param amounts as [#plain] takes them
  public static String asIn(Set<String> amounts, String text) {
    String plain = Figures.plain(text);
    String same =
        AMOUNT.matcher(plain).replaceAll(match -> Matcher.quoteReplacement(asIn(amounts, match)));
    return same.equals(plain) ? text : same;
  }

  private static String asIn(Set<String> amounts, MatchResult said) {
    String unit = SPELLINGS.get(said.group(2).toLowerCase(Locale.ROOT));
    String amount = Words.stem(said.group(1)) + " " + unit;
    if (unit == null || amounts.contains(amount)) {
      return said.group();
    }
    String plain = plain(amount);
    return amounts.stream()
        .filter(other -> plain(other).equals(plain))
        .min(Comparator.naturalOrder())
        .orElse(said.group());
  }

  /// An amount such as `2 year` as `24 month`, the same for all that are as much; as it stands
  /// where its unit is made of no other or its number is none.
  ///
  /// @param amount a number and a unit as [#of] spells it, with a space between
  static String plain(String amount) {
    int space = amount.indexOf(' ');
    String unit = amount.substring(space + 1);
    var made = MADE.getOrDefault(unit, new Made(BigDecimal.ONE, unit));
    try {
      return new BigDecimal(amount.substring(0, space))
              .multiply(made.of())
              .stripTrailingZeros()
              .toPlainString()
          + " "
          + made.unit();
    } catch (NumberFormatException _) {
      return amount;
    }
  }

  static Set<String> words() {
    return SPELLINGS.keySet();
  }
}
