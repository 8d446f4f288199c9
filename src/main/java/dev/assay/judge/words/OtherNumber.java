package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The number that a text has where a claim has another: `sold in 1903` against `sold in 1950`, or
/// what it says of the Nile against the same said of the Amazon.
final class OtherNumber {
  private static final Pattern YEAR = Pattern.compile("1[0-9]{3}|20[0-9]{2}");

  private static final Set<String> PRONOUNS =
      Words.wordsOf("he she it they his her its their er sie es dia ia mereka");

  private OtherNumber() {}

  /// Where a number stands: behind which two words, and before which unit.
  private record Place(String before, String beside, String unit) {
    static Place of(List<Word> words, int at) {
      String unit = at + 1 < words.size() ? Units.of(words.get(at + 1)) : null;
      return new Place(
          Words.stem(words, at - 2),
          Words.stem(words, at - 1),
          Objects.requireNonNullElse(unit, ""));
    }

    boolean hasContent() {
      return Words.content(before + " " + beside).stream().anyMatch(word -> !word.isNumber());
    }
  }

  /// @param numbers by their places, in order
  /// @param year the first one; null where there is none
  private record Sentence(
      Set<String> stems, Map<Place, List<Word>> numbers, @Nullable String year) {
    static Sentence of(List<Word> words, Set<String> named) {
      var stems = new HashSet<>(named);
      stems.addAll(Words.stems(words));
      return new Sentence(
          stems,
          IntStream.range(0, words.size())
              .filter(i -> words.get(i).isNumber())
              .boxed()
              .collect(
                  Collectors.groupingBy(
                      i -> Place.of(words, i),
                      Collectors.mapping(words::get, Collectors.toList()))),
          words.stream().filter(OtherNumber::isYear).map(Word::surface).findFirst().orElse(null));
    }

    List<Word> at(Place place) {
      return numbers.getOrDefault(place, List.of());
    }

    long common(Set<String> others) {
      return others.stream().filter(stems::contains).count();
    }
  }

  /// The number that stands in the text behind the same two words as one of the claim, with the
  /// same unit, where that one does not; null where none does. Where sentences have all names of
  /// the claim, and more of its words than any with its number, these alone are looked at, and
  /// another year anywhere in them is another one. A sentence that has the claim's number elsewhere
  /// may say it of something else ([Pairing]), and tells nothing here; nor does a number that the
  /// claim has as well, which may say what two sentences do.
  static @Nullable String in(String text, List<Word> claim) {
    if (claim.stream().noneMatch(Word::isNumber)) {
      return null;
    }
    var sentences = sentences(text);
    var names = named(claim);
    var said = Words.stems(claim);
    var wanted =
        claim.stream()
            .filter(word -> Words.isContent(word) && !word.isNumber())
            .map(Word::stem)
            .collect(Collectors.toUnmodifiableSet());
    var looked = new HashMap<String, List<Sentence>>();
    return IntStream.range(0, claim.size())
        .filter(i -> claim.get(i).isNumber())
        .mapToObj(i -> {
          var number = claim.get(i);
          var place = Place.of(claim, i);
          var nearer =
              looked.computeIfAbsent(number.stem(), stem -> nearer(sentences, stem, names, wanted));
          if (nearer.isEmpty()) {
            return place.hasContent() ? inPlace(sentences, place, number, said) : null;
          }
          String other = inPlace(nearer, place, number, said);
          return other == null && isYear(number) ? year(nearer, said) : other;
        })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// One that begins with a pronoun is about what is named before it.
  private static List<Sentence> sentences(String text) {
    var sentences = new ArrayList<Sentence>();
    Set<String> named = Set.of();
    for (String sentence : Words.sentences(text)) {
      var words = Words.words(sentence);
      if (!PRONOUNS.contains(Words.lower(words, 0))) {
        named = named(words);
      }
      sentences.add(Sentence.of(words, named));
    }
    return sentences;
  }

  /// Stems of all names.
  private static Set<String> named(List<Word> words) {
    return Name.in(words).stream()
        .flatMap(name -> name.stems().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Sentence> nearer(
      List<Sentence> sentences, String number, Set<String> names, Set<String> wanted) {
    if (names.isEmpty()) {
      return List.of();
    }
    long most =
        sentences.stream()
            .filter(sentence -> sentence.stems().contains(number))
            .mapToLong(sentence -> sentence.common(wanted))
            .max()
            .orElse(wanted.size());
    return sentences.stream()
        .filter(sentence -> sentence.stems().containsAll(names))
        .filter(sentence -> sentence.common(wanted) > most)
        .toList();
  }

  private static @Nullable String year(List<Sentence> sentences, Set<String> said) {
    return sentences.stream()
        .map(Sentence::year)
        .filter(year -> year != null && !said.contains(year))
        .findFirst()
        .orElse(null);
  }

  private static boolean isYear(Word word) {
    return YEAR.matcher(word.surface()).matches();
  }

  private static @Nullable String inPlace(
      List<Sentence> sentences, Place place, Word number, Set<String> said) {
    boolean isThere =
        sentences.stream()
            .flatMap(sentence -> sentence.at(place).stream())
            .anyMatch(word -> word.stem().equals(number.stem()));
    return isThere
        ? null
        : sentences.stream()
            .filter(sentence -> !sentence.stems().contains(number.stem()))
            .flatMap(sentence -> sentence.at(place).stream())
            .filter(word -> !said.contains(word.stem()))
            .map(Word::surface)
            .findFirst()
            .orElse(null);
  }
}
