package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final Recent<List<String>, String> recent = new Recent<>(2);
  private final List<String> computed = new ArrayList<>();

  private String of(String key) {
    return recent.of(
        List.of(key),
        () -> {
          computed.add(key);
          return key + "!";
        });
  }

  @Test
  void whatWasJustLookedAtIsNotComputedAgain() {
    assertThat(of("a")).isEqualTo("a!");
    assertThat(of("a")).isEqualTo("a!");
    assertThat(computed).containsExactly("a");
  }

  @Test
  void whatWasNotLookedAtForLongestIsForgotten() {
    of("a");
    of("b");
    of("a");
    of("c");
    of("a");
    of("b");
    assertThat(computed).containsExactly("a", "b", "c", "b");
  }
}
