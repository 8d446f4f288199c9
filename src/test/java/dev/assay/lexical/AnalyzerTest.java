package dev.assay.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnalyzerTest {
  @ParameterizedTest
  @CsvSource({
    "english, the user's refunds were refunded, user refund were refund",
    "german, die Kündigungsfristen der Häuser, kundigungsfrist haus",
    "indonesian, dana yang dikembalikan, dana kembali",
    "standard, The Refunds, the refunds"
  })
  void aTextBecomesTheTermsOfItsLanguage(String name, String text, String terms) {
    assertThat(Analyzer.of(name).terms(text))
        .extracting(Term::term)
        .containsExactly(terms.split(" "));
  }

  @ParameterizedTest
  @EnumSource
  void identifiersStayFindable(Analyzer analyzer) {
    assertThat(terms(analyzer, "see E1042.")).contains("e1042");
    assertThat(terms(analyzer, "(LK3-0417-B)")).containsExactly("lk3", "0417", "b");
    assertThat(terms(analyzer, "since v2.5.1,")).contains("v2.5.1");
    assertThat(terms(analyzer, "`--retry-after=30`"))
        .containsAll(Arrays.asList(terms(analyzer, "--retry-after")));
  }

  @Test
  void offsetsPointIntoTheText() {
    String text = "😀 The Refunds";
    assertThat(Analyzer.ENGLISH.terms(text))
        .contains(new Term("refund", 7, 14))
        .allSatisfy(term -> assertThat(text.substring(term.start(), term.end())).isNotBlank());
    assertThat(text.substring(7, 14)).isEqualTo("Refunds");
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextIsJustText(Analyzer analyzer) {
    assertThat(analyzer.terms("")).isEmpty();
    assertThat(analyzer.terms(" \0\uD800\n")).isEmpty();
    assertThat(analyzer.terms("x".repeat(1_000_000)))
        .allSatisfy(term -> assertThat(term.term().length()).isLessThanOrEqualTo(255));
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    var expected = Analyzer.GERMAN.terms("die Häuser der Stadt");
    assertThat(
            IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> Analyzer.GERMAN.terms("die Häuser der Stadt"))
                .distinct()
                .toList())
        .isEqualTo(Collections.singletonList(expected));
  }

  @Test
  void anUnknownNameNamesTheKnown() {
    assertThatThrownBy(() -> Analyzer.of("klingon"))
        .hasMessage("unknown analyzer 'klingon'; there are english, german, indonesian, standard");
    assertThatThrownBy(() -> Analyzer.of("ENGLISH")).hasMessageContaining("unknown analyzer");
  }

  private static String[] terms(Analyzer analyzer, String text) {
    return analyzer.terms(text).stream().map(Term::term).toArray(String[]::new);
  }
}
