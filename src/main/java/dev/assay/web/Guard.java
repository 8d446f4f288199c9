package dev.assay.web;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may ask for what. A page of another site must neither read this server (its name in `Host`
/// would be foreign) nor write to it (`Origin` would be), and another machine needs the token.
final class Guard {
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  static final int MAX_BODY = 64 * 1024;
  private static final int MAX_QUERY = 4096;
  private static final String COOKIE = "assay-token";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private final ServerSettings settings;

  Guard(ServerSettings settings) {
    if (settings.token() == null && !LOOPBACK.contains(settings.host())) {
      throw new InvalidInput(
          Problem.error(
              "--host",
              0,
              0,
              "other machines could reach %s without a token".formatted(settings.host()),
              "add --token with at least 16 characters, or listen on 127.0.0.1"));
    }
    this.settings = settings;
  }

  void check(Context ctx) {
    checkHost(ctx);
    checkSize(ctx);
    checkToken(ctx);
    checkWrite(ctx);
  }

  private void checkHost(Context ctx) {
    String header = ctx.header("Host");
    String name = header == null ? "" : hostOf(header);
    boolean known =
        LOOPBACK.contains(name)
            || name.equalsIgnoreCase(settings.host())
            // on every interface: by address only, since a name can be made to point here
            || (EVERYWHERE.contains(settings.host()) && name.matches("[0-9.]+|\\[[0-9a-f:]+]"));
    if (!known) {
      throw new Refusal(
          403,
          "This server does not answer to that host name.",
          "Open it as http://127.0.0.1 with the port, or as the host it was started with.");
    }
  }

  private static String hostOf(String header) {
    int port = header.lastIndexOf(':');
    String name = port > header.lastIndexOf(']') ? header.substring(0, port) : header;
    return name.toLowerCase(Locale.ROOT);
  }

  private static void checkSize(Context ctx) {
    String query = ctx.queryString();
    if (ctx.contentLength() > MAX_BODY || (query != null && query.length() > MAX_QUERY)) {
      throw new Refusal(413, "The request is too large.", "Send at most 64 KiB.");
    }
  }

  private void checkToken(Context ctx) {
    String token = settings.token();
    if (token == null || ctx.path().startsWith("/static/")) {
      return;
    }
    String given = ctx.queryParam("token");
    if (same(token, given)) {
      ctx.cookie(new Cookie(COOKIE, token, "/", -1, false, true, null, SameSite.STRICT));
      // so that the token stays out of the history and of links
      ctx.redirect(new Query(ctx.path(), ctx.queryParamMap()).with("token", null));
      ctx.skipRemainingHandlers();
      return;
    }
    String bearer = ctx.header("Authorization");
    if (!same(token, ctx.cookie(COOKIE)) && !same("Bearer " + token, bearer)) {
      throw new Refusal(
          401,
          "This server needs a token.",
          "Open it once with ?token= and the token it was started with; a program sends 'Authorization: Bearer' and the token.");
    }
  }

  private static boolean same(String secret, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private void checkWrite(Context ctx) {
    if (List.of(HandlerType.GET, HandlerType.HEAD).contains(ctx.method())) {
      return;
    }
    if (settings.readOnly()) {
      throw new Refusal(403, "This server only shows.", "Start it without --read-only to write.");
    }
    String origin = ctx.header("Origin");
    if (origin == null || !sameOrigin(origin, String.valueOf(ctx.header("Host")))) {
      throw new Refusal(
          403,
          "Only pages of this server may write to it.",
          "Use the form on its page; a program sends 'Origin' with the server's address.");
    }
  }

  private static boolean sameOrigin(String origin, String host) {
    try {
      URI uri = URI.create(origin);
      return host.equalsIgnoreCase(uri.getRawAuthority())
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
