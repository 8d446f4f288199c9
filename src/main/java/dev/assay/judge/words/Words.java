package dev.assay.judge.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts as sentences and words, for any script: a word is a run of letters and digits, and every
/// character of a script written without spaces is a word of its own.
public final class Words {
  /// One word where it stands.
  ///
  /// @param surface as written
  /// @param stem lower case without the commonest endings; words with equal stems agree
  public record Word(String surface, String stem) {
    String lower() {
      return surface.toLowerCase(Locale.ROOT);
    }

    boolean hasCapital() {
      return Character.isUpperCase(surface.codePointAt(0));
    }

    /// Without accents: `Perú` is `Peru`.
    String plainStem() {
      return ACCENT.matcher(Normalizer.normalize(stem, Normalizer.Form.NFD)).replaceAll("");
    }

    public boolean isNumber() {
      return Character.isDigit(surface.codePointAt(0))
          && surface.codePoints().noneMatch(Character::isLetter);
    }

    /// In digits or written out: `5` and `five`, `2nd` and `second`.
    boolean isNumeral() {
      return Character.isDigit(stem.codePointAt(0));
    }

    /// A code, part number or option name: letters with digits, or parts joined by `_`.
    public boolean isIdentifier() {
      return surface.indexOf('_') >= 0
          || (surface.codePoints().anyMatch(Character::isLetter)
              && surface.codePoints().anyMatch(Character::isDigit));
    }
  }

  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
              + "|\\p{Nd}+(?:[.,:]\\p{Nd}+){0,8}(?![\\p{L}\\p{M}\\p{N}_])"
              + "|[\\p{L}\\p{M}\\p{N}]+(?:[_-](?=[\\p{L}\\p{N}]*[\\p{N}_])[\\p{L}\\p{M}\\p{N}]+|_[\\p{L}\\p{M}\\p{N}]+){0,8}(?:(?<=n)'t)?");

  private static final Pattern ACCENT = Pattern.compile("\\p{M}");

  /// `401(k)` is `401k`.
  private static final Pattern LETTERED = Pattern.compile("(\\p{Nd})\\((\\p{L})\\)");

  private static final Pattern LETTERED_PLURAL = Pattern.compile("\\d+\\p{L}+s");

  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([.,])\\d{3}(\\1\\d{3})*");

  private static final Pattern ZEROS = Pattern.compile("(?<=^\\d{1,15})\\.0{1,9}$");

  public static final Pattern LIST_MARKER = Pattern.compile("\\(?\\p{Nd}{1,3}[.)]");

  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[.!?…][\"'”’)\\]]?)\\s+(?=[\\p{Lu}\\p{Lo}\\p{N}\"'“„(\\[*#-])|(?<=[。！？])|\\n\\s*\\n|\\n(?=\\s*(?:[-*•#|>]|\\d+[.)])\\s)");

  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?:^|\\s)(?:\\p{L}|e\\.g|i\\.e|z\\.B|d\\.h|Dr|Mr|Mrs|Ms|No|Nr|vs|etc|Fig|ca|bzw|St|dll)\\.$");

  private static final Set<String> STOP =
      wordsOf(
          """
          a an the and or but if then than that this these those there here of in on at to for from by with about
          into over under every as is are was were be been being am do does did done has have had having will would shall
          should can could may might must it its he she they them their we our you your i me my his her who whom
          whose which what when where why how so such also just only very more most some any each all both other own
          same up out
          der die das den dem des ein eine einer eines einem einen und oder aber wenn dann als dass dies diese
          dieser dieses von im am auf zu zum zur für mit bei aus nach über unter ist sind war waren sein wird werden
          wurde hat haben hatte kann können muss müssen soll es er sie wir ihr ihre ich man wer wann wo warum wie
          welche welcher welches auch nur sehr mehr um sich durch vor bis
          yang dan atau tetapi jika maka ini itu di ke dari pada untuk dengan oleh dalam adalah ialah akan telah
          sudah dapat bisa harus ia dia mereka kami kita anda saya apa siapa kapan mana mengapa kenapa bagaimana
          berapa juga hanya sangat lebih para sebuah suatu seperti sebagai karena agar bila
          """);

  private static final Set<String> NEGATION =
      wordsOf(
          """
          no not never none neither nor cannot without
          nicht kein keine keinen keiner keinem keines nie niemals ohne weder
          tidak bukan jangan belum tanpa
          """);

  /// Words that tell German, whose nouns all have a capital.
  private static final Set<String> GERMAN =
      Set.of(
          "der", "das", "und", "ist", "ein", "eine", "einen", "einem", "einer", "nicht", "mit",
          "für", "dem", "den", "auf", "wird", "werden", "sind", "zum", "zur", "von", "im", "bis");

  private static final Set<String> JOINING = wordsOf("and or und oder sowie dan atau serta");

  private Words() {}

  /// The sentences of a text, in order, without surrounding white space; none is empty.
  public static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    String pending = "";
    for (String piece : SENTENCE_END.splitAsStream(text).toList()) {
      String sentence = pending.isEmpty() ? piece.strip() : pending + " " + piece.strip();
      if (sentence.length() < 400 && ABBREVIATION.matcher(sentence).find()) {
        pending = sentence;
        continue;
      }
      pending = "";
      if (sentence.codePoints().anyMatch(Character::isLetterOrDigit)) {
        sentences.add(sentence);
      }
    }
    if (sentences.size() > 1) {
      sentences.removeIf(sentence -> LIST_MARKER.matcher(sentence).matches());
    }
    if (pending.codePoints().anyMatch(Character::isLetterOrDigit)) {
      sentences.add(pending);
    }
    return sentences;
  }

  public static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace('’', '\'');
    plain = Figures.plain(LETTERED.matcher(plain).replaceAll("$1$2"));
    var matcher = WORD.matcher(plain);
    while (matcher.find()) {
      String surface = matcher.group();
      words.add(new Word(surface, stem(surface)));
    }
    return words;
  }

  /// The words that carry meaning: no stop words, no negations.
  public static List<Word> content(String text) {
    return words(text).stream().filter(Words::isContent).toList();
  }

  /// The stems of all words of a text.
  public static Set<String> stems(String text) {
    return stems(words(text));
  }

  static boolean isContent(Word word) {
    String lower = word.lower();
    return !STOP.contains(lower)
        && !negates(lower)
        && (lower.length() > 1 || word.isNumber() || lower.codePointAt(0) > 0x2E80);
  }

  /// Whether it joins what stands on both sides of it: `and`.
  static boolean joins(Word word) {
    return JOINING.contains(word.lower());
  }

  /// Words as they are written, with a space between them.
  static String written(List<Word> words) {
    return words.stream().map(Word::surface).collect(Collectors.joining(" "));
  }

  static boolean isGerman(List<Word> words) {
    return words.stream().anyMatch(word -> GERMAN.contains(word.surface()));
  }

  /// Whether a piece of a word, as a model cuts it, can carry meaning.
  public static boolean isContentPiece(String piece) {
    String lower = piece.toLowerCase(Locale.ROOT);
    return lower.codePoints().anyMatch(Character::isLetterOrDigit) && !STOP.contains(lower);
  }

  static boolean negates(Word word) {
    return negates(word.lower());
  }

  static Set<String> wordsOf(String list) {
    return list.strip()
        .lines()
        .flatMap(line -> Stream.of(line.strip().split(" ")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The stems of a list of words.
  static Set<String> stemsOf(String list) {
    return wordsOf(list).stream().map(Words::stem).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean negates(String lower) {
    return NEGATION.contains(lower) || lower.endsWith("n't");
  }

  static Set<String> stems(List<Word> words) {
    return words.stream().map(Word::stem).collect(Collectors.toUnmodifiableSet());
  }

  /// Of the word at a place; empty beyond either end.
  static String stem(List<Word> words, int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).stem();
  }

  /// In lower case; empty beyond either end.
  static String lower(List<Word> words, int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).lower();
  }

  static String stem(String surface) {
    String word = surface.toLowerCase(Locale.ROOT);
    String digits = Numerals.digits(word);
    if (digits != null) {
      return digits;
    }
    if (word.indexOf('_') >= 0 || word.codePoints().anyMatch(Character::isDigit)) {
      return number(word);
    }
    String stem = Stem.of(word);
    return STOP.contains(stem) ? word : stem;
  }

  /// `1,000` and `1.000` are `1000`; `3,5` is `3.5`; `40.00` is `40`; `03` is `3`; `401ks` are
  /// `401k`.
  private static String number(String word) {
    if (LETTERED_PLURAL.matcher(word).matches()) {
      return word.substring(0, word.length() - 1);
    }
    if (word.length() == 2
        && word.charAt(0) == '0'
        && word.charAt(1) >= '0'
        && word.charAt(1) <= '9') {
      return word.substring(1);
    }
    return GROUPED.matcher(word).matches()
        ? word.replace(",", "").replace(".", "")
        : ZEROS.matcher(word.replace(',', '.')).replaceFirst("");
  }
}
