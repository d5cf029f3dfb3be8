package ai.organized.flywheel.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.client.ClientId;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RemoteCallTest {
  private static final ClientId ACME = new ClientId("acme");

  @Test
  void whatACallShowsHoldsNeitherPathNorQueryNorKeyNorBody() {
    RemoteCall call =
        RemoteCall.postJson(
            ACME,
            URI.create("https://hooks.example:8443/services/not-a-secret?token=not-a-token"),
            "Bearer not-a-key",
            "{\"text\":\"not-for-logs\"}");

    assertThat(call.toString()).isEqualTo("POST https://hooks.example:8443 for client acme");
    assertThat(call.place()).isEqualTo("https://hooks.example:8443");
  }

  @Test
  void aGetHasNoBody() {
    RemoteCall call = RemoteCall.get(ACME, URI.create("http://127.0.0.1/v1/files"), "Bearer x");

    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.body()).isNull();
    assertThat(call.contentType()).isEmpty();
    assertThat(call.authorization()).isEqualTo("Bearer x");
  }
}
