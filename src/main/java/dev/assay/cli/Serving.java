package dev.assay.cli;

import dev.assay.experiment.Lab;
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

  /// Serves until Ctrl-C, which ends the process.
  static void untilInterrupted(Assay assay, Lab lab, Serving serving) throws InterruptedException {
    // WEB NOT BUILT IN: dev.assay.web.Server.start(lab, new ServerSettings(...)) goes here.
    assay.terminal.note(
        "the web pages are not built in yet: %s has %d experiments"
            .formatted(serving, lab.experiments().size()));
  }

  private static void wait(Assay assay, URI address, boolean open) throws InterruptedException {
    assay.terminal.print("serving " + address + "   Ctrl-C ends it");
    if (open && !browse(address)) {
      assay.terminal.note("no browser could be opened: open the address yourself");
    }
    new CountDownLatch(1).await();
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
