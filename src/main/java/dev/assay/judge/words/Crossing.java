package dev.assay.judge.words;

import dev.assay.judge.words.Part.Kind;
import dev.assay.judge.words.Part.Slot;
import java.util.Set;

/// What a claim may take from one part and say of the other: of the left of `who` the right of
/// `what`, which the text says of the right of `who`.
///
/// @param stems of both parts
/// @param around stems of the sentence or table in which they stand
/// @param isTable whether their place tells that they say alike, and not their words alone
record Crossing(Slot who, Slot what, Set<String> stems, Set<String> around, boolean isTable) {
  /// @param claim stems of its words
  /// @param content those of its content words
  boolean isIn(Set<String> claim, Set<String> content) {
    return who.left().isIn(claim)
        && what.right().isIn(claim)
        && who.right().isAbsentFrom(claim)
        && what.left().isAbsentFrom(claim)
        && isAbout(content);
  }

  /// A number or name tells more than a word, and a table more than a sentence: beside those a
  /// claim can say something in words of its own.
  private boolean isAbout(Set<String> content) {
    long foreign = content.stream().filter(stem -> !around.contains(stem)).count();
    if (isTable) {
      return foreign * 2 <= content.size();
    }
    return (tells(who) || tells(what)) ? foreign <= 1 : stems.containsAll(content);
  }

  private static boolean tells(Slot slot) {
    return slot.right().kind() == Kind.NUMBER || slot.right().kind() == Kind.NAME;
  }

  /// Whether another sentence says it.
  ///
  /// @param sentence stems of its words
  boolean isSaidIn(Set<String> sentence) {
    return !sentence.equals(around) && who.left().isIn(sentence) && what.right().isIn(sentence);
  }

  @Override
  public String toString() {
    var first = who.right().isNumber() ? who : what;
    var second = who.right().isNumber() ? what : who;
    return "'" + first.right().said() + "' of '" + second.right().said() + "'";
  }
}
