package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir private Path folder;

  @Test
  void aTransactionKeepsAllOrNothing() {
    try (var ledger = Ledger.open(folder)) {
      assertThatThrownBy(() ->
              ledger.inTransaction(() -> {
                ledger.update("insert into lexicon values ('a', 1, 1)");
                throw new IllegalStateException("stopped half-way");
              }))
          .hasMessage("stopped half-way");

      assertThat(ledger.query("select id from lexicon", row -> row.getString(1))).isEmpty();
    }
  }

  @Test
  void legsComeBackWithEveryDigitOfTheirScores() {
    var key = new LegStore.Key("c_1", LegStore.Kind.DENSE, 200);
    var ranking = Ranking.of(List.of(new Hit("a.md#1", 1d / 3), new Hit("b.md#2", Math.PI / 10)));
    try (var ledger = Ledger.open(folder)) {
      new LegStore(ledger).put(key, List.of("why?"), List.of(ranking));
    }
    try (var ledger = Ledger.open(folder)) {
      var legs = new LegStore(ledger);

      assertThat(legs.find(key, "why?")).contains(ranking);
      assertThat(legs.find(key, "why not?")).isEmpty();
      assertThat(legs.find(new LegStore.Key("c_1", LegStore.Kind.SPARSE, 200), "why?")).isEmpty();
    }
  }

  @Test
  void aLedgerOfAnotherVersionIsLeftAlone() {
    try (var ledger = Ledger.open(folder)) {
      ledger.update("pragma user_version = 99");
    }

    assertThatThrownBy(() -> Ledger.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("schema 99")
        .hasMessageContaining("move it away");
  }

  @Test
  void aFileThatIsNoLedgerIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("ledger.db"), "not a database, but long enough to be looked at".repeat(99));

    assertThatThrownBy(() -> Ledger.open(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("ledger.db");
  }
}
