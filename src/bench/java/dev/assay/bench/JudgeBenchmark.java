package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.judge.Answer;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.Context;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Own;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// 1,000 judge calls against an endpoint that takes 200 ms a call: wall time as a multiple of the
/// ideal, `calls / concurrency` rounds of 200 ms, and processor time a call of this process, with
/// what its compiler took of it. The first row is of a process that has made no call yet.
final class JudgeBenchmark {
  private static final int CALLS = 1000;

  /// Before the first row that is not cold. The compiler takes a method up again at its 5,000th
  /// call, and most of ours are called once or twice in each judge call.
  private static final int WARM_UP = 20_000;

  /// Before every further row, which has an endpoint and connections of its own.
  private static final int WARM_UP_AGAIN = 5_000;

  private static final double SECONDS_A_CALL = 0.2;
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private JudgeBenchmark() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    System.out.println(
        "trouble               concurrency  ideal s  wall s  ratio  CPU ms/call  of it JIT  scored");
    run(ChatEndpoint.Trouble.NONE, 256, 0);
    int warmUp = WARM_UP;
    for (var trouble : ChatEndpoint.Trouble.values()) {
      for (int concurrency : new int[] {16, 64, 256}) {
        run(trouble, concurrency, warmUp);
        warmUp = WARM_UP_AGAIN;
      }
    }
  }

  /// @param warmUp judge calls that are not measured; before 0 of them the endpoint is warmed by a
  ///   client that is not ours
  private static void run(ChatEndpoint.Trouble trouble, int concurrency, int warmUp)
      throws IOException, InterruptedException, ExecutionException {
    var endpoint = start(trouble);
    try {
      var port =
          new BufferedReader(
                  new InputStreamReader(endpoint.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      URI uri = URI.create("http://127.0.0.1:" + port + "/v1");
      var judge =
          new LanguageModelJudge(
              new OpenAiChat(
                  new ChatSettings(
                      uri,
                      "m",
                      null,
                      null,
                      ChatSettings.Sampling.USUAL,
                      new ChatSettings.Pace(60, 4, concurrency, null, null),
                      ChatSettings.Prices.UNKNOWN)),
              "m");
      if (warmUp == 0) {
        warm(uri);
      }
      ask(judge, "warm-up", warmUp, 256);
      long cpu = SYSTEM.getProcessCpuTime();
      long compiled = COMPILER.getTotalCompilationTime();
      long start = System.nanoTime();
      long scored = ask(judge, "question", CALLS, concurrency);
      double wall = (System.nanoTime() - start) / 1e9;
      double cpuMs = (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / CALLS;
      double compilerMs = (double) (COMPILER.getTotalCompilationTime() - compiled) / CALLS;
      double ideal = Math.ceil((double) CALLS / concurrency) * SECONDS_A_CALL;
      System.out.printf(
          "%-21s %11d %8.2f %7.2f %6.2f %12.2f %10.2f %7d%n",
          warmUp == 0 ? "cold" : trouble.text,
          concurrency,
          ideal,
          wall,
          wall / ideal,
          cpuMs,
          compilerMs,
          scored);
    } finally {
      endpoint.destroy();
    }
  }

  private static void warm(URI uri) throws InterruptedException {
    var post =
        HttpRequest.newBuilder(URI.create(uri + "/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    var open = new Semaphore(256);
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < WARM_UP_AGAIN; i++) {
        open.acquire();
        var _ =
            client
                .sendAsync(post, HttpResponse.BodyHandlers.discarding())
                .whenComplete((_, _) -> open.release());
      }
      open.acquire(256);
    }
  }

  private static Process start(ChatEndpoint.Trouble trouble) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            ChatEndpoint.class.getName(),
            trouble.name());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static long ask(LanguageModelJudge judge, String what, int calls, int concurrency)
      throws InterruptedException, ExecutionException {
    var open = new Semaphore(8 * concurrency); // as OpenModel has them under way
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < calls; i++) {
        String question = what + " " + i;
        open.acquire();
        answers.add(
            callers.submit(() -> {
              try {
                var sample =
                    new Sample(
                        question,
                        Answer.declines(),
                        "A reference answer.",
                        List.of(new Context("d#1", "A chunk.")));
                return Own.CONTEXT_PRECISION.of(
                    new Findings(judge, sample, null, Compat.CORRECTED));
              } finally {
                open.release();
              }
            }));
      }
      long scored = 0;
      for (var answer : answers) {
        scored += answer.get() instanceof Outcome.Scored ? 1 : 0;
      }
      return scored;
    }
  }
}
