package dev.assay.judge.words;

import java.util.List;
import java.util.Map;
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
          expand overexpress additional faster better strong positive abundant aggravat trigger caus contribut
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
          unable incapable fail insensitive independent
          sink sank verringer senk weniger niedriger kleiner verschlechter hemm verhinder schwäch verlust
          menurun turun berkurang rendah kecil menghambat mencegah melemah
          """);

  /// Whole words, which others begin with: `fellow`.
  private static final Map<String, Trend> WORDS =
      Map.of(
          "rose", UP, "grew", UP, "up from", UP, "fell", DOWN, "shrank", DOWN, "down from", DOWN);

  public static Trend of(String sentence) {
    boolean rises = false;
    boolean falls = false;
    String before = "";
    for (var word : Words.words(sentence)) {
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

  public boolean opposes(Trend other) {
    return this != NONE && other != NONE && this != other;
  }

  private static List<String> beginnings(String list) {
    return list.strip().lines().flatMap(line -> Stream.of(line.strip().split(" "))).toList();
  }
}
