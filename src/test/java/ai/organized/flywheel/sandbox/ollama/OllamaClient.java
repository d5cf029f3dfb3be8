package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Calls the sandbox's Ollama as a program would that knows nothing of ours. */
final class OllamaClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  OllamaClient(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  HttpResponse<String> send(String method, String path, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.ollama() + path))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String json) {
    return send("POST", path, json.getBytes(UTF_8));
  }

  JsonNode json(String path, String json) {
    return Json.readObject(post(path, json).body()).orElseThrow();
  }

  /** Every line of an NDJSON answer. */
  List<JsonNode> lines(String path, String json) {
    return post(path, json)
        .body()
        .lines()
        .map(line -> (JsonNode) Json.readObject(line).orElseThrow())
        .toList();
  }

  /** Uploads, and gives the digest. */
  String blob(byte[] bytes) {
    String digest = Blobs.digest(bytes);
    send("POST", "/api/blobs/" + digest, bytes);
    return digest;
  }
}
