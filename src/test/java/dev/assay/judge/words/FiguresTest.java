package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "twenty-five days | 25 days",
        "a hundred people, one hundred and twenty-five cats | 100 people, 125 cats",
        "five million trees, several million birds | 5000000 trees, several million birds",
        "2.3 billion, 1,500 thousand, 1,5 Millionen | 2300000000, 1500000, 1500000",
        "$5M, $1.5 million, US$40.00 | 5000000 dollars, 1500000 dollars, 40.00 dollars",
        "€40, 40 €, EUR 40, 12£ | 40 euros, 40 euros, 40 euros, 12 pounds",
        "12%, 12 per cent, 12 pct | 12 percent, 12 percent, 12 percent",
        "-5 °C, 20°F | -5 C, 20 F",
        "Half of them, three quarters of it, a quarter of its price | 50 percent of them, 75 percent of it, 25 percent of its price",
        "half the team, half an hour, a half | 50 percent the team, 30 minutes, a half",
        "the third quarter of 2020, a quarter of a century | the third quarter of 2020, a quarter of a century",
        "nineteen hundred and three | 1903",
        "12 000 lamps, in 2010 300 lamps, 1 234 567 | 12000 lamps, in 2010 300 lamps, 1234567",
        "the 1990's | the 1990s",
        "v2.1 and v3 | 2.1 and v3",
      })
  void numbersAndAmountsHaveOneSpelling(String text, String plain) {
    assertThat(Figures.plain(text)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on 2024-03-12 | on 12 March 2024",
        "on March 12, 2024 | on 12 March 2024",
        "on Mar. 12th | on 12 March",
        "the 3rd of May 2021 | the 3 May 2021",
        "am 12. März 2024 | am 12 March 2024",
        "am 03.05.2021 | am 3 May 2021",
        "pada 5 Agustus 2020 | pada 5 August 2020",
        "in March 2024 | in March 2024",
        "you may 12 times | you may 12 times",
        "2024-13-12 | 2024-13-12",
        "9 am, 9:00 a.m., 9:00 | 9 am, 9 am, 9 am",
        "6pm, 18:00, 6.30 pm, 18:30 | 6 pm, 6 pm, 6:30 pm, 6:30 pm",
        "0:15, 12:00 | 12:15 am, 12 pm",
        "13 pm, 25:00, 10:20:30 | 13 pm, 25:00, 10:20:30",
      })
  void datesAndTimesHaveOneSpelling(String text, String plain) {
    assertThat(Figures.plain(text)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.168.0.1 | 192.168.0.1",
        "ISO 9001, E1042, 401(k) | ISO 9001, E1042, 401(k)",
        "3-5 ng/L, p < .05 | 3-5 ng/L, p < .05",
        "one two three | one two three",
        "a million | 1000000",
        "no figures at all | no figures at all",
      })
  void whatIsNoFigureStays(String text, String plain) {
    assertThat(Figures.plain(text)).isEqualTo(plain);
  }

  @Test
  void anyTextCanBeRead() {
    var random = new Random(7);
    String letters = "0123456789 ,.:-$€%°apmMKTtwenyhudr'/(v";
    for (int i = 0; i < 5_000; i++) {
      String text =
          random
              .ints(random.nextInt(60), 0, letters.length())
              .mapToObj(at -> String.valueOf(letters.charAt(at)))
              .collect(Collectors.joining());
      assertThat(Figures.plain(text)).as(text).isNotNull();
    }
    String long1 = IntStream.range(0, 20_000).mapToObj(i -> "1,").collect(Collectors.joining());
    assertThat(Figures.plain(long1)).hasSize(long1.length());
  }
}
