package ai.organized.flywheel.bench.month;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Those who ask the gateway, and say what they think of its answers. */
final class People {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway;
  private final IntConsumer kept;
  private int asked;

  /**
   * @param kept waits until so many answers are in the store
   */
  People(int port, IntConsumer kept) {
    this.gateway = "http://127.0.0.1:" + port;
    this.kept = kept;
  }

  /** How many questions were asked in all. */
  int asked() {
    return asked;
  }

  /**
   * Asks so many questions; when all answers are kept, scores each.
   *
   * @param score what is thought of them, 0 to 1; no two are quite alike
   */
  void ask(String client, int questions, double score) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      ObjectNode body = Json.STRICT.createObjectNode();
      body.put("model", client);
      body.putArray("messages")
          .addObject()
          .put("role", "user")
          .put("content", MadeUpFixes.problem(client, 1_000 + asked));
      HttpResponse<String> answer = post("/v1/chat/completions", client, body);
      asked++;
      if (answer.statusCode() == 200) {
        answers.add(answer.headers().firstValue("x-request-id").orElse(""));
      }
    }
    kept.accept(asked);
    for (int i = 0; i < answers.size(); i++) {
      double spread = (i % 5 - 2) / 50.0;
      tell(client, answers.get(i), Math.max(0, Math.min(1, score + spread)));
    }
  }

  private void tell(String client, String answer, double score) {
    ObjectNode feedback = Json.STRICT.createObjectNode();
    feedback.put("request_id", answer);
    feedback.put("score", score);
    HttpResponse<String> said = post("/v1/feedback", client, feedback);
    if (said.statusCode() / 100 != 2) {
      throw new IllegalStateException("feedback was answered " + said.statusCode() + said.body());
    }
  }

  private HttpResponse<String> post(String path, String client, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("content-type", "application/json")
            .header("x-client-id", client)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }
}
