package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a sentence says in the very place where a claim says something else: `Google acquired
/// GitHub` against `Microsoft acquired GitHub`, `sold in 1903` against `sold in 1950`.
final class Substitution {
  /// Shorter words in capitals abbreviate names that the sentence may write out.
  private static final int LONGEST_ABBREVIATION = 5;

  private static final Set<String> AUXILIARIES =
      Set.of(
          "is", "are", "was", "were", "has", "have", "had", "will", "can", "may", "must", "does",
          "did", "do", "should", "could", "would", "might");

  /// Words that tell German, whose nouns all have a capital.
  private static final Set<String> GERMAN =
      Set.of(
          "der", "das", "und", "ist", "ein", "eine", "einen", "einem", "einer", "nicht", "mit",
          "für", "dem", "den", "auf", "wird", "werden", "sind", "zum", "zur", "von", "im", "bis");

  private static final Pattern YEAR = Pattern.compile("1[0-9]{3}|20[0-9]{2}");

  private Substitution() {}

  /// Words in a row that are written with a capital and carry meaning.
  private record Name(List<Word> of, int start, int end) {
    static List<Name> in(List<Word> words) {
      var names = new ArrayList<Name>();
      for (int i = 0; i < words.size(); i++) {
        int start = i;
        while (i < words.size() && isName(words.get(i))) {
          i++;
        }
        if (i > start) {
          names.add(new Name(words, start, i));
        }
      }
      return names;
    }

    private static boolean isName(Word word) {
      return Character.isUpperCase(word.surface().codePointAt(0)) && Words.isContent(word);
    }

    List<Word> words() {
      return of.subList(start, end);
    }

    private static boolean isPredicate(Word word) {
      return Words.isContent(word) || AUXILIARIES.contains(word.surface());
    }

    boolean isAbbreviation() {
      return words().stream()
          .allMatch(word ->
              word.surface().length() <= LONGEST_ABBREVIATION
                  && word.surface().equals(word.surface().toUpperCase(Locale.ROOT)));
    }

    boolean meets(Name other) {
      return !Collections.disjoint(stems(words()), stems(other.words()));
    }

    boolean isSame(Name other) {
      return stems(words()).equals(stems(other.words()));
    }

    /// Whether the first word of a sentence, which has a capital in any case, means the same.
    boolean means(Name other) {
      return start == 0
          && end == 1
          && other.end - other.start == 1
          && WordNet.areRelated(of.get(0).surface(), other.of.get(other.start).surface());
    }

    /// Whether another one stands between the same words, two of them on one side.
    boolean standsFirmlyAs(Name other) {
      return standsAs(other)
          && ((start > 1 && stem(of, start - 2).equals(stem(other.of, other.start - 2)))
              || (end + 1 < of.size() && stem(of, end + 1).equals(stem(other.of, other.end + 1))));
    }

    /// Whether another one stands between the same words. The first word of a sentence has a
    /// capital in any case: there the next two have to be the same, the first of them a word that
    /// can follow a name.
    boolean standsAs(Name other) {
      boolean first = start == 0 || other.start == 0;
      return first
          ? start == other.start
              && end < of.size()
              && isPredicate(of.get(end))
              && stem(of, end).equals(stem(other.of, other.end))
              && stem(of, end + 1).equals(stem(other.of, other.end + 1))
          : stem(of, start - 1).equals(stem(other.of, other.start - 1))
              && stem(of, end).equals(stem(other.of, other.end));
    }
  }

  /// What stands in the sentence in place of a name of the claim; null where nothing does. In
  /// German, where every noun has a capital, only names of several words are told.
  ///
  /// @param around what stands around the sentence
  /// @param known stems that some context has; a name of such is a wrong one only where the
  ///   sentence does not have it, and two words beside it are the same
  static @Nullable String name(
      List<Word> claim, List<Word> sentence, List<Word> around, Set<String> known) {
    boolean german = claim.stream().anyMatch(word -> GERMAN.contains(word.surface()));
    var there = Name.in(sentence);
    var stems = stems(sentence);
    var near = Name.in(around);
    var said = Name.in(claim);
    return said.stream()
        .filter(name -> !name.isAbbreviation())
        .flatMap(name -> {
          boolean isKnown = name.words().stream().allMatch(word -> known.contains(word.stem()));
          boolean isNear =
              name.words().stream().anyMatch(word -> stems.contains(word.stem()))
                  || near.stream().anyMatch(other -> name.isSame(other) && name.standsAs(other));
          return there.stream()
              .filter(other ->
                  (isKnown ? !isNear && name.standsFirmlyAs(other) : name.standsAs(other))
                      && !name.means(other)
                      && (!german || (name.words().size() > 1 && other.words().size() > 1)));
        })
        .filter(other -> said.stream().noneMatch(other::meets))
        .map(name -> name.words().stream().map(Word::surface).collect(Collectors.joining(" ")))
        .findFirst()
        .orElse(null);
  }

  /// The word of the sentence that excludes one of the claim in the same place, by WordNet: an
  /// opposite between words of which one is the same, or another thing of one kind between two.
  /// Null where there is none, and where only one of the two is negated.
  ///
  /// @param around what stands around the sentence; a word that it has as well is not replaced
  /// @param said what the claim negates
  /// @param stated what the text negates
  static @Nullable String word(
      List<Word> claim, Negation said, List<Word> sentence, List<Word> around, Negation stated) {
    var wanted = claim.stream().filter(Words::isContent).toList();
    var there = sentence.stream().filter(Words::isContent).toList();
    var known = stems(around);
    var claimed = stems(claim);
    return IntStream.range(0, wanted.size())
        .filter(i -> isWord(wanted.get(i)) && !known.contains(wanted.get(i).stem()))
        .boxed()
        .flatMap(i ->
            IntStream.range(0, there.size())
                .filter(j -> !claimed.contains(there.get(j).stem()))
                .filter(j -> replaces(wanted, i, there, j))
                .filter(j -> said.negates(wanted.get(i)) == stated.negates(there.get(j)))
                .mapToObj(there::get))
        .map(Word::surface)
        .findFirst()
        .orElse(null);
  }

  private static boolean replaces(List<Word> said, int i, List<Word> there, int j) {
    boolean before = stem(said, i - 1).equals(stem(there, j - 1));
    boolean behind = stem(said, i + 1).equals(stem(there, j + 1));
    boolean beside = (before && i > 0) || (behind && i + 1 < said.size());
    if (!beside || !isWord(there.get(j))) {
      return false;
    }
    String word = said.get(i).surface();
    String other = there.get(j).surface();
    return WordNet.areOpposite(word, other)
        || Contrast.areOpposite(said.get(i).lower(), there.get(j).lower())
        || (before && behind && WordNet.areSisters(word, other));
  }

  private static boolean isWord(Word word) {
    return !word.isNumber() && !word.isIdentifier() && Units.of(word) == null;
  }

  private static Set<String> stems(List<Word> words) {
    return words.stream().map(Word::stem).collect(Collectors.toSet());
  }

  /// The number that stands in the text behind the same two words as one of the claim, with the
  /// same unit, where that one does not; null where none does. Where sentences have all names of
  /// the claim, and more of its words than any with its number, these alone are looked at, and
  /// another year anywhere in them is another one.
  ///
  /// @param text sentence by sentence
  static @Nullable String number(List<Word> claim, List<List<Word>> text) {
    var all = text.stream().flatMap(List::stream).toList();
    return IntStream.range(0, claim.size())
        .filter(i -> claim.get(i).isNumber())
        .mapToObj(i -> {
          var nearer = nearer(claim, claim.get(i).stem(), text);
          if (nearer.isEmpty()) {
            return followsContent(claim, i) ? inPlace(claim, i, all) : null;
          }
          String other = inPlace(claim, i, nearer);
          return other == null ? year(claim, i, nearer) : other;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// The words of the sentences with all names of the claim that have more of its words than any
  /// sentence with the number.
  private static List<Word> nearer(List<Word> claim, String number, List<List<Word>> text) {
    var names =
        Name.in(claim).stream()
            .flatMap(name -> name.words().stream())
            .map(Word::stem)
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return List.of();
    }
    var wanted =
        stems(claim.stream().filter(word -> Words.isContent(word) && !word.isNumber()).toList());
    long most =
        text.stream()
            .map(Substitution::stems)
            .filter(sentence -> sentence.contains(number))
            .mapToLong(sentence -> common(wanted, sentence))
            .max()
            .orElse(wanted.size());
    return text.stream()
        .filter(sentence -> stems(sentence).containsAll(names))
        .filter(sentence -> common(wanted, stems(sentence)) > most)
        .flatMap(List::stream)
        .toList();
  }

  private static long common(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).count();
  }

  private static @Nullable String inPlace(List<Word> claim, int at, List<Word> words) {
    var there =
        IntStream.range(0, words.size())
            .filter(i -> words.get(i).isNumber() && place(words, i).equals(place(claim, at)))
            .mapToObj(words::get)
            .toList();
    return there.isEmpty()
            || there.stream().anyMatch(word -> word.stem().equals(claim.get(at).stem()))
        ? null
        : there.getFirst().surface();
  }

  private static @Nullable String year(List<Word> claim, int at, List<Word> words) {
    return isYear(claim.get(at))
        ? words.stream().filter(Substitution::isYear).map(Word::surface).findFirst().orElse(null)
        : null;
  }

  private static boolean isYear(Word word) {
    return YEAR.matcher(word.surface()).matches();
  }

  private static boolean followsContent(List<Word> words, int at) {
    return Words.content(stem(words, at - 2) + " " + stem(words, at - 1)).stream()
        .anyMatch(word -> !word.isNumber());
  }

  /// The two words before a number, and its unit.
  private static List<String> place(List<Word> words, int at) {
    return List.of(
        stem(words, at - 2),
        stem(words, at - 1),
        Objects.requireNonNullElse(unit(words, at + 1), ""));
  }

  /// Empty beyond either end.
  private static String stem(List<Word> words, int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at).stem();
  }

  private static @Nullable String unit(List<Word> words, int at) {
    return at >= words.size() ? null : Units.of(words.get(at));
  }
}
