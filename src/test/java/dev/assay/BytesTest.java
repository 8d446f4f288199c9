package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void unitsArePowersOfThousandAndWithAnIOf1024() {
    assertThat(Bytes.parse("8GB").count()).isEqualTo(8_000_000_000L);
    assertThat(Bytes.parse("1.5 MiB").count()).isEqualTo(1_572_864);
    assertThat(Bytes.parse("7B").count()).isEqualTo(7);
    assertThat(Bytes.parse("34014426B")).hasToString("34.0 MB");
    assertThat(Bytes.parse("8GB")).hasToString("8 GB");
    assertThatThrownBy(() -> Bytes.parse("8 gigabytes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes '8 gigabytes' must be like 8GB or 512MiB");
  }

  @Test
  void jsonKeepsEveryByte() {
    String json = Json.MAPPER.writeValueAsString(new Bytes(34_014_426));

    assertThat(json).isEqualTo("\"34014426B\"");
    assertThat(Json.MAPPER.readValue(json, Bytes.class)).isEqualTo(new Bytes(34_014_426));
  }
}
