package dev.assay;

import java.net.URI;
import java.util.Objects;

/// An endpoint's address as it may be shown and kept: without a user and password, and with a
/// digest in the place of the query, which may hold a key. Addresses that differ in their query
/// alone stay two; one without a query is itself.
public final class Address {
  private static final int DIGITS = 12;

  private Address() {}

  /// Whether it is one that can be asked: `http` or `https`, a host, and a port that exists.
  public static boolean isWeb(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() < 1 << 16;
  }

  /// `https://host:port/path`, or `https://host:port/path?0123456789ab`.
  public static String of(URI uri) {
    String query = uri.getRawQuery();
    return withoutQuery(uri) + (query == null ? "" : "?" + Sha256.of(query).substring(0, DIGITS));
  }

  /// As a message names it.
  public static String withoutQuery(URI uri) {
    return "%s://%s%s%s"
        .formatted(
            uri.getScheme(),
            Objects.requireNonNullElse(uri.getHost(), ""),
            uri.getPort() < 0 ? "" : ":" + uri.getPort(),
            Objects.requireNonNullElse(uri.getRawPath(), ""));
  }
}
