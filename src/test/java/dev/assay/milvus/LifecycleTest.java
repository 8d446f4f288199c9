package dev.assay.milvus;

import static dev.assay.milvus.MilvusContract.one;
import static dev.assay.milvus.MilvusContract.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private static Path engine = Path.of("");

  @TempDir private Path data;

  @BeforeAll
  static void engine() {
    engine = EngineForTests.folder();
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheEngineIsKilledBetweenUpserts() throws Exception {
    var acknowledged = new ArrayList<String>();
    for (int round = 0; round < 3; round++) {
      try (var milvus = Milvus.embedded(engine, data)) {
        if (round == 0) {
          milvus.create("kept", 2);
        }
        for (int i = 0; i < 20; i++) {
          String id = "r%d-%d".formatted(round, i);
          milvus.collection("kept").upsert(List.of(row(id, new float[] {1, i}, one())));
          acknowledged.add(id);
        }
        kill(milvus);
      }
    }
    try (var milvus = Milvus.embedded(engine, data)) {
      assertThat(milvus.collection("kept").load()).isEqualTo(60);
      assertThat(milvus.collection("kept").present(acknowledged)).containsAll(acknowledged);
      assertThat(
              milvus
                  .collection("kept")
                  .dense(List.of(new float[] {1, 0}), 100)
                  .rankings()
                  .getFirst()
                  .hits())
          .hasSize(60);
    }
  }

  @Test
  @Timeout(20)
  void anEngineThatDiedIsAnErrorAtOnce() throws Exception {
    try (var milvus = Milvus.embedded(engine, data)) {
      milvus.create("x", 2);
      kill(milvus);
      assertThatThrownBy(() -> milvus.collection("x").count())
          .isInstanceOf(AssayException.class)
          .hasMessageContaining(
              "could not count 'x': the embedded engine has ended with exit code 137");
    }
  }

  @Test
  @Timeout(30)
  void anEngineThatDiesDuringCallsIsAnErrorWithinSeconds() throws Exception {
    try (var milvus = Milvus.embedded(engine, data)) {
      milvus.create("x", 2);
      var process = Objects.requireNonNull(milvus.process());
      var killer =
          Thread.ofVirtual()
              .start(() -> {
                while (milvus.searchCalls() < 50) {
                  Thread.onSpinWait();
                }
                process.destroyForcibly();
              });
      assertThatThrownBy(
              () -> {
                while (true) {
                  milvus.collection("x").dense(List.of(new float[] {1, 0}), 5);
                }
              })
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("Milvus (embedded");
      killer.join();
    }
  }

  @Test
  void aFolderInUseIsRefused() {
    try (var first = Milvus.embedded(engine, data)) {
      assertThat(first.collections()).isEmpty();
      assertThatThrownBy(() -> Milvus.embedded(engine, data))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining(
              "is in use by this process (pid %d)", ProcessHandle.current().pid());
      assertThat(first.collections()).as("the first one goes on").isEmpty();
    }
    Milvus.embedded(engine, data).close();
  }

  @Test
  void aKilledLabLeavesNothingBehindThatTheNextStartDoesNotClear() throws Exception {
    Path linked = Files.createSymbolicLink(data.resolve("engine"), engine);
    var lab =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Lab.class.getName(),
                linked.toString(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var written = new ArrayList<String>();
    long child;
    try (var output = lab.inputReader()) {
      child = Long.parseLong(output.readLine());
      while (written.size() < 30) {
        written.add(output.readLine());
      }
      assertThatThrownBy(() -> Milvus.embedded(engine, data))
          .hasMessageContaining("is in use by the process with pid %d; end it", lab.pid());
    } finally {
      lab.destroyForcibly();
    }
    lab.waitFor();
    Files.delete(linked);
    var orphan = ProcessHandle.of(child);
    try (var milvus = Milvus.embedded(engine, data)) {
      assertThat(orphan.filter(ProcessHandle::isAlive)).isEmpty();
      milvus.collection("lab").load();
      assertThat(milvus.collection("lab").present(written)).containsAll(written);
    }
    assertThat(data.resolve("server.pid")).doesNotExist();
  }

  /// Another process with the lab in it: prints the engine's pid, then each id once it is written.
  static final class Lab {
    public static void main(String[] arguments) {
      var milvus = Milvus.embedded(Path.of(arguments[0]), Path.of(arguments[1]));
      System.out.println(Objects.requireNonNull(milvus.process()).pid());
      milvus.create("lab", 2);
      for (int i = 0; ; i++) {
        milvus.collection("lab").upsert(List.of(row("c" + i, new float[] {1, 1}, one())));
        System.out.println("c" + i);
      }
    }
  }

  @Test
  void aProcessThatOnlySharesThePidIsLeftAlone() throws Exception {
    var other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          data.resolve("server.pid"),
          other.pid() + "\n" + engine.resolve("milvus") + "\n" + data.resolve("assay.db"));
      Milvus.embedded(engine, data).close();
      assertThat(other.isAlive()).isTrue();
      Files.writeString(data.resolve("server.pid"), "");
      Milvus.embedded(engine, data).close();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void anEngineOnTheSameFileThatIsNotOursIsRefused() throws Exception {
    Path file = data.toRealPath().resolve("assay.db");
    var builder =
        new ProcessBuilder(
            engine.resolve("milvus").toString(), file.toString(), "127.0.0.1:0", "ERROR");
    builder.environment().put("LD_LIBRARY_PATH", engine.toString());
    var stranger = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThatThrownBy(() -> Milvus.embedded(engine, data))
          .hasMessageContaining(
              "the Milvus engine with pid %d still serves %s; end it", stranger.pid(), file);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void anEngineThatCannotStartSaysWhatItSaid() throws IOException {
    Path broken = Files.createDirectory(data.resolve("engine"));
    Path binary =
        Files.writeString(broken.resolve("milvus"), "#!/bin/sh\necho no libknowhere; exit 3\n");
    assertThat(binary.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> Milvus.embedded(broken, data.resolve("milvus")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("the embedded engine did not start: it has ended with exit code 3");
    Milvus.embedded(engine, data.resolve("milvus")).close(); // the lock was given back
  }

  @Test
  void theEngineEndsWithItsOwner() throws Exception {
    ProcessHandle process;
    try (var milvus = Milvus.embedded(engine, data)) {
      process = Objects.requireNonNull(milvus.process());
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void theIdentityIsFoundInTheFileOnly() throws IOException {
    Path file = Files.writeString(data.resolve("f"), "xx" + "own_own_engine_1" + "y");
    assertThat(
            Identity.holds(file, "own_engine_1".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(
            Identity.holds(file, "own_engine_2".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isFalse();
    Path served = Files.writeString(data.resolve("g.db"), "");
    assertThatThrownBy(() -> Identity.prove(served, name -> false, name -> {}))
        .hasMessageContaining("another Milvus answers on the port of the embedded engine");
  }

  @Test
  @Timeout(30)
  void aServerThatDoesNotAnswerIsAnErrorWithinTheDeadline() throws IOException {
    try (var silent = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
      String uri = "http://127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(() -> Milvus.connect(uri, null, Duration.ofSeconds(1)))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("Milvus (%s) could not connect: ", uri)
          .hasMessageContaining("check milvus.uri");
    }
    assertThatThrownBy(() -> Milvus.connect("not a uri", null, Duration.ofSeconds(1)))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("check milvus.uri");
  }

  private static void kill(Milvus milvus) throws Exception {
    var process = Objects.requireNonNull(milvus.process());
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }
}
