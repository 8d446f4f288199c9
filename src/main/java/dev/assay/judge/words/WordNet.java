package dev.assay.judge.words;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerTarget;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/// What WordNet 3.1 (Miller 1995, doi:10.1145/219717.219748) knows of two English words, in any of
/// their forms. It is opened when first asked, in about half a second, and holds 40 MB. One thread
/// asks at a time: a word whose senses two threads open at once has none from then on.
final class WordNet {
  private static final class Opened {
    static final Dictionary DICTIONARY = open();

    private static Dictionary open() {
      try {
        return Dictionary.getDefaultResourceInstance();
      } catch (JWNLException e) {
        throw unreadable(e);
      }
    }
  }

  private static final Set<String> PEOPLE = Set.of("noun.person", "noun.group");

  private WordNet() {}

  /// Whether some sense of one is an antonym of some sense of the other: `rural` and `urban`,
  /// `hired` and `fired`.
  static synchronized boolean areOpposite(String word, String other) {
    var lemmas = entries(other).stream().map(IndexWord::getLemma).map(WordNet::lower).toList();
    return entries(word).stream()
        .flatMap(entry ->
            entry.getSenses().stream()
                .flatMap(sense -> sense.getWords().stream())
                .filter(form -> form.getLemma().equalsIgnoreCase(entry.getLemma())))
        .flatMap(form -> targets(form, PointerType.ANTONYM))
        .anyMatch(target ->
            target instanceof Word opposite && lemmas.contains(lower(opposite.getLemma())));
  }

  /// Whether both are kinds of one thing, by their most frequent senses, and no sense of one means
  /// the same as the other or more: `Tuesday` and `Monday`, `knee` and `elbow`; not `shop` and
  /// `store`, `film` and `movie`.
  static synchronized boolean areSisters(String word, String other) {
    return meet(kinds(mostFrequent(word)), kinds(mostFrequent(other))) && !areRelated(word, other);
  }

  /// Whether it can be a verb.
  static synchronized boolean isVerb(String word) {
    return entries(word).stream().anyMatch(entry -> entry.getPOS() == POS.VERB);
  }

  /// Whether it is a verb more often than anything else, in the texts that WordNet counted.
  static synchronized boolean isMostlyVerb(String word) {
    return isMostly(POS.VERB, word);
  }

  /// Whether both can be forms of one verb: `build` and `built`.
  static synchronized boolean areOneVerb(String word, String other) {
    var verbs = verbs(word);
    return !verbs.isEmpty() && !Collections.disjoint(verbs, verbs(other));
  }

  private static Set<String> verbs(String word) {
    return entries(word).stream()
        .filter(entry -> entry.getPOS() == POS.VERB)
        .map(IndexWord::getLemma)
        .collect(Collectors.toSet());
  }

  static synchronized boolean isMostlyNoun(String word) {
    return isMostly(POS.NOUN, word);
  }

  private static boolean isMostly(POS part, String word) {
    var uses = new EnumMap<POS, Integer>(POS.class);
    for (var entry : entries(word)) {
      uses.merge(entry.getPOS(), 1 + uses(entry), Math::max);
    }
    int wanted = uses.getOrDefault(part, 0);
    return wanted > 0 && uses.values().stream().allMatch(count -> count <= wanted);
  }

  /// Whether it is one or more people, by its most frequent senses: `buyer`, `staff`.
  static synchronized boolean isPeople(String word) {
    return mostFrequent(word).stream().anyMatch(sense -> PEOPLE.contains(sense.getLexFileName()));
  }

  static synchronized boolean knows(String word) {
    return !entries(word).isEmpty();
  }

  private static int uses(IndexWord entry) {
    return entry.getSenses().stream()
        .flatMap(sense -> sense.getWords().stream())
        .filter(form -> form.getLemma().equalsIgnoreCase(entry.getLemma()))
        .mapToInt(Word::getUseCount)
        .sum();
  }

  /// Whether it is mostly written without a capital: `reader`, `mountains`, but not `China`.
  static synchronized boolean isCommon(String word) {
    var all = entries(word);
    var exact = all.stream().filter(entry -> entry.getLemma().equals(lower(word))).toList();
    var entries = exact.isEmpty() ? all : exact; // `sea` is no form of the god `Ea`
    return !entries.isEmpty()
        && entries.stream().noneMatch(entry -> entry.getPOS() == POS.NOUN && isName(entry))
        && entries.stream().anyMatch(entry -> !isName(entry));
  }

  /// Whether its most frequent sense has a capital.
  private static boolean isName(IndexWord entry) {
    return entry.getSenses().stream()
        .limit(1)
        .flatMap(sense -> sense.getWords().stream())
        .map(Word::getLemma)
        .filter(form -> form.equalsIgnoreCase(entry.getLemma()))
        .noneMatch(form -> form.equals(lower(form)));
  }

  /// What its senses, and what they are derived from, are called too, as written: `America`,
  /// `United States`.
  static synchronized Set<String> synonyms(String word) {
    var senses = senses(word);
    return Stream.of(
            senses, targets(senses, PointerType.DERIVATION), targets(senses, PointerType.PERTAINYM))
        .flatMap(Set::stream)
        .flatMap(sense -> sense.getWords().stream())
        .map(form -> form.getLemma().replace('_', ' '))
        .collect(Collectors.toSet());
  }

  /// Whether one is derived from the other: `French`, `France`.
  static synchronized boolean areOneName(String word, String other) {
    var senses = senses(word);
    var others = senses(other);
    return meet(targets(others, PointerType.PERTAINYM), senses)
        || meet(targets(others, PointerType.DERIVATION), senses)
        || meet(targets(senses, PointerType.PERTAINYM), others);
  }

  /// Synonyms, a kind and what it is a kind of by up to two steps, similar, or derived from one
  /// another.
  static synchronized boolean areRelated(String word, String other) {
    return areNear(word, other) || isKind(word, other) || isKind(other, word);
  }

  private static boolean isKind(String word, String of) {
    return meet(kinds(kinds(senses(word))), senses(of));
  }

  /// Synonyms, a kind and what it is a kind of, similar, or derived from one another.
  static synchronized boolean areNear(String word, String other) {
    var one = senses(word);
    var two = senses(other);
    return meet(one, two)
        || meet(kinds(one), two)
        || meet(kinds(two), one)
        || meet(targets(one, PointerType.SIMILAR_TO), two)
        || meet(targets(one, PointerType.DERIVATION), two)
        || meet(targets(two, PointerType.DERIVATION), one);
  }

  private static boolean meet(Set<Synset> some, Set<Synset> others) {
    return !Collections.disjoint(some, others);
  }

  private static Set<Synset> kinds(Set<Synset> senses) {
    var kinds = targets(senses, PointerType.HYPERNYM);
    kinds.addAll(targets(senses, PointerType.INSTANCE_HYPERNYM));
    return kinds;
  }

  private static Set<Synset> targets(Set<Synset> senses, PointerType type) {
    return senses.stream()
        .flatMap(sense -> targets(sense, type))
        .map(PointerTarget::getSynset)
        .collect(Collectors.toSet());
  }

  private static Stream<PointerTarget> targets(PointerTarget from, PointerType type) {
    try {
      return from.getTargets(type).stream();
    } catch (JWNLException e) {
      throw unreadable(e);
    }
  }

  private static Set<Synset> mostFrequent(String word) {
    return entries(word).stream()
        .flatMap(entry -> entry.getSenses().stream().limit(1))
        .collect(Collectors.toSet());
  }

  private static Set<Synset> senses(String word) {
    return entries(word).stream()
        .map(IndexWord::getSenses)
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  /// Of the word as it is and of its base forms: `older` is also `old`.
  private static Set<IndexWord> entries(String word) {
    var entries = new HashSet<IndexWord>();
    var dictionary = Opened.DICTIONARY;
    try {
      for (var pos : POS.values()) {
        for (String form : dictionary.getMorphologicalProcessor().lookupAllBaseForms(pos, word)) {
          entries.add(dictionary.getIndexWord(pos, form));
        }
        entries.add(dictionary.getIndexWord(pos, word));
      }
    } catch (JWNLException e) {
      throw unreadable(e);
    }
    entries.remove(null);
    return entries;
  }

  private static String lower(String lemma) {
    return lemma.toLowerCase(Locale.ROOT);
  }

  private static IllegalStateException unreadable(JWNLException e) {
    return new IllegalStateException("WordNet cannot be read", e);
  }
}
