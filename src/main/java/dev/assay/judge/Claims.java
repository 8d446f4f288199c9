package dev.assay.judge;

import dev.assay.judge.words.Courtesy;
import dev.assay.judge.words.Decline;
import dev.assay.judge.words.Instruction;
import dev.assay.judge.words.Speaker;
import dev.assay.judge.words.Words;
import java.util.List;

/// The claims that a text makes, or why they are not known.
public sealed interface Claims {
  /// The claims.
  ///
  /// @param texts each a statement that can be true or false by itself; may be empty
  record Known(List<String> texts) implements Claims {
    public Known {
      texts = List.copyOf(texts);
    }
  }

  /// The judge gave no usable list.
  record Unknown(String reason) implements Claims {}

  /// The sentences of a text that claim something, where no model takes it apart: they have a
  /// content word, do not decline, are not of courtesy and do not only instruct a judge.
  static List<String> stated(String text) {
    return Words.sentences(text).stream()
        .map(Speaker::stated)
        .filter(sentence ->
            !Words.content(sentence).isEmpty()
                && !Decline.sentence(sentence)
                && !Courtesy.sentence(sentence)
                && !Instruction.sentence(sentence))
        .toList();
  }
}
