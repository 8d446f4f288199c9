package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The engine of a JVM that was killed before it could end its child. Whoever holds the data lock
/// ends it by the note left beside the data, and only if a process with that pid still runs exactly
/// that command line: a pid alone may belong to somebody else by now.
final class Orphan {
  private static final String NOTE = "server.pid";

  private Orphan() {}

  /// @param command the words the child was started with
  static void note(Path data, long pid, List<String> command) throws IOException {
    Path draft = data.resolve(NOTE + ".new");
    Files.writeString(draft, pid + "\n" + String.join("\n", command));
    Files.move(
        draft,
        data.resolve(NOTE),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(NOTE));
    } catch (IOException e) {
      // A stale note is harmless: its pid and command line match nothing.
    }
  }

  /// Ends the orphan of this data folder, if there is one. An engine on `file` that left no note is
  /// not ended but refused: two engines on one file lose data.
  static void end(Path data, Path file) {
    Path note = data.resolve(NOTE);
    try {
      if (Files.exists(note)) {
        var lines = Files.readAllLines(note);
        find(lines).ifPresent(process -> kill(process, file));
        Files.deleteIfExists(note);
      }
    } catch (IOException e) {
      throw new AssayException("cannot read " + note + ": " + e.getMessage(), e);
    }
    ProcessHandle.allProcesses()
        .filter(process -> serves(process, file))
        .findFirst()
        .ifPresent(process -> {
          throw new AssayException(
              "the Milvus engine with pid %d still serves %s; end it (kill %d) and try again"
                  .formatted(process.pid(), file, process.pid()));
        });
  }

  private static Optional<ProcessHandle> find(List<String> note) {
    long pid;
    try {
      pid = Long.parseLong(note.getFirst());
    } catch (RuntimeException e) { // a torn or empty note
      return Optional.empty();
    }
    var command = note.subList(1, note.size());
    return ProcessHandle.of(pid).filter(process -> words(process).equals(command));
  }

  private static List<String> words(ProcessHandle process) {
    var info = process.info();
    var words = new java.util.ArrayList<String>();
    info.command().ifPresent(words::add);
    info.arguments().ifPresent(arguments -> words.addAll(List.of(arguments)));
    return words;
  }

  private static boolean serves(ProcessHandle process, Path file) {
    var words = words(process);
    return words.size() > 1
        && words.getFirst().endsWith("milvus")
        && words.get(1).equals(file.toString());
  }

  private static void kill(ProcessHandle process, Path file) {
    process.destroyForcibly();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("interrupted while ending an engine left on " + file, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssayException(
          "the engine with pid %d, left on %s by an earlier run, does not end; end it by hand"
              .formatted(process.pid(), file),
          e);
    }
  }
}
