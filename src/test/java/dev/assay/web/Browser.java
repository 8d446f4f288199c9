package dev.assay.web;

import dev.assay.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;

/// The system's Chromium with a profile of its own, and what it complains about.
final class Browser implements AutoCloseable {
  private static final List<Path> CHROMIUM =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /// Skips the test where there is no Chromium, and fails if the environment says `CI=true`.
  static Browser open() throws IOException {
    Path binary = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (binary == null || !Files.isExecutable(DRIVER)) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("CI needs chromium and " + DRIVER);
      }
      return Assumptions.abort("no Chromium with " + DRIVER);
    }
    Path profile = Files.createTempDirectory("assay-chromium");
    var options = new ChromeOptions();
    options.setBinary(binary.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + profile);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options), profile);
  }

  /// Sets the width of the page and the theme the system prefers.
  void appear(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /// Errors and warnings of the console; reports of the content security policy are among them.
  List<String> complaints() {
    var complaints = new ArrayList<String>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return complaints;
  }

  /// Requests since the last call that did not go to this address.
  List<String> foreignRequests(String address) {
    var foreign = new ArrayList<String>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = Json.MAPPER.readTree(entry.getMessage()).path("message");
      if (message.path("method").stringValue("").equals("Network.requestWillBeSent")) {
        String url = message.at("/params/request/url").stringValue("");
        // the browser's own pages (chrome:) never leave the machine
        if (url.matches("(?:http|ws|ftp)s?:.*") && !url.startsWith(address)) {
          foreign.add(url);
        }
      }
    }
    return foreign;
  }

  /// What axe-core finds against WCAG 2 A and AA, a line each.
  List<String> violations() throws IOException {
    driver.executeScript(axe());
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(
              (results) => done(results.passes.length < 8
                ? ['axe passed only ' + results.passes.length + ' rules: it did not see the page']
                : results.violations.flatMap((rule) => rule.nodes.map(
                    (node) => rule.id + ': ' + node.target + ' ' + node.failureSummary))),
              (error) => done(['axe failed: ' + error]));
            """);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  private static String axe() throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Object script(String script) {
    return Objects.requireNonNull(((JavascriptExecutor) driver).executeScript(script));
  }

  /// Saves what is visible under `target/screenshots`.
  void shoot(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/screenshots"));
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
