package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.milvus.MilvusContainer;

/// The same against Milvus standalone, where Docker is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(value = "docker", disabledReason = "no Docker to run Milvus standalone in")
class StandaloneMilvusTest extends MilvusContract {
  /// Held here: it says at length on stderr what the skipped test says in one line.
  private static final Logger NOISE = Logger.getLogger("org.testcontainers");

  private MilvusContainer container;
  private Milvus milvus;

  static boolean docker() {
    NOISE.setLevel(Level.OFF);
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  void start() {
    container = new MilvusContainer("milvusdb/milvus:v2.6.9");
    container.start();
    milvus = Milvus.connect(container.getEndpoint(), null);
  }

  @AfterAll
  void stop() {
    if (milvus != null) {
      milvus.close();
    }
    if (container != null) {
      container.stop();
    }
  }

  @Override
  Milvus milvus() {
    return milvus;
  }

  @Test
  void theServerNamesItsVersion() {
    assertThat(milvus.engine()).isEqualTo(new EngineInfo("milvus", "2.6.9"));
  }
}
