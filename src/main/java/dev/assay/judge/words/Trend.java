package dev.assay.judge.words;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a sentence says that something rises or is furthered, or falls or is hindered, told by
/// the beginnings of its words; English, German, Indonesian.
public enum Trend {
  UP,
  DOWN,
  /// Neither, or both.
  NONE;

  private static final List<String> RISES =
      beginnings(
          """
          increas rais elevat higher high more greater enhanc promot induc activat stimulat improv upregul
          accelerat gain facilitat larger longer strengthen boost exacerbat stabil support grow rise risen
          expand climb soar surg jump overexpress additional faster better strong positive abundant aggravat trigger caus contribut
          amplif augment
          steig stieg erhöh mehr höher größer verbesser förder verstärk wächst wuchs besser
          meningkat naik bertambah tinggi besar memperkuat mendorong
          """);

  private static final List<String> FALLS =
      beginnings(
          """
          decreas reduc lower low less fewer smaller suppress inhibit impair downregul attenuat diminish slow loss
          lost lack absence deficien destabil block prevent protect abolish declin weaken worsen shorter knockdown
          deplet delet silenc fall drop negative poor weak disrupt limit mitigat delay restrict eliminat
          unable incapable fail plung plummet slump tumbl insensitive independent
          sink sank verringer senk weniger niedriger kleiner verschlechter hemm verhinder schwäch verlust
          menurun turun berkurang rendah kecil menghambat mencegah melemah
          """);

  /// Whole words, which others begin with: `fellow`.
  private static final Map<String, Trend> WORDS =
      Map.of(
          "rose",
          UP,
          "grew",
          UP,
          "up from",
          UP,
          "fell",
          DOWN,
          "shrank",
          DOWN,
          "down from",
          DOWN,
          "gestiegen",
          UP,
          "gesunken",
          DOWN);

  public static Trend of(String sentence) {
    return of(Words.words(sentence));
  }

  private static Trend of(List<Words.Word> words) {
    boolean rises = false;
    boolean falls = false;
    String before = "";
    for (var word : words) {
      String lower = word.lower();
      var whole = WORDS.getOrDefault(lower, WORDS.get(before + " " + lower));
      if (whole == DOWN || FALLS.stream().anyMatch(lower::startsWith)) {
        falls = true;
      } else {
        rises |= whole == UP || RISES.stream().anyMatch(lower::startsWith);
      }
      before = lower;
    }
    return rises == falls ? NONE : rises ? UP : DOWN;
  }

  private static final String CLAUSE =
      "[;,–—:]\\s+(?!unchanged|equal|constant|steady|the same)"
          + "|\\b(?:but|while|whereas|because|due|owing|despite|aber|während|wegen|weil|tetapi|sedangkan|karena)\\b";

  /// Between what may go different ways in one sentence: `sales rose, while profit fell because of
  /// higher costs`.
  private static final Pattern CLAUSE_END = Pattern.compile(CLAUSE);

  private static final Pattern PART_END = Pattern.compile(CLAUSE + "|\\b(?:and|und|dan)\\b");

  private static final Set<String> STEADY =
      Words.wordsOf(
          """
          unchanged equal equally constant steady same similar similarly comparable identical
          unverändert gleich konstant ähnlich tetap sama serupa
          """);

  /// The word by which a text says that something goes the other way than a claim says, or neither
  /// way, in the one part of a sentence that has the claim's other words; null where it does not.
  static @Nullable String against(String claim, String text) {
    var words = Words.words(claim);
    var said = of(words);
    if (said == NONE
        || words.stream().anyMatch(Words::negates)
        || words.stream().anyMatch(Trend::isSteady)) {
      return null;
    }
    var about =
        words.stream()
            .filter(word -> Words.isContent(word) && !word.isNumber() && of(List.of(word)) == NONE)
            .map(Words.Word::stem)
            .collect(Collectors.toUnmodifiableSet());
    if (about.isEmpty()) {
      return null;
    }
    var steady = only(text, CLAUSE_END, about);
    if (of(steady) == NONE && steady.stream().anyMatch(Trend::isSteady)) {
      return steady.stream()
          .filter(Trend::isSteady)
          .findFirst()
          .map(Words.Word::surface)
          .orElse(null);
    }
    var part = only(text, PART_END, about);
    var there = of(part);
    return part.stream()
        .filter(word -> there.opposes(said) && of(List.of(word)) == there)
        .map(Words.Word::surface)
        .findFirst()
        .orElse(null);
  }

  /// The words of the part of a text's sentences that is about something; none where several are.
  private static List<Words.Word> only(String text, Pattern end, Set<String> about) {
    var parts =
        Words.sentences(text).stream()
            .flatMap(end::splitAsStream)
            .map(Words::words)
            .filter(part -> isAbout(part, about))
            .limit(2)
            .toList();
    return parts.size() == 1 ? parts.getFirst() : List.of();
  }

  /// Two of three words.
  private static boolean isAbout(List<Words.Word> part, Set<String> about) {
    return about.stream().filter(Words.stems(part)::contains).count() * 3 >= about.size() * 2L;
  }

  private static boolean isSteady(Words.Word word) {
    return STEADY.contains(word.lower());
  }

  public boolean opposes(Trend other) {
    return this != NONE && other != NONE && this != other;
  }

  private static List<String> beginnings(String list) {
    return list.strip().lines().flatMap(line -> Stream.of(line.strip().split(" "))).toList();
  }
}
