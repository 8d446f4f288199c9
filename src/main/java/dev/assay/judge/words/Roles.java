package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who does something to whom, in English: `Amazon sued Texas` says the opposite of `Texas sued
/// Amazon`, and the same as `Texas was sued by Amazon`; likewise `larger than` and, in German and
/// Indonesian too, `from one to another`.
final class Roles {
  /// `from` to the `to` of its language.
  private static final Map<String, String> FROM = Map.of("from", "to", "von", "nach", "dari", "ke");

  private static final Set<String> DETERMINERS =
      Set.of("the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those");

  /// What cannot stand before the one to whom something is done.
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "in", "on", "at", "to", "from", "of", "for", "by", "into", "onto", "about", "over",
          "under", "through", "within", "during", "after", "before", "against", "across", "near",
          "since", "until", "up", "down", "out", "off", "not");

  /// Content words on each side that can be who or whom.
  private static final int NEAR = 3;

  /// Words within which `by` and `to` are looked for.
  private static final int FAR = 12;

  static final Pattern CLAUSE_END = Pattern.compile("[,;:.!?](?=\\s|$)|[()\\[\\]\"“”–—|\\n]");

  /// Beyond these stands another statement, or one of several that do it together.
  private static final Set<String> BOUNDS =
      Set.of(
          "and", "or", "but", "who", "which", "that", "while", "because", "when", "where", "if",
          "nor", "as", "whereas", "with", "between");

  private static final Set<String> BE =
      Set.of("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got");

  /// Stems of what two do to each other or are alike.
  static final Set<String> MUTUAL =
      Words.stemsOf(
          """
          marry married marries meet meets met meeting equal equals resemble resembles match matches matched bind binds
          bound border borders bordered play plays played fight fights fought face faces faced differ differs differed join
          joins joined correlate correlates correlated interact interacts interacted overlap overlaps contact contacts
          contacted cross crosses crossed combine combined mix mixed merge merged associated linked related connected compared
          along together alongside well versus near beside next adjacent opposite parallel equivalent identical synonymous
          collaborate collaborates collaborated cooperate cooperates cooperated compete competes competed share shares shared
          agree agrees agreed talk talks talked negotiate negotiates negotiated tie ties tied
          similar means called named known include includes included including
          """);

  private Roles() {}

  /// @param act the stem of what is done
  /// @param word as written
  /// @param than the word before `than`, `more`; empty where nothing is compared
  /// @param isDone whether the word can be what one does to another, where it stands
  /// @param who stems, the nearest first
  /// @param whom stems, the nearest first
  private record Deed(
      String act,
      String word,
      String than,
      Predicate<String> isDone,
      List<String> who,
      List<String> whom) {
    boolean isTurned(Deed other) {
      return than.equals(other.than)
          && !who.isEmpty()
          && other.whom.contains(who.getFirst())
          && !other.who.contains(who.getFirst())
          && !Collections.disjoint(whom, other.who);
    }
  }

  /// What the text has the other way round, and nowhere as the claim has it; null where there is
  /// none.
  static @Nullable String turned(String claim, String text) {
    var there = deeds(text);
    for (var deed : deeds(claim)) {
      var same = there.stream().filter(other -> other.act().equals(deed.act())).toList();
      if (!same.isEmpty()
          && same.stream().allMatch(deed::isTurned)
          && deed.isDone().test(deed.word())) {
        return deed.word();
      }
    }
    return null;
  }

  private static List<Deed> deeds(String text) {
    var deeds = new ArrayList<Deed>();
    CLAUSE_END
        .splitAsStream(text)
        .map(Words::words)
        .forEach(words -> {
          for (int i = 0; i + 1 < words.size(); i++) {
            var word = words.get(i);
            if (FROM.containsKey(word.lower())) {
              deeds.add(way(words, i));
            } else if (i > 0
                && Words.isContent(word)
                && !word.isNumber()
                && !MUTUAL.contains(word.stem())) {
              deeds.add(deed(words, i));
            }
          }
        });
    return deeds;
  }

  /// From one to another.
  private static Deed way(List<Word> words, int at) {
    String to = Objects.requireNonNull(FROM.get(words.get(at).lower()));
    var behind = words.subList(at + 1, words.size());
    var from = behind.stream().limit(FAR).takeWhile(word -> !word.lower().equals(to)).toList();
    var beyond = behind.subList(Math.min(behind.size(), from.size() + 1), behind.size());
    return new Deed(to, words.get(at).lower(), "", _ -> true, stems(from), stems(beyond));
  }

  /// Without who or whom where it does not say.
  private static Deed deed(List<Word> words, int at) {
    String act = words.get(at).stem();
    String word = words.get(at).surface();
    var behind = words.subList(at + 1, words.size());
    var before = stems(words.subList(0, at).reversed());
    var after = stems(behind);
    int than = behind.stream().limit(2).map(Word::lower).toList().indexOf("than");
    if (than >= 0) {
      return new Deed(act, word, words.get(at + than).stem(), _ -> true, before, after);
    }
    if (isPassive(words, at)) {
      boolean by = behind.stream().limit(FAR).anyMatch(next -> next.lower().equals("by"));
      return new Deed(act, word, "", WordNet::isMostlyVerb, by ? after : List.of(), before);
    }
    String next = behind.getFirst().lower();
    return new Deed(
        act,
        word,
        "",
        DETERMINERS.contains(next) ? WordNet::isVerb : WordNet::isMostlyVerb,
        before,
        PREPOSITIONS.contains(next) ? List.of() : after);
  }

  private static List<String> stems(List<Word> outwards) {
    return outwards.stream()
        .takeWhile(word -> !BOUNDS.contains(word.lower()))
        .filter(word -> Words.isContent(word) && !word.lower().equals("one"))
        .limit(NEAR)
        .map(Word::stem)
        .toList();
  }

  /// Behind a form of `be`, or one with an adverb or another auxiliary.
  private static boolean isPassive(List<Word> words, int at) {
    if (words.get(at).lower().endsWith("ing")) {
      return false;
    }
    String before = words.get(at - 1).lower();
    boolean between = before.endsWith("ly") || before.equals("not") || before.equals("also");
    return BE.contains(between && at > 1 ? words.get(at - 2).lower() : before);
  }
}
