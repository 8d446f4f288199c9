package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A name in the running text of a claim that no text has in any form: `the tradition is from
/// Germany`, where none speaks of Germany, German or Germans.
///
/// Only what can be nothing but a name is told: a word with a capital behind one without, that
/// WordNet has mostly with one or not at all. In German, where every noun has a capital, none is.
public final class UnknownName {
  private static final Pattern NAME = Pattern.compile("\\p{Lu}\\p{Ll}{2,}");

  private static final Set<String> DAYS =
      Words.wordsOf("monday tuesday wednesday thursday friday saturday sunday");

  private UnknownName() {}

  /// The first such name of a claim, as written; null where there is none.
  ///
  /// @param known stems of all words of the texts
  /// @param texts what may name things
  public static @Nullable String in(
      String claim, Set<String> known, Supplier<Stream<String>> texts) {
    var said = Words.words(claim);
    if (Words.isGerman(said)) {
      return null;
    }
    var unknown =
        Name.in(said).stream()
            .map(UnknownName::behindFirstWord)
            .filter(name -> isRunning(claim, name))
            .filter(name -> !isDated(name, known) && !isFullName(claim, name, known))
            .filter(name -> name.words().stream().anyMatch(word -> isUnknown(word, known)))
            .toList();
    if (unknown.isEmpty()) {
      return null;
    }
    var there = Texts.of(texts.get());
    return unknown.stream()
        .filter(name -> !there.abbreviate(name))
        .flatMap(name -> name.words().stream())
        .filter(word -> isUnknown(word, known) && !there.have(word))
        .map(Word::surface)
        .findFirst()
        .orElse(null);
  }

  /// The first word of a sentence has a capital in any case: `Like Munich`.
  private static Name behindFirstWord(Name name) {
    return name.start() == 0
            && name.end() > 1
            && WordNet.isCommon(name.words().getFirst().surface())
        ? new Name(name.of(), 1, name.end())
        : name;
  }

  /// Whether it stands behind a word without a capital, or the first one, with a blank between.
  private static boolean isRunning(String claim, Name name) {
    int before = name.start() - 1;
    return before >= 0
        && (before == 0 || !name.of().get(before).hasCapital())
        && Pattern.compile(
                "(?<![\\p{L}\\p{N}])%s[,;]? [\"'“„(]?%s"
                    .formatted(
                        Pattern.quote(name.of().get(before).surface()),
                        Pattern.quote(name.words().getFirst().surface())))
            .matcher(claim)
            .find();
  }

  /// Of a date in figures the texts have the month as well.
  private static boolean isDated(Name name, Set<String> known) {
    var said = name.of();
    return Units.month(name.words().getFirst()) != null
        && Stream.of(name.start() - 1, name.end())
            .filter(at -> at >= 0 && at < said.size())
            .map(said::get)
            .anyMatch(word -> word.isNumber() && known.contains(word.stem()));
  }

  /// Whether it ends in a name that the texts have: `Albert Einstein`.
  private static boolean isFullName(String claim, Name name, Set<String> known) {
    var last = name.words().getLast();
    return name.words().size() > 1
        && known.contains(last.stem())
        && isName(last)
        && claim.contains(Words.written(name.words()));
  }

  private static boolean isUnknown(Word word, Set<String> known) {
    return isName(word) && !known.contains(word.stem());
  }

  private static boolean isName(Word word) {
    return NAME.matcher(word.surface()).matches()
        && Words.isContent(word)
        && (Units.of(word) == null || Units.month(word) != null)
        && !WordNet.isCommon(word.surface());
  }

  /// What the texts have.
  ///
  /// @param words in lower case
  /// @param names as written
  /// @param abbreviations words that begin with two capitals
  private record Texts(Set<String> words, Set<String> names, Set<String> abbreviations) {
    /// Letters by which one word is a form of another: `Chile`, `Chilean`.
    private static final int SAME_BEGINNING = 5;

    /// Letters that a month or day is written with at least: `Tue`.
    private static final int CALENDAR = 3;

    /// Words behind a name among which its abbreviation stands.
    private static final int NEAR = 4;

    private static final Pattern ABBREVIATION = Pattern.compile("\\p{Lu}{2,}");

    static Texts of(Stream<String> texts) {
      var all =
          texts
              .flatMap(text -> Words.words(text).stream())
              .map(Word::surface)
              .collect(Collectors.toSet());
      return new Texts(
          all.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
          all.stream().filter(NAME.asMatchPredicate()).collect(Collectors.toSet()),
          all.stream()
              .filter(word -> ABBREVIATION.matcher(word).lookingAt())
              .collect(Collectors.toSet()));
    }

    /// Whether they have a form of a name, a synonym, what it is derived from or what is derived
    /// from it.
    boolean have(Word word) {
      String name = word.lower();
      String beginning = name.substring(0, Math.min(SAME_BEGINNING, name.length()));
      return words.stream().anyMatch(other -> other.startsWith(beginning))
          || words.contains(word.plainStem())
          || (isOfCalendar(word) && words.contains(name.substring(0, CALENDAR)))
          || WordNet.synonyms(word.surface()).stream().anyMatch(this::haveAll)
          || names.stream().anyMatch(other -> WordNet.areOneName(word.surface(), other));
    }

    private static boolean isOfCalendar(Word word) {
      return Units.month(word) != null || DAYS.contains(word.lower());
    }

    private boolean haveAll(String lemma) {
      return Words.words(lemma).stream().map(Word::lower).allMatch(words::contains);
    }

    /// Whether they have the first letters of a name, or what stands in brackets behind it.
    boolean abbreviate(Name name) {
      var near = name.of().subList(name.start(), Math.min(name.of().size(), name.end() + NEAR));
      return abbreviations.stream()
          .anyMatch(abbreviation ->
              Name.abbreviates(List.of(new Word(abbreviation, abbreviation)), name.words())
                  || near.stream().anyMatch(word -> word.surface().startsWith(abbreviation)));
    }
  }
}
