package dev.assay.web;

import dev.assay.Sha256;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The style sheet, the scripts and the icon: a closed list, read once.
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "app.css", "text/css; charset=utf-8",
          "theme.js", "text/javascript; charset=utf-8",
          "keys.js", "text/javascript; charset=utf-8",
          "live.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private record Asset(String type, String text, String tag) {}

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  Assets() {
    TYPES.forEach((name, type) -> {
      String text = read("/web/" + name);
      String tag = Sha256.of(text);
      assets.put(name, new Asset(type, text, '"' + tag.substring(0, 16) + '"'));
    });
  }

  private static String read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void serve(Context ctx) {
    Asset asset = assets.get(ctx.pathParam("file"));
    if (asset == null) {
      throw new Refusal(404, "There is no such file.", "Start from the experiments.");
    }
    ctx.header("Cache-Control", "no-cache").header("ETag", asset.tag());
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.type()).result(asset.text());
  }
}
