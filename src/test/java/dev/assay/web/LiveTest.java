package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.assay.AssayException;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.Lab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A run that waits for its embedding endpoint, until the test lets the endpoint refuse.
class LiveTest {
  @TempDir private Path home;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch refuse = new CountDownLatch(1);
  private HttpServer endpoint;
  private Lab lab;
  private Server server;
  private CompletableFuture<@Nullable Throwable> run;

  @BeforeEach
  void start() throws Exception {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    endpoint.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            refuse.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    endpoint.start();
    lab = Lab.open(home.resolve(".assay"));
    server = Server.start(lab, new ServerSettings("127.0.0.1", 0, null, false, home));
    Path file = write(endpoint.getAddress().getPort());
    run =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> lab.run(file, _ -> {}, _ -> {})),
            Executors.newVirtualThreadPerTaskExecutor());
    asked.await();
  }

  @AfterEach
  void stop() {
    refuse.countDown();
    run.join();
    server.close();
    lab.close();
    endpoint.stop(0);
  }

  private Path write(int port) throws IOException {
    Path docs = Files.createDirectories(home.resolve("docs"));
    Files.writeString(docs.resolve("heron.md"), "# Heron\n\nThe heron needs ten hectares.\n");
    Files.writeString(
        home.resolve("questions.jsonl"),
        """
        {"id":"q-1","question":"How much land?","evidence":[{"document":"heron.md","grade":3}],\
        "type":"lookup","language":"en","origin":"human","status":"accepted"}
        """);
    return Files.writeString(
        home.resolve("slow.yaml"),
        """
        name: slow
        corpus: {name: birds, path: docs}
        golden: {path: questions.jsonl}
        factors:
          chunking: [{name: whole, kind: Whole}]
          model: [{name: words, kind: Http, uri: "http://127.0.0.1:%d/v1/embeddings"}]
          retrieval: [{name: dense, kind: Dense}]
        """
            .formatted(port));
  }

  @Test
  void eventsArriveWhileItRunsAndEndWithIt() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(server.address().resolve("/x/slow/events?after=0")).build();
      var answer = client.send(request, BodyHandlers.ofLines());
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      refuse.countDown();
      List<String> lines = answer.body().toList();

      assertThat(lines.getFirst()).isEqualTo("event: snapshot");
      assertThat(lines.get(2)).contains("\"state\":\"running\"");
      assertThat(lines).contains("event: started", "event: stopped", "event: end");
      assertThat(run.join()).isInstanceOf(AssayException.class);
      assertThat(lab.find("last").map(ExperimentRecord::state))
          .contains(ExperimentRecord.State.FAILED);
    }
  }

  @Test
  void thePageFollowsTheRunAndThenSaysWhyItFailed() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.driver.get(server.address().resolve("/x/slow").toString());
      var wait = new WebDriverWait(browser.driver, Duration.ofSeconds(15));
      wait.until(driver -> driver.findElement(By.id("live")).getText().equals("live"));
      wait.until(driver ->
          driver.findElement(By.cssSelector("[data-line]")).getText().startsWith("embed · words"));
      assertThat(browser.violations()).isEmpty();

      refuse.countDown();

      wait.until(driver -> !driver.findElements(By.xpath("//h2[text()='It failed']")).isEmpty());
      assertThat(browser.driver.findElement(By.tagName("main")).getText()).contains("401");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
