package dev.assay.judge.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which words a text negates. A negation reaches over the next content words of its clause, or,
/// where it ends the clause, over those before it (`startet nicht`). One that stands alone (`No,
/// …`) negates nothing.
///
/// @param scopes of each negation
/// @param negated those under any
/// @param plain those that stand somewhere under none; one can be in both
/// @param opposites of words that their beginning negates: `locked` of `unlocked`
public record Negation(
    List<Scope> scopes, Set<String> negated, Set<String> plain, Set<String> opposites) {
  /// What one negation reaches.
  ///
  /// @param roots of the content words under it
  /// @param clause those of all content words of its clause
  record Scope(Set<String> roots, Set<String> clause) {
    /// Whether most of what either reaches stands in the other's clause.
    boolean isOfClause(Scope other) {
      return reaches(other.clause) || other.reaches(clause);
    }

    /// Whether most of what it reaches is among the words.
    boolean reaches(Set<String> words) {
      return roots.stream().filter(words::contains).count() * 2 > roots.size();
    }
  }

  private static final int FORWARD = 3;
  private static final int BACKWARD = 2;

  private static final Pattern CLAUSE_END =
      Pattern.compile(
          "[,;:.!?](?=\\s|$)|[|()\\[\\]\"“”–—\\n]|\\b(?:but|aber|sondern|tetapi|melainkan)\\b",
          Pattern.CASE_INSENSITIVE);

  /// What stands behind a negation that says when or how much, and does not deny it: `not before`,
  /// `no more than`, `not the same`.
  private static final Set<String> MEASURES =
      Set.of(
          "only", "before", "until", "till", "later", "earlier", "more", "less", "fewer", "nur",
          "vor", "bis", "mehr", "weniger", "später", "früher", "hanya", "sebelum", "sampai",
          "lebih", "kurang", "same");

  /// Beginnings of verbs that negate what follows; what is negated with them is said to be so.
  private static final List<String> HINDERING =
      List.of(
          "prevent",
          "forbid",
          "prohibit",
          "hinder",
          "fail",
          "refus",
          "deny",
          "denie",
          "lack",
          "verhinder",
          "verbiet",
          "mencegah",
          "melarang");

  private static final Set<String> CONDITIONS =
      Set.of(
          "if", "unless", "whether", "wenn", "falls", "ob", "sofern", "jika", "kalau", "apabila",
          "apakah");

  public static Negation of(String text) {
    var scopes = new ArrayList<Scope>();
    var negated = new HashSet<String>();
    var plain = new HashSet<String>();
    var opposites = new HashSet<String>();
    CLAUSE_END
        .splitAsStream(text)
        .forEach(clause -> {
          var under = new HashSet<Integer>();
          var words = Words.words(clause);
          var roots =
              words.stream()
                  .filter(Words::isContent)
                  .map(Words.Word::stem)
                  .collect(Collectors.toSet());
          int condition = condition(words);
          for (int i = 0; i < condition; i++) {
            int most = Words.negates(words.get(i)) ? FORWARD : Denial.reach(words, i);
            if (most > 0 && !measures(words, i)) {
              List<Integer> reach = reach(words, i, most);
              under.addAll(reach);
              if (!reach.isEmpty()) {
                var scope = new HashSet<String>();
                reach.forEach(at -> scope.add(words.get(at).stem()));
                scopes.add(new Scope(scope, roots));
              }
            }
          }
          for (int i = 0; i < words.size(); i++) {
            if (Words.isContent(words.get(i))) {
              (under.contains(i) ? negated : plain).add(words.get(i).stem());
              String other = Contrast.denied(words.get(i).lower());
              if (other != null) {
                opposites.add(Words.stem(other));
              }
            }
          }
        });
    return new Negation(scopes, negated, plain, opposites);
  }

  /// Where a condition begins: what stands behind an `if` is not said to be so.
  private static int condition(List<Words.Word> words) {
    int at = 0;
    while (at < words.size() && !CONDITIONS.contains(words.get(at).lower())) {
      at++;
    }
    return at;
  }

  private static boolean measures(List<Words.Word> words, int negation) {
    String next = Words.lower(words, negation + 1);
    return MEASURES.contains(next.equals("the") ? Words.lower(words, negation + 2) : next);
  }

  private static List<Integer> reach(List<Words.Word> words, int negation, int most) {
    var reach = new ArrayList<Integer>();
    for (int i = negation + 1; i < words.size() && reach.size() < most; i++) {
      if (Words.isContent(words.get(i))) {
        reach.add(i);
        if (hinders(words.get(i))) {
          break;
        }
      }
    }
    boolean ends = reach.isEmpty();
    for (int i = negation - 1; ends && i >= 0 && reach.size() < BACKWARD; i--) {
      if (Words.isContent(words.get(i))) {
        reach.add(i);
      }
    }
    return reach;
  }

  /// Whether it negates what follows without a negation: `prevents`.
  static boolean hinders(Words.Word word) {
    return HINDERING.stream().anyMatch(word.lower()::startsWith);
  }

  /// Whether the word stands under some negation.
  boolean negates(Words.Word word) {
    return negated.contains(word.stem());
  }

  /// Whether this text negates what the other one says: most words under one of its negations stand
  /// in the other, none of them under a negation there, and no clause there is negated elsewhere
  /// (`parts but not labor`, `labor is not covered`).
  boolean denies(Negation other) {
    return scopes.stream()
        .anyMatch(scope ->
            scope.reaches(other.plain)
                && !isSaidElsewhere(scope, other)
                && scope.roots().stream()
                    .noneMatch(
                        root -> other.negated.contains(root) || other.opposites.contains(root))
                && other.scopes.stream()
                    .filter(there -> !isSaid(there, scope))
                    .noneMatch(scope::isOfClause));
  }

  /// Whether this text negates all through what the other one, which negates nothing, says.
  boolean deniesAnywhere(Negation other) {
    return other.scopes.isEmpty()
        && scopes.stream()
            .anyMatch(scope ->
                Collections.disjoint(scope.roots, plain)
                    && other.plain.containsAll(scope.roots)
                    && Collections.disjoint(scope.roots, other.opposites));
  }

  /// Whether the other says what this text says in another clause than the negated one: of `failed
  /// to find it on Monday but found it on Tuesday` the second half.
  private boolean isSaidElsewhere(Scope scope, Negation other) {
    return !other.plain.containsAll(scope.roots)
        && scope.roots.stream().anyMatch(root -> other.plain.contains(root) && plain.contains(root))
        && other.plain.stream()
            .anyMatch(root -> plain.contains(root) && !scope.clause.contains(root));
  }

  /// Whether another of this text's negations says what one of the other text says.
  private boolean isSaid(Scope there, Scope scope) {
    return scopes.stream()
        .anyMatch(
            own -> !own.equals(scope) && own.reaches(there.roots) && there.reaches(own.roots));
  }

  /// Whether the other one negates some of what this text does; also where this one negates
  /// nothing.
  public boolean agrees(Negation other) {
    return negated.isEmpty() || scopes.stream().anyMatch(scope -> scope.reaches(other.negated));
  }
}
