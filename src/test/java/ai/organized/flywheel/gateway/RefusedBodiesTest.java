package ai.organized.flywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are too large, and callers who go on after one. */
class RefusedBodiesTest {
  private static final String GOOD = "{\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aBodyOverTwentyMegabytesIsRefusedAndTheNextRequestIsAnswered(HttpClient.Version version)
      throws IOException, InterruptedException {
    try (RawUpstream upstream =
            new RawUpstream((asked, out, in) -> RawUpstream.json(out, "200 OK", "{\"a\":1}"));
        MountedGateway gateway =
            new MountedGateway(new FixedServings().champion("acme", upstream.port()))) {
      HttpClient http = HttpClient.newBuilder().version(version).build();
      for (int i = 0; i < 3; i++) {
        assertThat(ask(http, gateway, GOOD).statusCode()).isEqualTo(200);
        String large = GOOD.replace("Why?", "x".repeat(21 << 20));
        HttpResponse<String> refused = ask(http, gateway, large);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("\"code\":\"request_too_large\"");
      }
    }
  }

  private static HttpResponse<String> ask(HttpClient http, MountedGateway gateway, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .header("x-client-id", "acme")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
