package ai.organized.flywheel.sandbox.ollama.cli;

import ai.organized.flywheel.sandbox.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The server that the command talks to. */
final class OllamaServer {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  /**
   * @param host value of {@code OLLAMA_HOST}; empty for the usual address
   */
  OllamaServer(String host) {
    String address = host.isEmpty() ? "127.0.0.1:11434" : host;
    this.base = address.contains("://") ? address : "http://" + address;
  }

  /** What it answers to a GET. */
  ObjectNode get(String path) {
    return object(send("GET", path, BodyPublishers.noBody()));
  }

  ObjectNode post(String path, ObjectNode body) {
    return object(send("POST", path, json(body)));
  }

  void delete(String path, ObjectNode body) {
    requireSuccess(send("DELETE", path, json(body)));
  }

  /** Uploads a file, unless the server has it already. */
  void upload(Path file, String digest) {
    String path = "/api/blobs/" + digest;
    if (send("HEAD", path, BodyPublishers.noBody()).statusCode() == 200) {
      return;
    }
    try {
      requireSuccess(send("POST", path, BodyPublishers.ofFile(file)));
    } catch (FileNotFoundException e) {
      throw new CommandError("open " + file + ": no such file or directory");
    }
  }

  /**
   * Reads an answer line by line.
   *
   * <p>As the real command does, it takes an answer that breaks off for one that has ended: only a
   * line with an error is one.
   */
  void postAndFollow(String path, ObjectNode body, Consumer<ObjectNode> line) {
    HttpResponse<InputStream> reply = send("POST", path, json(body));
    requireSuccess(reply);
    try (BufferedReader lines = reader(reply)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Optional<ObjectNode> object = Json.readObject(text);
        if (object.isEmpty()) {
          return;
        }
        requireNoError(object.get());
        line.accept(object.get());
      }
    } catch (IOException brokenOff) {
      return;
    }
  }

  private HttpResponse<InputStream> send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new CommandError(
          "ollama server not responding - could not connect to ollama server, run 'ollama serve'"
              + " to start it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandError("interrupted");
    }
  }

  private static ObjectNode object(HttpResponse<InputStream> reply) {
    requireSuccess(reply);
    return Json.readObject(text(reply)).orElseGet(Json::object);
  }

  private static void requireSuccess(HttpResponse<InputStream> reply) {
    if (reply.statusCode() >= 400) {
      ObjectNode body = Json.readObject(text(reply)).orElseGet(Json::object);
      requireNoError(body);
      throw new CommandError(String.format(Locale.ROOT, "%d", reply.statusCode()));
    }
  }

  private static void requireNoError(ObjectNode body) {
    if (body.path("error").isTextual()) {
      throw new CommandError(body.path("error").textValue());
    }
  }

  private static String text(HttpResponse<InputStream> reply) {
    try (InputStream body = reply.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static BufferedReader reader(HttpResponse<InputStream> reply) {
    return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
  }

  private static BodyPublisher json(ObjectNode body) {
    return BodyPublishers.ofString(body.toString());
  }
}
