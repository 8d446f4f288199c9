package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.embed.Embedded;
import dev.assay.embed.Embedding;
import dev.assay.embed.Model;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import dev.assay.embed.Verifier;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.LanguageModel;
import dev.assay.experiment.Models;
import dev.assay.experiment.Secret;
import dev.assay.judge.local.LocalChat;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineFolder;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.Row;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `assay doctor` looks at, one finding after the other.
final class Checkup {
  /// What was found.
  ///
  /// @param next what to do about it; null where all is well
  record Finding(boolean ok, String what, @Nullable String next) {
    static Finding ok(String what) {
      return new Finding(true, what, null);
    }
  }

  /// One thing to look at.
  interface Look {
    String look() throws IOException;
  }

  private static final long ENOUGH_DISK = 1L << 30;
  private static final int CHUNKS = 300;
  private static final int DIMENSIONS = 16;
  private static final int DEPTH = 20;

  private final List<Finding> findings = new ArrayList<>();
  private final Path state;

  Checkup(Path state) {
    this.state = state;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// The machine, the ledger, the engine and the bundled models.
  void machine() {
    look("Java", Checkup::java);
    look("disk", this::disk);
    look("ledger " + state.resolve("ledger.db"), this::ledger);
  }

  /// The embedded engine on an empty folder of its own.
  void engine() {
    look(
        "embedded engine",
        () -> {
          Path folder = EngineFolder.find(state);
          Path data = Files.createTempDirectory("assay-doctor-");
          try (var milvus = Milvus.embedded(folder, data)) {
            return roundTrip(milvus);
          } finally {
            delete(data);
          }
        });
  }

  /// The bundled models.
  void models() {
    for (String name : List.of("all-minilm-l6-v2-q", "bge-small-en-v1.5-q", "e5-small-v2-q")) {
      look("model " + name, () -> embed(new Embedded(name)));
    }
  }

  /// Everything an experiment file names.
  void experiment(Path file) {
    ExperimentFile experiment = ExperimentFile.read(file);
    String uri = experiment.milvus().uri();
    if (uri == null) {
      engine();
    } else {
      look(
          "milvus.uri " + uri,
          () -> {
            try (var milvus = Milvus.connect(uri, Secret.resolve(experiment.milvus().token()))) {
              return roundTrip(milvus);
            }
          });
    }
    experiment
        .factors()
        .model()
        .forEach(model -> look("model " + model.name(), () -> embed(model)));
    var verifier = experiment.judge().verifier();
    if (verifier != null) {
      look(
          "judge " + verifier,
          () -> {
            try (var model = new Verifier(verifier)) {
              return model.description();
            }
          });
    }
    var judge = experiment.judge().judgeModel();
    languageModel("judge", judge);
    if (!Objects.equals(experiment.judge().answererModel(), judge)) {
      languageModel("answerer", experiment.judge().answererModel());
    }
  }

  private void languageModel(String does, @Nullable LanguageModel model) {
    switch (model) {
      case null -> {}
      case LanguageModel.Local(var file) ->
          look(
              does + " " + file,
              () -> {
                LocalChat.check(file);
                return "a GGUF file";
              });
      case LanguageModel.Endpoint(var endpoint) ->
          look(
              does + " " + endpoint.name(),
              () -> {
                Secret.resolve(endpoint.key());
                return reach(endpoint.uri());
              });
    }
  }

  private void look(String what, Look look) {
    try {
      findings.add(Finding.ok(what + ": " + look.look()));
    } catch (AssayException | InvalidInput | IOException | IllegalArgumentException e) {
      String message = Objects.toString(e.getMessage(), e.toString());
      int cut = message.indexOf("; ");
      findings.add(
          new Finding(
              false,
              what + ": " + (cut < 0 ? message : message.substring(0, cut)),
              cut < 0 ? "see the message" : message.substring(cut + 2)));
    }
  }

  private static String java() {
    int feature = Runtime.version().feature();
    if (feature < 25) {
      throw new AssayException(feature + " is too old; install a JDK 25");
    }
    return "%s, heap at most %d MiB, %d processors"
        .formatted(
            Runtime.version(),
            Runtime.getRuntime().maxMemory() >> 20,
            Runtime.getRuntime().availableProcessors());
  }

  private String disk() throws IOException {
    Files.createDirectories(state);
    long free = Files.getFileStore(state).getUsableSpace();
    if (free < ENOUGH_DISK) {
      throw new AssayException(
          "%d MiB free at %s; free 1 GiB, or choose another folder with --state"
              .formatted(free >> 20, state));
    }
    return "%d GiB free at %s".formatted(free >> 30, state);
  }

  private String ledger() {
    try (var lab = Lab.open(state)) {
      return "%d experiments".formatted(lab.experiments().size());
    }
  }

  private static String embed(Model model) {
    try (var models = new Models()) {
      var embedder = models.embedder(model);
      var vectors = new ArrayList<Embedding>();
      embedder.embed(List.of("Does it work?"), Role.QUERY, (_, vector) -> vectors.add(vector));
      int dimensions = vectors.getFirst().vector().length;
      Integer expected = model.card().dimensions();
      if (expected != null && expected != dimensions) {
        throw new AssayException(
            "gives %d dimensions, its card says %d; correct the card"
                .formatted(dimensions, expected));
      }
      return dimensions + " dimensions";
    }
  }

  /// Any answer at all counts: asking a model would cost.
  private static String reach(URI uri) {
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), 5000);
      return uri.getHost() + ":" + port + " answers";
    } catch (IOException e) {
      throw new AssayException(
          "%s:%d: %s; start it, or correct its uri".formatted(uri.getHost(), port, e.getMessage()),
          e);
    }
  }

  /// Writes chunks, searches both legs and compares them with every score computed here.
  private static String roundTrip(Milvus milvus) {
    String name = "assay_doctor_" + Long.toHexString(System.nanoTime());
    var random = new Random(7);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < CHUNKS; i++) {
      rows.add(new Row("d.md#" + (i + 1), "d.md", i, i + 1, "x", dense(random), sparse(random)));
    }
    var chunks = milvus.create(name, DIMENSIONS);
    try {
      chunks.upsert(rows);
      chunks.load();
      float[] dense = dense(random);
      var sparse = sparse(random);
      compare(
          "dense",
          chunks.dense(List.of(dense), DEPTH).rankings().getFirst(),
          rows,
          row -> Vectors.cosine(dense, row.dense()));
      compare(
          "sparse",
          chunks.sparse(List.of(sparse), DEPTH).rankings().getFirst(),
          rows,
          row -> product(sparse, row.sparse()));
    } finally {
      milvus.drop(name);
    }
    return "%s %s, both legs agree with brute force on %d chunks"
        .formatted(milvus.engine().name(), milvus.engine().version(), CHUNKS);
  }

  private interface Scoring {
    double score(Row row);
  }

  private static void compare(String leg, Ranking found, List<Row> rows, Scoring scoring) {
    List<Hit> expected =
        Ranking.of(
                rows.stream()
                    .map(row -> new Hit(row.id(), scoring.score(row)))
                    .filter(hit -> leg.equals("dense") || hit.score() > 0)
                    .toList())
            .top(DEPTH)
            .hits();
    boolean same = found.size() == expected.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same = Math.abs(found.hits().get(i).score() - expected.get(i).score()) < 1e-5;
    }
    if (!same) {
      throw new AssayException(
          "its %s leg is not what brute force finds; use another engine".formatted(leg));
    }
  }

  private static float[] dense(Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static SortedMap<Long, Float> sparse(Random random) {
    var weights = new TreeMap<Long, Float>();
    for (int i = 0; i < 5; i++) {
      weights.put(1L + random.nextInt(40), 0.1f + random.nextFloat());
    }
    return weights;
  }

  private static double product(SortedMap<Long, Float> query, SortedMap<Long, Float> chunk) {
    return query.entrySet().stream()
        .mapToDouble(e -> (double) e.getValue() * chunk.getOrDefault(e.getKey(), 0f))
        .sum();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
