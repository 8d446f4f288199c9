package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void onlyAnHttpAddressWithAHostAndAPortThatExistsCanBeAsked() {
    for (var address :
        new String[] {"http://127.0.0.1:9/v1", "https://judge.example", "http://[::1]:65535/"}) {
      assertThat(Address.isWeb(URI.create(address))).as(address).isTrue();
    }
    for (var address :
        new String[] {
          "http://127.0.0.1:65536/v1",
          "http://127.0.0.1:0/v1",
          "ftp://judge.example",
          "judge.example",
          "http:///v1"
        }) {
      assertThat(Address.isWeb(URI.create(address))).as(address).isFalse();
    }
  }

  @Test
  void aQueryIsShownAsADigestAndAUserNotAtAll() {
    assertThat(Address.of(URI.create("https://me:secret@judge.example:8443/v1?key=secret")))
        .isEqualTo("https://judge.example:8443/v1?%s", Sha256.of("key=secret").substring(0, 12));
  }
}
