package dev.assay.cli;

import dev.assay.Json;
import dev.assay.experiment.Lab;
import java.nio.file.Path;

/// Temporary.
final class Main {
  private Main() {}

  public static void main(String[] args) {
    try (var lab = Lab.open(Path.of(".assay"))) {
      System.out.println(
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  lab.run(Path.of(args[0]), p -> System.err.println(p), System.err::println)));
    }
  }
}
