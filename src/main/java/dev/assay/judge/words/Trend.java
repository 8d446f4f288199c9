package dev.assay.judge.words;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /// Whole words, which others begin with: `fellow`; of two words the second one.
  private static final Set<String> ROSE = Set.of("rose", "grew", "up from", "gestiegen");

  private static final Set<String> FELL = Set.of("fell", "shrank", "down from", "gesunken");

  public static Trend of(String sentence) {
    return of(Words.words(sentence));
  }

  static Trend of(List<Words.Word> words) {
    boolean rises = false;
    boolean falls = false;
    String before = "";
    for (var word : words) {
      String lower = word.lower();
      if (isOf(FELL, FALLS, before, lower)) {
        falls = true;
      } else {
        rises |= isOf(ROSE, RISES, before, lower);
      }
      before = lower;
    }
    return rises == falls ? NONE : rises ? UP : DOWN;
  }

  private static boolean isOf(
      Set<String> whole, List<String> beginnings, String before, String word) {
    return whole.contains(word)
        || whole.contains(before + " " + word)
        || beginnings.stream().anyMatch(word::startsWith);
  }

  public boolean opposes(Trend other) {
    return this != NONE && other != NONE && this != other;
  }

  private static List<String> beginnings(String list) {
    return list.strip().lines().flatMap(line -> Stream.of(line.strip().split(" "))).toList();
  }
}
