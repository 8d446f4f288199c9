package dev.assay.cli;

import dev.assay.lab.Lab;
import dev.assay.web.Server;
import dev.assay.web.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The web pages, as long as the process lives.
///
/// @param port to listen on; 0 for any that is free
/// @param open whether to open a browser
record Serving(String host, int port, @Nullable String token, boolean readOnly, boolean open) {
  static final int PORT = 7878;
  static final String HOST = "127.0.0.1";

  Serving {
    if (port < 0 || port > 65_535) {
      throw Assay.wrong("--port must be from 0 to 65535, got " + port, null);
    }
    if (token != null && token.length() < 16) {
      throw Assay.wrong(
          "the token must have at least 16 characters", "openssl rand -hex 16 makes one");
    }
  }

  /// Serves until Ctrl-C, which ends the process.
  static void untilInterrupted(Assay assay, Lab lab, Serving serving) throws InterruptedException {
    var settings =
        new ServerSettings(
            serving.host(), serving.port(), serving.token(), serving.readOnly(), assay.home());
    try (var server = Server.start(lab, settings)) {
      assay.terminal.print("serving " + server.address() + "   Ctrl-C ends it");
      if (serving.open() && !browse(server.address())) {
        assay.terminal.note("no browser could be opened: open the address yourself");
      }
      new CountDownLatch(1).await();
    }
  }

  private static boolean browse(URI address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (!system.contains("mac") && !display) {
      return false;
    }
    try {
      new ProcessBuilder(List.of(system.contains("mac") ? "open" : "xdg-open", address.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
