package ai.organized.flywheel.demo;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks our own gateway on loopback, as a client's agent would. */
final class AskGateway {
  record Reply(int status, String modelVersion, String text) {}

  private AskGateway() {}

  static Reply ask(int port, String client, String question) {
    ObjectNode body = Json.STRICT.createObjectNode();
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .header("x-client-id", client)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = Json.parse(response.body());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("x-model-version").orElse("no model"),
          answer.at("/choices/0/message/content").asText(answer.at("/error/message").asText("")));
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(0, "no model", "");
    }
  }
}
