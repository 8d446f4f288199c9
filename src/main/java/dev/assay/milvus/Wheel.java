package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The Python wheel that carries the native engine. Python's pip fetches it from wherever the
/// machine is set up to fetch packages from; nothing of Python runs afterwards.
///
/// @param python the command to run
record Wheel(String python) {
  private static final String HELP =
      """
      Three ways on:
        install Python 3 with pip (only this download needs it),
        set ASSAY_MILVUS_LITE to a folder that holds the 'milvus' binary of Milvus Lite %s and its libraries, or
        set milvus.uri in the experiment, for example to http://127.0.0.1:19530 after 'docker compose up -d --wait'.\
      """
          .formatted(EngineFolder.VERSION);

  /// Linux x86-64 and ARM, macOS ARM and x86-64.
  private static final List<String> SHA256 =
      List.of(
          "25ce13f4b8d46876dd2b7ac8563d7d8306da7ff3999bb0d14b116b30f71d706c",
          "a13277e9bacc6933dea172e42231f7e6135bd3bdb073dd2688ee180418abd8d9",
          "a2e031088bf308afe5f8567850412d618cfb05a65238ed1a6117f60decccc95a",
          "6b014453200ba977be37ba660cb2d021030375fa6a35bc53c2e1d92980a0c512");

  private static final Pattern ENTRY = Pattern.compile("milvus_lite/lib/([A-Za-z0-9][\\w.+-]*)");

  /// The largest wheel unpacks to 178 MB.
  private static final long MAX_BYTES = 1L << 30;

  private static final long MINUTES = 10;

  /// Downloads the wheel of this platform into a folder. pip refuses a file with another hash.
  Path download(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      throw new AssayException(
          "Milvus Lite has no engine for Windows; run the lab in WSL, or 'docker compose up -d --wait' and set milvus.uri: http://127.0.0.1:19530 in the experiment");
    }
    Path requirements = folder.resolve("requirements.txt");
    Files.writeString(
        requirements,
        "milvus-lite=="
            + EngineFolder.VERSION
            + " --hash=sha256:"
            + String.join(" --hash=sha256:", SHA256));
    Path output = folder.resolve("pip.txt");
    var builder =
        new ProcessBuilder(
                python,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-input",
                "--no-deps",
                "--only-binary=:all:",
                "--require-hashes",
                "--requirement",
                requirements.toString(),
                "--dest",
                folder.toString())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(output.toFile());
    int exit;
    try {
      exit = run(builder);
    } catch (IOException e) {
      throw new AssayException(
          "Milvus Lite is not there yet, and '%s' to fetch it with cannot be run. %s"
              .formatted(python, HELP),
          e);
    }
    try (var files = Files.newDirectoryStream(folder, "*.whl")) {
      var found = files.iterator();
      if (exit == 0 && found.hasNext()) {
        return found.next();
      }
    }
    throw new AssayException(
        "'%s' could not fetch Milvus Lite %s:\n%s\n%s"
            .formatted(
                String.join(" ", builder.command().subList(0, 4)),
                EngineFolder.VERSION,
                lastLines(output),
                HELP));
  }

  /// Unpacks the binary and its libraries, and nothing else, into an empty folder.
  static void unpack(Path wheel, Path folder) throws IOException {
    long left = MAX_BYTES;
    try (var zip = new ZipFile(wheel.toFile())) {
      for (var entry : java.util.Collections.list(zip.entries())) {
        var name = ENTRY.matcher(entry.getName());
        if (!name.matches()) { // Python code, metadata, or a path that leads elsewhere
          continue;
        }
        Path file = folder.resolve(name.group(1));
        try (InputStream in = zip.getInputStream(entry);
            var out = Files.newOutputStream(file)) {
          byte[] buffer = new byte[1 << 16];
          for (int n; (n = in.read(buffer)) > 0; left -= n) {
            if (left < n) {
              throw new IOException(wheel.getFileName() + " unpacks to more than 1 GiB");
            }
            out.write(buffer, 0, n);
          }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    if (!Files.exists(folder.resolve("milvus"))) {
      throw new IOException(wheel.getFileName() + " holds no milvus_lite/lib/milvus");
    }
  }

  private static int run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new AssayException(
            "fetching Milvus Lite took more than %d minutes; try again".formatted(MINUTES));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("interrupted while fetching Milvus Lite", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLines(Path output) throws IOException {
    var lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }
}
