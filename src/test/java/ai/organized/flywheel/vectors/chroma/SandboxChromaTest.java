package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.vectors.VectorStore;
import ai.organized.flywheel.vectors.VectorStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SandboxChromaTest extends VectorStoreContract {
  private Sandbox sandbox;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Override
  protected VectorStore store(String fingerprint) {
    return new ChromaStore(sandbox.chroma(), fingerprint, SendCall::send);
  }
}
