package dev.assay.judge.words;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One spelling for numbers, amounts, dates and times, so that texts that say the same agree: `$5M`
/// is `5000000 dollars`, `5kg` is `5 kg`, `twenty-five` is `25`, `2024-03-12` and `March 12th,
/// 2024` are `12 March 2024`, `18:30` is `6:30 pm`. English, with German and Indonesian months and
/// magnitudes.
final class Figures {
  private static final String NUMBER = "\\d{1,15}(?:[.,]\\d{1,15}){0,8}";

  private static final Map<String, String> CURRENCIES =
      Map.of(
          "$", "dollars", "usd", "dollars", "us$", "dollars", "€", "euros", "eur", "euros", "£",
          "pounds", "gbp", "pounds", "¥", "yen");

  private static final Map<String, Integer> ZEROS =
      Map.ofEntries(
          Map.entry("k", 3),
          Map.entry("thousand", 3),
          Map.entry("tausend", 3),
          Map.entry("ribu", 3),
          Map.entry("m", 6),
          Map.entry("mn", 6),
          Map.entry("million", 6),
          Map.entry("millionen", 6),
          Map.entry("juta", 6),
          Map.entry("bn", 9),
          Map.entry("b", 9),
          Map.entry("billion", 9),
          Map.entry("milliarde", 9),
          Map.entry("milliarden", 9),
          Map.entry("miliar", 9),
          Map.entry("trillion", 12));

  private static final Map<String, Integer> SHARES =
      Map.of("half", 50, "quarter", 25, "quarters", 75, "third", 33, "thirds", 66);

  /// Those that are words of their own.
  private static final String MAGNITUDE =
      ZEROS.keySet().stream()
          .filter(word -> word.length() > 2)
          .sorted()
          .collect(Collectors.joining("|"));

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  /// In the order of the year; English in full or by three letters, German, Indonesian.
  private static final List<String> MONTH_NAMES =
      List.of(
          "Jan(?:uary|uar|uari)?",
          "Feb(?:ruary|ruar|ruari)?",
          "Mar(?:ch|et)?|März",
          "Apr(?:il)?",
          "May|Mai|Mei",
          "June?|Juni",
          "July?|Juli",
          "Aug(?:ust)?|Agustus",
          "Sept?(?:ember)?",
          "Oct(?:ober)?|Okt(?:ober)?",
          "Nov(?:ember)?",
          "Dec(?:ember)?|Dez(?:ember)?|Desember");

  private static final List<String> MONTH_HINTS =
      List.of(
          "jan", "feb", "mar", "mär", "apr", "may", "mai", "mei", "jun", "jul", "aug", "agu", "sep",
          "oct", "okt", "nov", "dec", "dez", "des");

  private static final String MONTH = "(" + String.join("|", MONTH_NAMES) + ")\\.?";
  private static final String NUMERAL =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
          + "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
          + "|ninety";

  private static final String UNIT = units(unit -> unit.length() > 3);

  /// Without `s`, which ends `1990s`.
  private static final String SHORT_UNIT = units(unit -> unit.length() < 4 && !unit.equals("s"));

  /// @param hints one of them stands in lower case in whatever is rewritten: most texts have none,
  ///   and looking for them takes less than half of the time
  private record Rule(List<String> hints, Pattern pattern, Function<MatchResult, String> form) {
    static Rule of(String hints, String pattern, Function<MatchResult, String> form) {
      return new Rule(
          List.of(hints.split("\\|", -1)),
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
          form);
    }

    /// Names with a capital only: `may` and `mar` are words too.
    static Rule ofMonths(String pattern, Function<MatchResult, String> form) {
      return new Rule(MONTH_HINTS, Pattern.compile(pattern), form);
    }

    static String allIn(List<Rule> rules, String text) {
      String plain = text;
      String lower = text.toLowerCase(Locale.ROOT);
      for (var rule : rules) {
        if (rule.hints.stream().anyMatch(lower::contains)) {
          plain =
              rule.pattern
                  .matcher(plain)
                  .replaceAll(match -> Matcher.quoteReplacement(rule.form.apply(match)));
        }
      }
      return plain;
    }
  }

  private static final List<Rule> NUMERALS =
      List.of(
          Rule.of(
              "ty-|ty ",
              "\\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](one|two|three|four|five|six|seven|eight|nine)\\b",
              match -> String.valueOf(value(match.group(1)) + value(match.group(2)))),
          Rule.of(
              "half a",
              "\\bhalf (?:an hour|a minute)\\b",
              match -> match.group().endsWith("hour") ? "30 minutes" : "30 seconds"),
          Rule.of(
              "half|quarter|third",
              "\\b(?:(?:a |one )?half|(?:a|one) (?:quarter|third))(?= of\\b(?! an? (?:hour|century))| the\\b| (?:its|their|all|his|her)\\b)"
                  + "|(?<=by (?:(?:about|almost|around|nearly|roughly|some) )?)(?:(?:a |one )?half|(?:a|one) (?:quarter|third))\\b(?! (?:past|to)\\b)"
                  + "|\\b(?:three[ -]quarters|two[ -]thirds)\\b(?! of an? )",
              match -> SHARES.get(lastWord(match.group())) + " percent"),
          Rule.of(
              " in | out of ",
              "\\b(?:one|1) (?:in|out of) (two|2|three|3|four|4|five|5|ten|10|twenty|20)\\b(?![ ,.]?\\d)",
              match -> 100 / value(match.group(1)) + " percent"),
          Rule.of(
              "hundred",
              "\\b(eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen) hundred(?: and)?(?: (\\d{1,2}|"
                  + NUMERAL
                  + "))?\\b",
              match -> String.valueOf(100 * value(match.group(1)) + value(match.group(2)))),
          Rule.of(
              "hundred",
              "\\b(a|one|two|three|four|five|six|seven|eight|nine) hundred(?: and)?(?: (\\d{1,2}|"
                  + NUMERAL
                  + "))?\\b",
              match -> String.valueOf(100 * value(match.group(1)) + value(match.group(2)))),
          Rule.of(
              NUMERAL.replace("|", " |") + " ",
              "\\b((?!one )(?:" + NUMERAL + "))(?= (?:" + UNIT + ")\\b)",
              match -> String.valueOf(value(match.group(1)))),
          Rule.of(
              MAGNITUDE,
              "\\b(a|" + NUMERAL + ") (" + MAGNITUDE + ")\\b",
              match -> value(match.group(1)) + " " + match.group(2)));

  private static final List<Rule> OTHERS =
      List.of(
          Rule.of(
              "$|€|£|¥|usd|eur|gbp",
              "(?<![\\p{L}\\d])(US\\$|[$€£¥]|(?:USD|EUR|GBP)(?= ?\\d)) ?("
                  + NUMBER
                  + ")(?: ?(k|mn?|bn?|"
                  + MAGNITUDE
                  + ")\\b)?(?![\\p{L}\\d])",
              match ->
                  scaled(match.group(2), match.group(3))
                      + " "
                      + CURRENCIES.get(match.group(1).toLowerCase(Locale.ROOT))),
          Rule.of(
              "€|£",
              "(" + NUMBER + ") ?([€£])",
              match -> match.group(1) + " " + CURRENCIES.get(match.group(2))),
          Rule.of(
              MAGNITUDE,
              "\\b(" + NUMBER + ") (" + MAGNITUDE + ")\\b",
              match -> scaled(match.group(1), match.group(2))),
          Rule.of(
              "",
              "(?<!\\d ?)(?<!\\d[.,])\\b(\\d{1,3})((?: \\d{3})+)\\b(?![.,:]?\\d| \\d)",
              match -> match.group(1) + match.group(2).replace(" ", "")),
          Rule.of(
              "%|per cent|pct",
              "(\\d) ?(?:%|per cent\\b|pct\\b)", match -> match.group(1) + " percent"),
          Rule.of("°", "(\\d) ?° ?(C|F)\\b", match -> match.group(1) + " " + match.group(2)),
          Rule.of("'s|’s", "(\\d)['’]s\\b", match -> match.group(1) + "s"),
          Rule.of("v", "\\bv(?=\\d{1,9}\\.\\d)", match -> ""),
          Rule.of(
              "-",
              "\\b(\\d{4})-(\\d{2})-(\\d{2})\\b",
              match -> date(match.group(3), month(match.group(2)), match.group(1), match)),
          Rule.of(
              ".",
              "\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b",
              match -> date(match.group(1), month(match.group(2)), match.group(3), match)),
          Rule.ofMonths(
              "\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (\\d{4})\\b)?",
              match -> date(match.group(2), named(match.group(1)), match.group(3), match)),
          Rule.ofMonths(
              "\\b(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?"
                  + MONTH
                  + "(?!\\p{L})(?:,? (\\d{4})\\b)?",
              match -> date(match.group(1), named(match.group(2)), match.group(3), match)),
          Rule.of(
              "am|pm|a.m|p.m",
              "\\b(\\d{1,2})(?:[:.](\\d{2}))? ?(?:(a)|p)(?:\\.m\\.|m\\b)",
              match ->
                  time(
                      match.group(1), match.group(2), match.group(3) == null ? "pm" : "am", match)),
          Rule.of(
              ":",
              "(?<![\\d:.])([01]?\\d|2[0-3]):([0-5]\\d)\\b(?![:.]?\\d| ?(?:am|pm)\\b)",
              match -> {
                int hour = Integer.parseInt(match.group(1));
                return time(
                    String.valueOf(hour % 12 == 0 ? 12 : hour % 12),
                    match.group(2),
                    hour < 12 ? "am" : "pm",
                    match);
              }),
          Rule.of(
              "",
              "(?<![\\p{L}\\p{Nd}_-])(\\p{Nd}{1,15}(?:[.,]\\p{Nd}{1,15}){0,8})("
                  + SHORT_UNIT
                  + ")(?![\\p{L}\\p{N}_-])",
              match -> match.group(1) + " " + match.group(2)),
          // `30s` is `30 s` where it is no decade.
          Rule.of(
              "s",
              "(?<!the |early |mid[ -]|late )(?<![\\p{L}\\p{N}_.-])(\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3})?)s(?![\\p{L}\\p{N}_-])",
              match -> match.group(1) + " s"));

  private static String lastWord(String words) {
    return words
        .substring(1 + Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')))
        .toLowerCase(Locale.ROOT);
  }

  private Figures() {}

  /// The text with its figures in one spelling; all else as it stands.
  static String plain(String text) {
    String plain = Rule.allIn(NUMERALS, text);
    return plain.chars().anyMatch(Character::isDigit) ? Rule.allIn(OTHERS, plain) : plain;
  }

  static boolean isMonth(String word) {
    return MONTHS.contains(word);
  }

  private static String units(Predicate<String> wanted) {
    return Units.words().stream().filter(wanted).sorted().collect(Collectors.joining("|"));
  }

  private static int value(@Nullable String numeral) {
    if (numeral == null) {
      return 0;
    }
    String lower = numeral.toLowerCase(Locale.ROOT);
    String digits = lower.equals("a") ? "1" : Numerals.digits(lower);
    return Integer.parseInt(digits == null ? lower : digits);
  }

  private static String scaled(String number, @Nullable String magnitude) {
    if (magnitude == null) {
      return number;
    }
    int zeros = ZEROS.getOrDefault(magnitude.toLowerCase(Locale.ROOT), 0);
    try {
      return new BigDecimal(Words.stem(number))
          .scaleByPowerOfTen(zeros)
          .stripTrailingZeros()
          .toPlainString();
    } catch (NumberFormatException _) {
      return number + " " + magnitude;
    }
  }

  private static @Nullable String month(String number) {
    int month = Integer.parseInt(number);
    return month < 1 || month > 12 ? null : MONTHS.get(month - 1);
  }

  private static String named(String name) {
    return IntStream.range(0, MONTHS.size())
        .filter(i -> name.matches(MONTH_NAMES.get(i)))
        .mapToObj(MONTHS::get)
        .findFirst()
        .orElse(name);
  }

  private static String date(
      String day, @Nullable String month, @Nullable String year, MatchResult as) {
    return month == null
        ? as.group()
        : Integer.parseInt(day) + " " + month + (year == null ? "" : " " + year);
  }

  private static String time(String hour, @Nullable String minutes, String half, MatchResult as) {
    int number = Integer.parseInt(hour);
    if (number < 1 || number > 12) {
      return as.group();
    }
    return number + (minutes == null || minutes.equals("00") ? "" : ":" + minutes) + " " + half;
  }
}
