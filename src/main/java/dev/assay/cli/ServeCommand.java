package dev.assay.cli;

import dev.assay.lab.Lab;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `assay serve`.
@Command(
    header = "Serves the web pages of the experiments that ran here.",
    customSynopsis = "assay serve [--port N] [--open] [--read-only] [--host ADDRESS --token TOKEN]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay serve --open",
      "  assay serve --host 0.0.0.0 --token \"$ASSAY_TOKEN\" --read-only",
    })
final class ServeCommand implements Callable<Integer> {
  private final Assay assay;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7878",
      description = "Port (default: ${DEFAULT-VALUE}; 0: any free one).")
  private int port = Serving.PORT;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}); others need --token.")
  private String host = Serving.HOST;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What every request must carry (also: ASSAY_TOKEN).")
  private @Nullable String token;

  @Option(names = "--open", description = "Open a browser.")
  private boolean open;

  @Option(names = "--read-only", description = "Refuse whatever would change something.")
  private boolean readOnly;

  ServeCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() throws InterruptedException {
    String known = token == null ? System.getenv("ASSAY_TOKEN") : token;
    try (var lab = Lab.open(assay.state())) {
      Serving.untilInterrupted(assay, lab, new Serving(host, port, known, readOnly, open));
    }
    return Exit.DONE;
  }
}
