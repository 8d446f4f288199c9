package dev.assay.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.answers.Preferences.Rating;
import dev.assay.answers.Preferences.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  @TempDir private Path folder;

  private Preferences read(String... lines) throws IOException {
    return Preferences.read(
        Files.writeString(folder.resolve("people.jsonl"), String.join("\n", lines)));
  }

  @Test
  void areWordsOrNumbersOfOneOrSeveralPeople() throws IOException {
    var read =
        read(
            "{'id':'q-1','preferred':'with'}".replace('\'', '"'),
            "{'id':'q-2','preferred':-2,'by':'Ann','aspect':'tone'}".replace('\'', '"'),
            "{'id':'q-2','preferred':'tie','by':'Bo','aspect':'tone'}".replace('\'', '"'),
            "{'id':3,'preferred':'base'}".replace('\'', '"'));

    assertThat(read.ratings())
        .containsExactly(
            new Rating("q-1", 1, "", "overall"),
            new Rating("q-2", -2, "Ann", "tone"),
            new Rating("q-2", 0, "Bo", "tone"),
            new Rating("3", -1, "", "overall"));
    assertThat(read.byAspect())
        .isEqualTo(
            Map.of(
                "overall", Map.of("q-1", List.of(1.0), "3", List.of(-1.0)),
                "tone", Map.of("q-2", List.of(-2.0, 0.0))));
  }

  @Test
  void linesOfAnotherPairOrOfThisOneTheOtherWayRoundAreNamed() throws IOException {
    var read =
        read(
            "{'id':'a','preferred':'with','base':'x','with':'y'}".replace('\'', '"'),
            "{'id':'b','preferred':'with','base':'y','with':'x'}".replace('\'', '"'),
            "{'id':'c','preferred':'with'}".replace('\'', '"'),
            "{'id':'d','preferred':'with','base':'x','with':'z'}".replace('\'', '"'));

    assertThat(read.others(Path.of("people.jsonl"), new Systems("x", "y")))
        .map(Problem::toString)
        .containsExactly(
            "people.jsonl:2:1: error: its base is y and its with x, not x and y; keep preferences of"
                + " the two the other way round in a file of their own",
            "people.jsonl:4:1: error: its base is x and its with z, not x and y; keep preferences of"
                + " another pair in a file of their own");
    assertThat(read.areTurned(new Systems("y", "x"))).as("not all").isFalse();
    assertThat(read.first()).contains(new Systems("x", "y"));
    assertThatThrownBy(() -> read("{'id':'a','preferred':'with','base':'x'}".replace('\'', '"')))
        .hasMessageContaining("people.jsonl:1:1: error: 'base' and 'with' name both files");
  }

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() {
    assertThat(Systems.of(Path.of("runs/v1/a.jsonl"), Path.of("runs/v2/a.jsonl")))
        .isEqualTo(new Systems("v1/a.jsonl", "v2/a.jsonl"));
    assertThat(Systems.of(Path.of("v1/out/a.jsonl"), Path.of("v2/out/a.jsonl")))
        .isEqualTo(new Systems("v1/out/a.jsonl", "v2/out/a.jsonl"));
    assertThat(Systems.of(Path.of("x/a.jsonl"), Path.of("y/b.jsonl")))
        .isEqualTo(new Systems("a.jsonl", "b.jsonl"));
    assertThat(Systems.of(Path.of("a.jsonl"), Path.of("a.jsonl")).base()).endsWith("a.jsonl");
  }

  @Test
  void everyWrongLineIsNamed() {
    assertThatThrownBy(() ->
            read(
                "{'id':'a','preferred':'left'}".replace('\'', '"'),
                "{'id':'a','preferred':1000}".replace('\'', '"'),
                "{'preferred':'tie'}".replace('\'', '"'),
                "{'id':'a','prefered':1}".replace('\'', '"'),
                "{'id':'a','preferred':1}".replace('\'', '"'),
                "{'id':'a','preferred':0}".replace('\'', '"'),
                "[]"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(
            "people.jsonl:1:1: error: 'preferred' must be base, with, tie, or a number",
            "people.jsonl:2:1: error: 'preferred' must be",
            "people.jsonl:3:1: error: 'id' is missing",
            "people.jsonl:4:1: error: unknown key 'prefered'; did you mean 'preferred'?",
            "people.jsonl:6:1: error: 'a' was rated before for its aspect 'overall'",
            "people.jsonl:7:1: error: not a JSON object");
    assertThatThrownBy(() -> read("")).hasMessageContaining("there is no preference in it");
  }
}
