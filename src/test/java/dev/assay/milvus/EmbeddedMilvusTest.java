package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedMilvusTest extends MilvusContract {
  private Milvus milvus;

  @BeforeAll
  void start(@TempDir Path data) {
    milvus = Milvus.embedded(EngineForTests.folder(), data);
  }

  @AfterAll
  void stop() {
    if (milvus != null) {
      milvus.close();
    }
  }

  @Override
  Milvus milvus() {
    return milvus;
  }

  @Test
  void theEngineKnowsItsVersion() {
    assertThat(milvus.engine()).isEqualTo(new EngineInfo("milvus-lite", "2.5.1"));
  }
}
