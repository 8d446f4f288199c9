package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareAnswersPageTest {
  @TempDir private Path home;

  private String judged(Lab lab, String name, String about, Compat compat) throws IOException {
    String answer =
        """
        {"id":"%s","question":"How long may %s be returned?","contexts":["30 days."],"answer":"30 days."}
        """
            .formatted(about, about);
    return WebFixture.judged(home, lab, name, answer, compat);
  }

  private static CompareAnswersPage page(Lab lab, Map<String, List<String>> values) {
    var catalogue = new Catalogue(lab, new LossCache(), new Recent<>(4));
    return CompareAnswersPage.of(catalogue, new Query(CompareAnswersPage.PATH, values));
  }

  @Test
  void theDefaultIsTheNewestPairThatCanBeCompared() throws IOException {
    try (var lab = Lab.open(home.resolve(".assay"))) {
      String lamps = judged(lab, "lamps.jsonl", "a lamp", Compat.CORRECTED);
      judged(lab, "chairs.jsonl", "a chair", Compat.CORRECTED);
      judged(lab, "exact.jsonl", "a lamp", Compat.EXACT);

      var none = page(lab, Map.of());
      assertThat(none.base()).as("no two can be compared").isEmpty();
      assertThat(none.choices()).hasSize(3);
      assertThat(none.status()).isEqualTo(200);

      String again = judged(lab, "again.jsonl", "a lamp", Compat.CORRECTED);
      judged(lab, "tables.jsonl", "a table", Compat.CORRECTED);

      var usual = page(lab, Map.of());
      assertThat(usual.base()).isEqualTo(lamps);
      assertThat(usual.with()).containsExactly(again);
      assertThat(Objects.requireNonNull(usual.comparison()).baseline()).isEqualTo(lamps);
      assertThat(usual.refused()).isNull();
    }
  }

  @Test
  void whatCannotBeComparedIsRefusedOnThePageWithTheForm() throws IOException {
    try (var lab = Lab.open(home.resolve(".assay"))) {
      String lamps = judged(lab, "lamps.jsonl", "a lamp", Compat.CORRECTED);
      String exact = judged(lab, "exact.jsonl", "a lamp", Compat.EXACT);

      var page = page(lab, Map.of("base", List.of(lamps), "with", List.of(exact)));

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.choices()).hasSize(2);
      assertThat(page.base()).isEqualTo(lamps);
      assertThat(page.with()).containsExactly(exact);
      assertThat(Objects.requireNonNull(page.refused()).message())
          .contains("was scored with --compat corrected");
      assertThat(page.data()).isEqualTo(page.refused());
    }
  }
}
