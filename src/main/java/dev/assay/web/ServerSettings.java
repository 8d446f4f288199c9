package dev.assay.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the pages are served.
///
/// @param host the address to listen on, usually `127.0.0.1`
/// @param port 0 for any that is free
/// @param token what a browser must know; needed where the host is not this machine alone
/// @param readOnly refuses everything that writes
/// @param home the folder that has `corpora`
public record ServerSettings(
    String host, int port, @Nullable String token, boolean readOnly, Path home) {
  public ServerSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the server needs a host to listen on");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, got " + port);
    }
    if (token != null && token.length() < 16) {
      throw new IllegalArgumentException("the token must have at least 16 characters");
    }
  }
}
