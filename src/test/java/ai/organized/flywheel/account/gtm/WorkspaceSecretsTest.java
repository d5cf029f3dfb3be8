package ai.organized.flywheel.account.gtm;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.DraftChanges.Changed;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.fixtures.AskEverything;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceSecretsTest {
  @TempDir Path folder;

  @Test
  void namesInTheWorkspaceThatAreNothingButKeysAreTakenOutAndCounted() {
    String key = "q8Zr2LmX9".repeat(4);
    MadeContainer live = MadeContainer.web().tag(key, "html").with("fingerprint", "\"1\"");
    MadeContainer draft = MadeContainer.web().tag(key, "html").with("fingerprint", "\"2\"");
    draft.version.put("containerVersionId", "0");

    try (GtmServer server = new GtmServer(folder)) {
      Reading<GtmRead> reading = server.serve(live, draft).open(GtmServer.CONFIG);
      GtmRead read = known(AskEverything.of(reading));

      assertThat(known(read.draft()).changed())
          .containsExactly(new Changed("tag", "[redacted:high-entropy]", List.of()));
      assertThat(reading.redactions().counts().toString()).isEqualTo("{high-entropy=2}");
    }
  }
}
