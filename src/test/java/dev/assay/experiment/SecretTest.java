package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void aReferenceStandsForWhatTheVariableHolds() {
    assertThat(Secret.resolve("${JUDGE_KEY}", Map.of("JUDGE_KEY", "sk-1"))).isEqualTo("sk-1");
    assertThat(Secret.resolve(null, Map.of())).isNull();
  }

  @Test
  void aVariableWithoutAValueSaysHowToSetIt() {
    assertThatThrownBy(() -> Secret.resolve("${JUDGE_KEY}", Map.of("JUDGE_KEY", " ")))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "the environment variable JUDGE_KEY is not set: export JUDGE_KEY=… and run again");
  }

  /// No header can hold it, and no message may.
  @Test
  void aKeyWithALineBreakIsRefusedBeforeTheFirstCall() {
    for (var key : new String[] {"sk-1\r", "sk-1\n", "sk-ü"}) {
      assertThatThrownBy(() -> Secret.resolve("${JUDGE_KEY}", Map.of("JUDGE_KEY", key)))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("JUDGE_KEY holds something other than printable ASCII")
          .hasMessageNotContaining("sk-");
    }
  }
}
