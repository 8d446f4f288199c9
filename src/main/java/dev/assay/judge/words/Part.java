package dev.assay.judge.words;

import dev.assay.judge.words.Words.Word;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What may say alike of two things: a part of a sentence, or a row of a table.
///
/// @param terms its content words, or its cells
/// @param stems of all its words
record Part(List<Term> terms, Set<String> stems) {
  enum Kind {
    NUMBER,
    NAME,
    WORD
  }

  /// @param said as written
  /// @param stems of its content words
  /// @param kind null for a cell and for the first word of a sentence, which has a capital in any
  ///   case
  record Term(String said, Set<String> stems, @Nullable Kind kind) {
    private static Term of(Word word, boolean isFirst) {
      if (word.isNumeral()) {
        return new Term(word.surface(), Set.of(word.stem()), Kind.NUMBER);
      }
      boolean hasCapital = word.hasCapital();
      Kind kind = hasCapital ? Kind.NAME : Kind.WORD;
      return new Term(word.surface(), Set.of(word.stem()), hasCapital && isFirst ? null : kind);
    }

    private static Term ofCell(String cell) {
      return new Term(cell, Words.stems(Words.content(cell)), null);
    }

    private Term without(Set<String> others) {
      return new Term(
          said,
          stems.stream()
              .filter(stem -> !others.contains(stem))
              .collect(Collectors.toUnmodifiableSet()),
          kind);
    }

    boolean isIn(Set<String> all) {
      return !stems.isEmpty() && all.containsAll(stems);
    }

    boolean isAbsentFrom(Set<String> all) {
      return Collections.disjoint(stems, all);
    }

    boolean isNumber() {
      return kind == Kind.NUMBER;
    }

    /// Whether both are of one kind, as far as a capital tells.
    boolean isLike(Term other) {
      return kind == other.kind
          || (kind == null && !other.isNumber())
          || (other.kind == null && !isNumber());
    }
  }

  /// Two terms in the same place of two parts, without what both parts have.
  record Slot(Term left, Term right) {
    Slot turned() {
      return new Slot(/* left= */ right, /* right= */ left);
    }
  }

  /// @param isFirst whether it begins a sentence
  static Part of(String text, boolean isFirst) {
    var words = Words.words(text);
    return new Part(
        IntStream.range(0, words.size())
            .filter(i -> Words.isContent(words.get(i)))
            .mapToObj(i -> Term.of(words.get(i), isFirst && i == 0))
            .toList(),
        Words.stems(words));
  }

  static Part ofCells(List<String> cells) {
    return new Part(
        cells.stream().map(Term::ofCell).toList(), Words.stems(String.join(" ", cells)));
  }

  /// The terms that the other one does not have.
  List<Term> own(Part other) {
    return terms.stream().filter(term -> term.isAbsentFrom(other.stems)).toList();
  }

  boolean sharesTermWith(Part other) {
    return terms.stream().anyMatch(term -> term.isIn(other.stems));
  }

  /// For rows: the same column of both, as many as the shorter one has.
  List<Slot> columns(Part other) {
    return IntStream.range(0, Math.min(terms.size(), other.terms.size()))
        .mapToObj(
            i -> new Slot(terms.get(i).without(other.stems), other.terms.get(i).without(stems)))
        .toList();
  }

  /// The stems of both.
  Set<String> with(Part other) {
    var both = new HashSet<>(stems);
    both.addAll(other.stems);
    return both;
  }
}
