package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "In May Nixon hired Simon in Graz. | In May Simon hired Nixon in Graz. | Nixon hired Simon",
        "Wheat rose by 4 percent and rice by 9. | Wheat rose by 9 percent and rice by 4. | 4 percent and rice by 9",
        "Kern drew the tower and Hahn built it. | Hahn drew the tower and Kern built it. | Kern drew the tower and Hahn",
        "The small pump cools and the large one heats it. | The small pump heats and the large one cools it. | cools and the large one heats",
        "In 1912, it built a mill, and in 1920 a farm. | In 1920, it built a mill, and in 1912 a farm. | 1912 it built a mill and in 1920",
        "An old Maya site ruled a state in Tula, Hidalgo. | An old Tula site ruled a state in Maya, Hidalgo. | Maya site ruled a state in Tula",
        "It filled the seats of Kern's quartet and Lang took it. | It filled the seats of Lang's quartet and Kern took it. | Kern s quartet and Lang",
        "He sold the sketch to Lang and kept the finished portrait here. | He sold the finished portrait to Lang and kept the sketch here. | sketch to Lang and kept the finished portrait",
        "East of Rome lies the West of Bern. | West of Rome lies the East of Bern. | East of Rome lies the West",
      })
  void saysWhatStandsTheOtherWayRound(String sentence, String claim, String there) {
    assertThat(exchange(claim, sentence)).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ana and Bruno run the bakery. | Bruno and Ana run the bakery. | both do it",
        "It needs onions, carrots and celery. | It needs celery, carrots and onions. | a list",
        "It needs onions, fresh carrots and celery. | It needs celery, fresh carrots and onions. | a list",
        "It shows tax payment and tax filing dates. | It shows tax filing and tax payment dates. | a list",
        "The road connects Turin with Genoa. | The road connects Genoa with Turin. | mutual",
        "Kern along with Hahn built it. | Hahn along with Kern built it. | together",
        "Kern as well as Hahn built it. | Hahn as well as Kern built it. | together",
        "Bonn lies near Mainz. | Mainz lies near Bonn. | mutual",
        "Ana shared a flat with Ben. | Ben shared a flat with Ana. | mutual",
        "Kim is director. | Director is Kim. | one and the same",
        "The enzyme activates the receptor. | The receptor is activated by the enzyme. | the passive",
        "Monet painted lilies in Paris. | In Paris Monet painted lilies. | moved",
        "Nixon hired Simon and Simon hired Nixon. | Simon hired Nixon. | it says both",
      })
  void findsNothingWhereTheSameIsSaid(String sentence, String claim, String why) {
    assertThat(exchange(claim, sentence)).as(why).isNull();
  }

  @Test
  void looksAtNoSentencesOfManyWords() {
    String words = IntStream.range(0, 97).mapToObj(i -> " lamp" + i).collect(Collectors.joining());
    assertThat(exchange("Simon hired Nixon" + words, "Nixon hired Simon" + words)).isNotNull();
    assertThat(exchange("Simon hired Nixon lamp" + words, "Nixon hired Simon lamp" + words))
        .isNull();
  }

  private static @Nullable String exchange(String claim, String sentence) {
    return Exchange.in(claim, Words.words(claim), Words.words(sentence));
  }
}
