package dev.assay.embed;

import java.nio.file.Path;

/// Where libraries taken out of jars are put: `-Dassay.cache=DIR`, else `$XDG_CACHE_HOME/assay`,
/// else `~/.cache/assay`.
final class NativeCache {
  private NativeCache() {}

  static Path directory() {
    String chosen = System.getProperty("assay.cache");
    if (chosen != null) {
      return Path.of(chosen, "native").toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("assay").resolve("native").toAbsolutePath();
  }
}
