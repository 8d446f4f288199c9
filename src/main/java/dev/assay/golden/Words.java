package dev.assay.golden;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a text that carry its content: those of four letters or more and those with a
/// digit, in small letters. Short words are left out instead of a list of stop words for each
/// language.
final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private Words() {}

  static Set<String> of(String text) {
    var words = new LinkedHashSet<String>();
    WORD.matcher(text)
        .results()
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 3 || word.chars().anyMatch(Character::isDigit))
        .forEach(words::add);
    return words;
  }
}
