package dev.assay.judge.words;

import dev.assay.judge.words.Part.Kind;
import dev.assay.judge.words.Part.Slot;
import dev.assay.judge.words.Part.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What texts say of one thing and a claim says of another: of `Peter teaches physics and Julia
/// teaches history`, that Julia teaches physics; of two rows of a table, that one has what the
/// other has.
public final class Pairing {
  /// Between parts of a sentence that may say alike of two things. English, German, Indonesian.
  private static final Pattern PART_END =
      Pattern.compile(
          "(?:[;,–—]\\s+|\\s+(?=(?:JOINING)\\s))(?:(?:JOINING)\\s+)?"
              .replace("JOINING", "and|but|while|whereas|und|aber|während|dan|tetapi|sedangkan"));

  /// Parts with more of their own are not parallel, however many of their words find a place.
  private static final int MOST_SLOTS = 3;

  /// Parts of a sentence behind one among which another like it is looked for.
  private static final int NEAR = 3;

  private final List<Table> tables = new ArrayList<>();

  /// Of sentences.
  private final List<Crossing> crossings = new ArrayList<>();

  /// The stems of each sentence, each part of one, and each row.
  private final List<Set<String>> sentences = new ArrayList<>();

  public Pairing(List<String> texts) {
    for (String text : texts) {
      var split = Table.split(text);
      tables.addAll(split.tables());
      prose(Words.sentences(split.prose()));
    }
    tables.stream()
        .flatMap(table -> table.rows().stream())
        .map(Part::stems)
        .forEach(sentences::add);
  }

  /// What a text says of one thing and the claim, or a part of it, of another, `'physics' of
  /// 'Peter'`; null where there is none, where another sentence, part or row says both, and where
  /// the claim negates.
  public @Nullable String crossed(String claim) {
    var parts = parts(claim).toList();
    // `A and B cost 1 and 2` has no parts that say something each.
    boolean eachSays = parts.stream().allMatch(part -> Words.content(part).size() > 1);
    return Stream.concat(Stream.of(claim), eachSays ? parts.stream() : Stream.empty())
        .map(this::crossedIn)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String crossedIn(String part) {
    var words = Words.words(part);
    if (words.stream().anyMatch(Words::negates)) {
      return null;
    }
    var stems = Words.stems(words);
    var content = Words.stems(words.stream().filter(Words::isContent).toList());
    return Stream.concat(
            crossings.stream(), tables.stream().flatMap(table -> table.crossings(stems)))
        .filter(crossing -> crossing.isIn(stems, content))
        .filter(crossing -> sentences.stream().noneMatch(crossing::isSaidIn))
        .map(Crossing::toString)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> parts(String sentence) {
    return PART_END.splitAsStream(sentence).filter(part -> !part.isBlank());
  }

  /// Parts of one sentence, and neighbouring sentences that share a content word.
  private void prose(List<String> texts) {
    var wholes = texts.stream().map(text -> Part.of(text, true)).toList();
    for (int i = 0; i < wholes.size(); i++) {
      var whole = wholes.get(i);
      sentences.add(whole.stems());
      var cut = parts(texts.get(i)).toList();
      var parts =
          IntStream.range(0, cut.size()).mapToObj(k -> Part.of(cut.get(k), k == 0)).toList();
      parts.forEach(part -> sentences.add(part.stems()));
      cross(parts, whole.stems());
      if (i + 1 < wholes.size() && whole.sharesTermWith(wholes.get(i + 1))) {
        cross(wholes.subList(i, i + 2), whole.with(wholes.get(i + 1)));
      }
    }
  }

  private void cross(List<Part> parts, Set<String> around) {
    for (int i = 0; i < parts.size(); i++) {
      var left = parts.get(i);
      for (var right : parts.subList(i + 1, Math.min(parts.size(), i + 1 + NEAR))) {
        var both = left.with(right);
        var slots = aligned(left, right);
        for (int k = 1; k < slots.size(); k++) {
          var what = slots.get(k);
          for (var who : slots.subList(0, k)) {
            crossings.add(new Crossing(who, what, both, around, false));
            crossings.add(new Crossing(who.turned(), what.turned(), both, around, false));
          }
        }
      }
    }
  }

  /// The first terms of both, and the others from the end, by kind: the right part may leave out
  /// what stands between (`Paris has 2 million inhabitants, Lyon 520,000`), but then its words have
  /// no certain place. Empty where a term of it finds none.
  private static List<Slot> aligned(Part left, Part right) {
    var rights = right.own(left);
    if (rights.isEmpty() || rights.size() > MOST_SLOTS) {
      return List.of();
    }
    var first = rights.getFirst();
    var lefts = left.own(right).stream().dropWhile(term -> !canBegin(term, first)).toList();
    if (lefts.size() != rights.size() && !isVerb(first)) {
      lefts = withoutVerbs(lefts);
      rights = withoutVerbs(rights);
    }
    if (lefts.isEmpty() || !lefts.getFirst().isLike(first)) {
      return List.of();
    }
    boolean isWhole = lefts.size() == rights.size();
    var slots = new ArrayList<Slot>();
    int at = lefts.size();
    for (var term : rights.subList(1, rights.size()).reversed()) {
      do {
        at--;
      } while (at > 0 && !lefts.get(at).isLike(term));
      if (at <= 0 || (term.kind() == Kind.WORD && !isWhole)) {
        return List.of();
      }
      slots.addFirst(new Slot(lefts.get(at), term));
    }
    slots.addFirst(new Slot(lefts.getFirst(), first));
    return slots;
  }

  /// Where the right part has no subject, it begins with what stands behind the left one's: `was
  /// born in Lagos and grew up in London`, `12 euros for adults and 8 for children`.
  private static boolean canBegin(Term left, Term right) {
    if (right.isNumber()) {
      return left.isNumber();
    }
    return !isVerb(right) || isVerb(left);
  }

  /// What one of two parts leaves out, as in `Ana plays the violin, Marta the cello`.
  private static List<Term> withoutVerbs(List<Term> terms) {
    return terms.stream().filter(term -> !isVerb(term)).toList();
  }

  private static boolean isVerb(Term term) {
    return !term.isNumber() && WordNet.isMostlyVerb(term.said());
  }
}
