package dev.assay.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.judge.Context;
import dev.assay.judge.OfflineVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pairs of a text and a claim that differ in one figure, unit, date, name, opposite, role,
/// quantity or addition, or say the same in another form; see docs/judges.md.
class SentencePairsTest {
  private static final Path PAIRS =
      Path.of("src/test/resources/dev/assay/verdicts/sentence-pairs.tsv");

  private record Pair(boolean supported, boolean known, String text, String claim) {
    static Pair of(String line) {
      String[] fields = line.split("\t", -1);
      return new Pair(
          fields[0].startsWith("supported"),
          fields[0].endsWith("?"),
          fields[1].replace("\\n", "\n"),
          fields[2]);
    }
  }

  @Test
  void onlyThePairsThatAreMarkedAreMisjudged() throws IOException {
    var pairs =
        Files.readAllLines(PAIRS).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Pair::of)
            .toList();
    try (var vectors = new WordVectors()) {
      var verifier = new OfflineVerifier(vectors);
      List<Pair> misjudged =
          pairs.stream()
              .filter(pair -> {
                var stance =
                    verifier.stance("", pair.claim(), List.of(new Context("t", pair.text())));
                return (stance.support() >= .5 && !stance.disagrees()) != pair.supported();
              })
              .toList();

      assertThat(pairs).hasSize(1139);
      assertThat(misjudged).isEqualTo(pairs.stream().filter(Pair::known).toList());
    }
  }
}
