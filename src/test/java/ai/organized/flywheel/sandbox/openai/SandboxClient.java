package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A caller of the sandbox that knows nothing but HTTP. */
public final class SandboxClient {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final String BOUNDARY = "----a-boundary";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private String key = SandboxOptions.DEFAULT_API_KEY;

  public SandboxClient(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  public SandboxClient withKey(String otherKey) {
    SandboxClient other = new SandboxClient(sandbox);
    other.key = otherKey;
    return other;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String json) {
    return send(jsonPost(path, json));
  }

  public HttpResponse<String> send(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  public CompletableFuture<HttpResponse<String>> postLater(String path, String json) {
    return http.sendAsync(jsonPost(path, json).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder jsonPost(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.openAiBase() + path))
        .header("Authorization", "Bearer " + key);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> postForm(String form, boolean chunked) {
    byte[] body = form.replace("\n", "\r\n").replace("BOUNDARY", BOUNDARY).getBytes(UTF_8);
    BodyPublisher whole = BodyPublishers.ofByteArray(body);
    BodyPublisher publisher = chunked ? BodyPublishers.fromPublisher(whole) : whole;
    return send(
        request("/files")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(publisher));
  }

  HttpResponse<String> postFile(String filename, String purpose, String content) {
    String head =
        """
        --BOUNDARY
        Content-Disposition: form-data; name="file"; filename="%s"
        Content-Type: application/octet-stream

        """
            .formatted(filename);
    String tail =
        """

        --BOUNDARY
        Content-Disposition: form-data; name="purpose"

        %s
        --BOUNDARY--
        """
            .formatted(purpose);
    byte[] body =
        (head.replace("\n", "\r\n") + content + tail.replace("\n", "\r\n"))
            .replace("BOUNDARY", BOUNDARY)
            .getBytes(UTF_8);
    return send(
        request("/files")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))));
  }

  /** Uploads a training file and returns its id. */
  public String upload(String content) {
    return ok(postFile("train.jsonl", "fine-tune", content)).get("id").asText();
  }

  /** Creates a job with the given further fields, which start with a comma, and returns its id. */
  String createJob(String fileId, String moreFields) {
    return ok(post("/fine_tuning/jobs", jobBody(fileId, moreFields))).get("id").asText();
  }

  public static String jobBody(String fileId, String moreFields) {
    return "{\"model\":\"%s\",\"training_file\":\"%s\"%s}".formatted(MODEL, fileId, moreFields);
  }

  JsonNode job(String id) {
    return ok(get("/fine_tuning/jobs/" + id));
  }

  /** Trains on this file, with no training time, and returns the model's name. */
  String train(String content) {
    String id = createJob(upload(content), ",\"suffix\":\"acme-v1\"");
    job(id);
    return job(id).get("fine_tuned_model").asText();
  }

  HttpResponse<String> chat(String model, String question) {
    return post("/chat/completions", chatBody(model, question, ""));
  }

  static String chatBody(String model, String question, String moreFields) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(model, question, moreFields);
  }

  String answer(String model, String question) {
    return ok(chat(model, question)).at("/choices/0/message/content").asText();
  }

  public static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  public static JsonNode error(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode body = json(response.body());
    OpenAiSchemas.assertFits("ErrorResponse", body);
    return body.get("error");
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
