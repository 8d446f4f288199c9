package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Query QUERY =
      new Query("/golden", Map.of("q", List.of("a&b=c #d"), "page", List.of("3")));

  @Test
  void linksEncodeWhatUsersTyped() {
    assertThat(QUERY.with("page", "4")).contains("q=a%26b%3Dc%20%23d", "page=4");
    assertThat(Query.url("/document", "id", "a/b \"c\"&.md", "with", null))
        .isEqualTo("/document?id=a/b%20%22c%22%26.md");
  }

  @Test
  void anotherFilterBeginsOnTheFirstPage() {
    assertThat(QUERY.with("type", "lookup")).contains("type=lookup").doesNotContain("page");
  }

  @Test
  void theDataHasTheSameQuery() {
    assertThat(QUERY.json()).startsWith("/golden.json?").contains("page=3", "q=a%26b%3Dc");
  }

  @Test
  void numbersAreBoundedAndChecked() {
    assertThat(QUERY.number("page", 1, 2)).isEqualTo(2);
    assertThat(QUERY.number("hits", 10, 50)).isEqualTo(10);
    assertThatThrownBy(() -> QUERY.number("q", 1, 2))
        .hasMessage("'q' must be a whole number, got 'a&b=c #d'.");
  }
}
