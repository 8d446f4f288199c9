package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Result;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run that is killed goes on with the next one. Each run here is a process of its own, killed as
/// by `kill -9`.
class ResumeTest {
  private static final int KILLS = 20;

  /// What may be asked again after a kill: the requests under way at that moment, and the replies
  /// whose row was not yet written: two of the embedder's texts, and those of two judged questions.
  private static final int IN_FLIGHT = 4;

  @TempDir private Path folder;

  @Test
  void aRunKilledAtAnyRequestGivesTheSameResultAndPaysOnlyForWhatWasInFlight()
      throws IOException, InterruptedException {
    long seed = Long.getLong("seed", 20261123);
    var random = new Random(seed);
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Path state = folder.resolve("state");
      JsonNode undisturbed = result(start(file, state));
      int all = endpoints.requests();
      int asked = endpoints.answered().size();

      for (int kill = 0; kill < KILLS; kill++) {
        int at = 1 + random.nextInt(all);
        try (var fresh = new FakeEndpoints()) {
          Path place = Files.createDirectories(folder.resolve("kill-" + kill));
          Path sameFile = TinyExperiment.write(place, fresh);
          Path freshState = place.resolve("state");
          assertThat(killedAt(at, "", fresh, sameFile, freshState))
              .as("killed at request %d of %d, -Dseed=%d", at, all, seed)
              .isTrue();
          JsonNode resumed = result(start(sameFile, freshState));

          assertThat(engines(freshState)).as("engines left behind").isEmpty();
          assertThat(resumed)
              .as("killed at request %d, -Dseed=%d", at, seed)
              .isEqualTo(undisturbed);
          assertThat(fresh.answered().size())
              .as("texts and prompts answered, killed at request %d, -Dseed=%d", at, seed)
              .isBetween(asked, asked + IN_FLIGHT);
        }
      }
    }
  }

  @Test
  void aRunKilledWhileItReranksPaysOnlyForTheCallsInFlight()
      throws IOException, InterruptedException {
    try (var endpoints = new FakeEndpoints()) {
      JsonNode undisturbed = result(start(reranked(folder, endpoints), folder.resolve("state")));
      int asked = endpoints.answered().size();
      for (String path : List.of("/rerank", "/chat/completions")) {
        for (int at : new int[] {1, 5, 9}) {
          try (var fresh = new FakeEndpoints()) {
            Path place = Files.createDirectories(folder.resolve(at + path));
            Path file = reranked(place, fresh);
            Path state = place.resolve("state");
            assertThat(killedAt(at, path, fresh, file, state)).as("%d of %s", at, path).isTrue();

            assertThat(result(start(file, state))).as("%d of %s", at, path).isEqualTo(undisturbed);
            // Four calls of the endpoint are under way at most, and the question that it never
            // scores is asked again by each of its two configurations.
            assertThat(fresh.answered().size())
                .as("answered, killed at %d of %s", at, path)
                .isBetween(asked, asked + 4 + 2);
          }
        }
      }
    }
  }

  private static Path reranked(Path place, FakeEndpoints endpoints) throws IOException {
    return TinyExperiment.rerank(
        TinyExperiment.write(place, endpoints), endpoints, List.of("tei", "llm"));
  }

  @Test
  void aRunKilledWhileItIndexesOrSearchesGivesTheSameResult()
      throws IOException, InterruptedException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      JsonNode undisturbed = result(start(file, folder.resolve("state")));
      for (String table : List.of("corpus_document", "term", "collection", "leg", "cell")) {
        Path place = Files.createDirectories(folder.resolve("killed-after-" + table));
        Path state = place.resolve("state");
        killedWhenFilled(table, file, state);

        assertThat(result(start(file, state))).as("killed after %s", table).isEqualTo(undisturbed);
      }
    }
  }

  @Test
  void aSecondRunAsksNobodyAnything() throws IOException, InterruptedException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Path state = folder.resolve("state");
      JsonNode first = result(start(file, state));
      int asked = endpoints.requests();

      Process again = start(file, state);
      JsonNode whole = Json.MAPPER.readTree(again.getInputStream());

      assertThat(again.waitFor()).isZero();
      assertThat(whole.get("calls").toString())
          .isEqualTo("{\"embedding\":0,\"llm\":0,\"milvusSearch\":0}");
      assertThat(endpoints.requests()).isEqualTo(asked);
      assertThat(withoutTimes(whole)).isEqualTo(first);
    }
  }

  private static List<String> engines(Path state) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("/milvus ") && line.contains(state + "/"))
        .toList();
  }

  private static Process start(Path file, Path state) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add(RunOnce.class.getName());
    command.add(file.toString());
    command.add(state.toString());
    var builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ASSAY_MILVUS_LITE", EngineForTests.folder().toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static JsonNode result(Process process) throws IOException, InterruptedException {
    JsonNode result = withoutTimes(Json.MAPPER.readTree(process.getInputStream()));
    assertThat(process.waitFor()).isZero();
    return result;
  }

  /// What a result says of the experiment, without what it says of the process.
  private static JsonNode withoutTimes(JsonNode result) {
    var copy = (ObjectNode) result.deepCopy();
    copy.remove(List.of("seconds", "calls", "peakHeapMb", "experiment"));
    copy.get("configurations").forEach(c -> ((ObjectNode) c).remove("latencyMs"));
    return copy;
  }

  /// @param path the end of those requests' path that count
  private static boolean killedAt(
      int request, String path, FakeEndpoints endpoints, Path file, Path state)
      throws IOException, InterruptedException {
    var running = new AtomicReference<Process>();
    var arrived = new AtomicInteger();
    endpoints.onRequest(asked -> {
      Process process = running.get();
      if (asked.endsWith(path) && arrived.incrementAndGet() == request && process != null) {
        process.destroyForcibly();
      }
    });
    Process process = start(file, state);
    running.set(process);
    process.getInputStream().readAllBytes();
    boolean killed = process.waitFor() != 0;
    endpoints.onRequest(_ -> {});
    return killed;
  }

  private static void killedWhenFilled(String table, Path file, Path state)
      throws IOException, InterruptedException {
    Process process = start(file, state);
    while (process.isAlive() && rows(table, state) == 0) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
  }

  private static int rows(String table, Path state) {
    if (!Files.exists(state.resolve("ledger.db"))) {
      return 0;
    }
    try (var ledger = Ledger.open(state)) {
      return ledger.query("select count(*) from " + table, row -> row.getInt(1)).getFirst();
    }
  }

  /// The child: runs an experiment file and prints the result.
  static final class RunOnce {
    private RunOnce() {}

    public static void main(String[] args) {
      try (var lab = Lab.open(Path.of(args[1]))) {
        Result result = lab.run(Path.of(args[0]), _ -> {}, _ -> {});
        System.out.println(Json.MAPPER.writeValueAsString(result));
      }
    }
  }
}
