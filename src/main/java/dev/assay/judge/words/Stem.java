package dev.assay.judge.words;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the forms of a word have in common: lower case, English forms that are not regular as their
/// base, without `-s`, `-ed`, `-ing`, `-ly` and a last `-e`, one letter in place of two at the end,
/// and of what is left at most six letters.
final class Stem {
  /// Longer words agree when this many first letters do: refund, refunded, refunding.
  private static final int LENGTH = 6;

  /// Letters that stay.
  private static final int SHORTEST = 3;

  /// A base and its forms in each entry. Forms that are as often something else (`saw`, `found`,
  /// `wound`) are taken for what they are more often.
  private static final Map<String, String> BASES =
      """
      arise arose arisen, beat beaten, become became, begin began begun, bend bent, blow blew blown,
      break broke broken, breed bred, bring brought, build built, burn burnt, buy bought, catch caught,
      choose chose chosen, come came, creep crept, deal dealt, dig dug, draw drew drawn, drink drank drunk,
      drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found,
      flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven,
      freeze froze frozen, get got gotten, give gave given, go went gone goes, grow grew grown, hang hung,
      hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led, learn learnt,
      leave left, lend lent, lose lost, make made, mean meant, meet met, overcome overcame, pay paid,
      prove proven, ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought,
      sell sold, send sent, sew sewn, shake shook shaken, shoot shot, show shown, shrink shrank shrunk,
      sing sang sung, sink sank sunk, sit sat, sleep slept, speak spoke spoken, spend spent, spin spun,
      spring sprang sprung, stand stood, steal stole stolen, stick stuck, strike struck, swear swore sworn,
      sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told,
      think thought, throw threw thrown, undergo underwent undergone, understand understood,
      undertake undertook undertaken, wake woke woken, wear wore worn, weep wept, win won winning winner,
      withdraw withdrew withdrawn, write wrote written,
      child children, foot feet, goose geese, knife knives, life lives, man men, mouse mice, person people,
      shelf shelves, thief thieves, tooth teeth, wife wives, wolf wolves, woman women
      """
          .strip()
          .lines()
          .flatMap(line -> Stream.of(line.split(",\\s*")))
          .map(entry -> entry.strip().split(" "))
          .flatMap(forms -> Stream.of(forms).skip(1).map(form -> Map.entry(form, forms[0])))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Stem() {}

  /// @param word letters, in lower case
  static String of(String word) {
    String stem = withoutEnding(BASES.getOrDefault(word, word));
    if (stem.length() > LENGTH) {
      stem = stem.substring(0, LENGTH);
    }
    if (stem.length() > SHORTEST && stem.endsWith("e")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    int last = stem.length() - 1;
    return last >= SHORTEST && stem.charAt(last) == stem.charAt(last - 1)
        ? stem.substring(0, last)
        : stem;
  }

  private static String withoutEnding(String word) {
    if (word.length() > 4 && (word.endsWith("ies") || word.endsWith("ied"))) {
      return word.substring(0, word.length() - 3) + "y";
    }
    String one =
        word.length() > SHORTEST && word.endsWith("s") && !word.endsWith("ss")
            ? word.substring(0, word.length() - 1)
            : word;
    if (one.endsWith("ing")) {
      return without(one, 3);
    }
    if (one.endsWith("ed") && !one.endsWith("eed")) {
      return without(one, 2);
    }
    return one.endsWith("ly") && one.length() > 5 ? one.substring(0, one.length() - 2) : one;
  }

  private static String without(String word, int ending) {
    String rest = word.substring(0, word.length() - ending);
    return rest.length() >= SHORTEST
            && rest.chars().anyMatch(letter -> "aeiouy".indexOf(letter) >= 0)
        ? rest
        : word;
  }
}
