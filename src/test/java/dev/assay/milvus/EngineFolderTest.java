package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {
  @TempDir private Path state;

  @Test
  void theEnvironmentNamesTheFolder() throws IOException {
    Path binary = Files.createFile(state.resolve("milvus"));
    var environment = Map.of("ASSAY_MILVUS_LITE", state.toString());
    assertThatThrownBy(() -> EngineFolder.find(state, environment, new Wheel("none")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("ASSAY_MILVUS_LITE is '%s', but there is no executable", state);
    assertThat(binary.toFile().setExecutable(true)).isTrue();
    assertThat(EngineFolder.find(state, environment, new Wheel("none"))).isEqualTo(state);
  }

  @Test
  void withoutPythonThereAreThreeWaysOn() {
    assertThatThrownBy(() -> EngineFolder.find(state, Map.of(), new Wheel("no-such-python")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("'no-such-python' to fetch it with cannot be run")
        .hasMessageContaining("install Python 3 with pip")
        .hasMessageContaining("set ASSAY_MILVUS_LITE")
        .hasMessageContaining("set milvus.uri");
    assertThat(state.resolve("engine")).isDirectoryNotContaining("glob:**fetch-*");
  }

  @Test
  void aFailedDownloadShowsWhatPipSaid() throws IOException {
    Path python =
        Files.writeString(
            state.resolve("py"), "#!/bin/sh\necho No matching distribution\nexit 1\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> EngineFolder.find(state, Map.of(), new Wheel(python.toString())))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(
            "-m pip download' could not fetch Milvus Lite 2.5.1:\nNo matching distribution")
        .hasMessageContaining("Three ways on");
  }

  @Test
  void onlyTheEngineIsUnpackedAndNothingOutsideItsFolder() throws IOException {
    Path wheel = state.resolve("x.whl");
    try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (String name :
          new String[] {
            "milvus_lite/lib/milvus",
            "milvus_lite/lib/libz.so.1",
            "milvus_lite/lib/../../escaped",
            "milvus_lite/lib/sub/escaped",
            "milvus_lite/lib/..",
            "/milvus_lite/lib/escaped",
            "milvus_lite/server.py"
          }) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(1);
        zip.closeEntry();
      }
    }
    Path folder = Files.createDirectories(state.resolve("a/b/lib"));
    Wheel.unpack(wheel, folder);
    try (var files = Files.walk(state)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactlyInAnyOrder(wheel, folder.resolve("milvus"), folder.resolve("libz.so.1"));
    }
    assertThat(folder.resolve("milvus")).isExecutable();
  }

  @Test
  void aWheelWithoutTheEngineIsRefused() throws IOException {
    Path wheel = state.resolve("x.whl");
    try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("milvus_lite/lib/libz.so.1"));
    }
    assertThatThrownBy(() -> Wheel.unpack(wheel, Files.createDirectory(state.resolve("lib"))))
        .isInstanceOf(IOException.class)
        .hasMessage("x.whl holds no milvus_lite/lib/milvus");
  }
}
