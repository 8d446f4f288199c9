package dev.assay.judge.local;

import dev.assay.AssayException;
import dev.assay.ChildServer;
import dev.assay.http.FailureStreak;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Usage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A language model in a GGUF file, run by llama.cpp in a child process ([LlamaServer]) that speaks
/// the chat endpoint on 127.0.0.1. One call at a time. The child starts with the first call.
///
/// Bounded, so that a small machine comes to an end: a prompt and its reply have at most {@value
/// #CONTEXT} tokens, a reply {@value #REPLY} and, where it was cut, once more twice as many; its
/// form is [ReplySchema]'s. A child that dies is started again once, and its call is repeated; a
/// call that it does not survive either has failed, and the next one starts another. A file that
/// could not be loaded is not tried again.
public final class LocalChat implements ChatModel, AutoCloseable {
  private static final String LIBRARY = "llama.cpp by de.kherud:llama 4.2.0";
  private static final int CONTEXT = 4096;
  private static final int REPLY = 256;

  /// Calls in a row that end in a dead child, or at their deadline.
  private static final int MOST_FAILURES = 3;

  private static final Duration LOADING = Duration.ofMinutes(2);
  private static final Duration CALL = Duration.ofMinutes(5);
  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final String hash;
  private final IntFunction<List<String>> command;
  private volatile @Nullable Child child;
  private final FailureStreak streak = new FailureStreak(MOST_FAILURES);
  private boolean loaded;
  private @Nullable String unloadable;

  /// Nothing is read or started yet.
  ///
  /// @param hash of the file
  public LocalChat(Path file, String hash) {
    this(name(file), hash, port -> command(file, port));
  }

  /// @param command starts a child that will listen on the port
  LocalChat(String name, String hash, IntFunction<List<String>> command) {
    this.name = name;
    this.hash = hash;
    this.command = command;
  }

  /// The file's name without its ending.
  public static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.gguf$", "");
  }

  /// The child, where one runs.
  @Nullable ProcessHandle process() {
    Child running = child;
    return running == null ? null : running.server().handle();
  }

  /// Where it listens.
  int port() {
    return Objects.requireNonNull(child).server().port();
  }

  /// Looks whether the file can be a model.
  ///
  /// @throws AssayException if it is no GGUF file
  public static void check(Path file) {
    try (var in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new AssayException(
            file + " is no GGUF file; scripts/local-llm fetches a small one to try");
      }
    } catch (IOException e) {
      throw new AssayException(
          "the local model %s cannot be read (%s); scripts/local-llm fetches a small one to try"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static List<String> command(Path file, int port) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-cp",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(java.util.stream.Collectors.joining(File.pathSeparator)),
        LlamaServer.class.getName(),
        file.toAbsolutePath().toString(),
        Integer.toString(port),
        Integer.toString(CONTEXT));
  }

  @Override
  public String fingerprint() {
    return "%s, %s, context %d, reply %d, %s"
        .formatted(LIBRARY, hash, CONTEXT, REPLY, ReplySchema.VERSION);
  }

  /// @throws AssayException if the model cannot be loaded at all
  @Override
  public synchronized Reply reply(Request request) {
    var bounded =
        new Request(
            request.task(),
            request.system(),
            request.user(),
            ReplySchema.bounded(request.schema(), request.ids()),
            Math.min(request.maxTokens(), REPLY));
    String lost = streak.lost();
    if (lost != null) {
      return Unanswered.notAsked(lost);
    }
    try {
      Reply reply = asked(bounded);
      if (reply instanceof Answered || child != null) {
        streak.succeeded();
      } else {
        streak.failed(((Unanswered) reply).reason());
      }
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unanswered("interrupted");
    } catch (IOException e) {
      throw new AssayException("cannot start a process for the local model: " + e.getMessage(), e);
    }
  }

  /// Once, and once more where the child died.
  private Reply asked(Request bounded) throws IOException, InterruptedException {
    Asked first = ask(bounded);
    if (!first.died()) {
      return first.reply();
    }
    Asked again = ask(bounded);
    return again.died() && again.reply() instanceof Unanswered(String reason, _, _, _)
        ? new Unanswered(reason + "; it was the second process to die on this call")
        : again.reply();
  }

  /// @param died whether the child ended meanwhile
  private record Asked(Reply reply, boolean died) {}

  /// Asks once. Leaves no child behind that has died, or that did not answer in time.
  private Asked ask(Request request) throws IOException, InterruptedException {
    Child asked = child;
    if (asked == null) {
      if (unloadable != null) {
        throw new AssayException(unloadable);
      }
      try {
        asked = Child.start(name, command);
        child = asked;
        loaded = true;
      } catch (AssayException e) {
        if (!loaded) {
          // A file that is no model is none for the next call either; to be interrupted says
          // nothing.
          unloadable = Thread.currentThread().isInterrupted() ? null : e.getMessage();
          throw e;
        }
        return new Asked(new Unanswered(String.valueOf(e.getMessage())), false);
      }
    }
    long start = System.nanoTime();
    Reply reply = asked.chat().reply(request);
    if (!(reply
        instanceof Unanswered(String reason, Usage usage, boolean everything, boolean sent))) {
      return new Asked(reply, false);
    }
    String down = asked.server().downWithin(Duration.ofMillis(300));
    if (down != null || System.nanoTime() - start >= CALL.toNanos()) {
      close();
    }
    return new Asked(
        new Unanswered(
            "local model %s%s"
                .formatted(
                    name, down == null ? ": " + reason.replace(asked.address(), "") : " " + down),
            usage,
            everything,
            sent),
        down != null);
  }

  @Override
  public synchronized void close() {
    Child running = child;
    if (running != null) {
      running.server().close();
      child = null;
    }
  }

  /// A child that has loaded the model.
  ///
  /// @param address as the client's messages begin
  private record Child(ChildServer server, OpenAiChat chat, String address) {
    static Child start(String name, IntFunction<List<String>> command) throws IOException {
      int port = ChildServer.freePort();
      String key = HexFormat.of().formatHex(random());
      Process process = new ProcessBuilder(command.apply(port)).redirectErrorStream(true).start();
      var server = new ChildServer("local model " + name, process, port);
      try {
        var input = process.getOutputStream(); // stays open: its end is the child's
        input.write((key + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
      } catch (IOException e) {
        // It has ended already; what follows says why.
      }
      try {
        server.awaitPort(LOADING);
      } catch (AssayException e) {
        server.close();
        throw e;
      }
      var http =
          new ChatSettings(
              URI.create("http://127.0.0.1:" + port + "/v1"),
              name,
              key,
              null,
              new ChatSettings.Sampling(0.0, 7, null),
              new ChatSettings.Pace((int) CALL.toSeconds(), 0, 1, null, null),
              ChatSettings.Prices.UNKNOWN);
      return new Child(server, new OpenAiChat(http), http + ": ");
    }

    private static byte[] random() {
      byte[] bytes = new byte[16];
      new SecureRandom().nextBytes(bytes);
      return bytes;
    }
  }
}
