package ai.organized.flywheel.vectors.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.vectors.BlockedCosine;
import ai.organized.flywheel.vectors.NearPair;
import ai.organized.flywheel.vectors.VectorStore;
import ai.organized.flywheel.vectors.VectorStoreContract;
import ai.organized.flywheel.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skipped, with the reason, where npm is absent or cannot install or start the server. */
class RealChromaTest extends VectorStoreContract {
  private static RealChroma chroma;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    chroma = RealChroma.startOrSkip(folder);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (chroma != null) {
      chroma.stop();
    }
  }

  @Override
  protected VectorStore store(String fingerprint) {
    return new ChromaStore(chroma.base(), fingerprint, SendCall::send);
  }

  @Test
  void nothingIsMissedAmongTwoThousandVectorsAtRandomAndInClusters() {
    List<float[]> vectors = Vectors.planted(9, 384, 1000, 20, 50, 0.3);
    List<String> ids = Vectors.ids("example-", vectors.size());
    ClientId client = new ClientId("many");

    List<NearPair> found = store("MiniLM").pairs(client, ids, vectors, 0.8);

    assertThat(found)
        .hasSize(20 * 50 * 49 / 2)
        .isEqualTo(new BlockedCosine().pairs(client, ids, vectors, 0.8));
  }
}
