package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.List;
import java.util.Set;

/// Words that change what is said behind them, where their neighbours are such: `fail` before `to`.
///
/// @param neighbours whether they are such, beside a place
/// @param reach the most content words of what it changes
record Cue(Set<String> words, Neighbours neighbours, int reach) {
  interface Neighbours {
    boolean are(List<Word> words, int at);
  }

  /// That of the first cue that stands at the place; 0 where none does.
  static int reach(List<Cue> cues, List<Word> words, int at) {
    return cues.stream()
        .filter(cue -> cue.words.contains(words.get(at).lower()))
        .filter(cue -> cue.neighbours.are(words, at))
        .mapToInt(Cue::reach)
        .findFirst()
        .orElse(0);
  }

  static Neighbours next(String word) {
    return (words, at) -> Words.lower(words, at + 1).equals(word);
  }

  static boolean isGerund(List<Word> words, int at) {
    String word = Words.lower(words, at);
    return word.length() > 4 && word.endsWith("ing");
  }
}
