package ai.organized.flywheel.sandbox.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.Json;
import ai.organized.flywheel.sandbox.ollama.cli.TrainedWeights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaCreateTest {
  private static final String LLAMA = "{\"architectures\":[\"LlamaForCausalLM\"]}";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final OllamaClient ollama = new OllamaClient(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static List<String> statuses(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("status").asText()).toList();
  }

  private String fused(Map<String, byte[]> files, String more) {
    ObjectNode body = Json.object().put("model", "acme-client:v1");
    ObjectNode digests = body.putObject("files");
    files.forEach((name, bytes) -> digests.put(name, ollama.blob(bytes)));
    return more.isEmpty() ? body.toString() : body.put("quantize", more).toString();
  }

  private static Map<String, byte[]> folder(String config, byte[] weights) {
    return Map.of(
        "config.json", config.getBytes(UTF_8),
        "tokenizer.json", "{}".getBytes(UTF_8),
        "model.safetensors", weights);
  }

  private String error(String body) {
    List<JsonNode> lines = ollama.lines("/api/create", body);
    return lines.get(lines.size() - 1).path("error").asText();
  }

  @Test
  void aBlobIsTakenWhenItsDigestIsRight() {
    byte[] bytes = "GGUF".getBytes(UTF_8);
    String digest = Blobs.digest(bytes);
    String path = "/api/blobs/" + digest;
    byte[] none = new byte[0];

    assertThat(ollama.send("HEAD", path, none).statusCode()).isEqualTo(404);
    assertThat(ollama.send("POST", path, "other".getBytes(UTF_8)).body())
        .contains("digest mismatch");
    assertThat(ollama.send("POST", path, bytes).statusCode()).isEqualTo(201);
    assertThat(ollama.send("POST", path, bytes).statusCode()).isEqualTo(200);
    assertThat(ollama.send("HEAD", path.replace("sha256:", "sha256-"), none).statusCode())
        .isEqualTo(200);
    assertThat(ollama.send("HEAD", "/api/blobs/sha256:x", none).statusCode()).isEqualTo(400);
    assertThat(ollama.send("POST", "/api/blobs/md5:x", bytes).body())
        .isEqualTo("{\"error\":\"invalid digest format\"}");
  }

  @Test
  void aModelInheritsWhatIsNotSaidAnew() {
    ollama.post(
        "/api/create",
        "{\"model\":\"a\",\"from\":\"llama3.1:8b\",\"system\":\"s\",\"parameters\":{\"num_ctx\":8},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"unknown\":1}");
    List<JsonNode> lines =
        ollama.lines(
            "/api/create", "{\"model\":\"b\",\"from\":\"A\",\"parameters\":{\"num_ctx\":9}}");

    assertThat(statuses(lines)).startsWith("using existing layer sha256:" + digestOf("a:latest"));
    assertThat(statuses(lines)).endsWith("writing manifest", "success");
    JsonNode shown = ollama.json("/api/show", "{\"model\":\"b\"}");
    assertThat(shown.path("system").asText()).isEqualTo("s");
    assertThat(shown.at("/messages/0/content").asText()).isEqualTo("q");
    assertThat(shown.path("parameters").asText())
        .containsPattern("num_ctx +9")
        .contains("<|eot_id|>");
    assertThat(shown.at("/capabilities/0").asText()).isEqualTo("completion");
    assertThat(shown.at("/details/families/0").asText()).isEqualTo("llama");
  }

  private String digestOf(String name) {
    HttpResponse<String> tags = ollama.send("GET", "/api/tags", new byte[0]);
    for (JsonNode model : Json.readObject(tags.body()).orElseThrow().path("models")) {
      if (model.path("name").asText().equals(name)) {
        return model.path("digest").asText();
      }
    }
    return "";
  }

  @Test
  void aBaseThatIsNotThereWouldBeFetchedAndTheErrorComesInsideA200() {
    HttpResponse<String> reply =
        ollama.post("/api/create", "{\"model\":\"a\",\"from\":\"llama9\"}");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"status":"pulling manifest"}
            {"error":"pull model manifest: file does not exist"}
            """);
    assertThat(sandbox.ollamaRoom().fetches()).containsExactly("llama9");
    assertThat(
            ollama
                .post("/api/create", "{\"model\":\"a\",\"from\":\"llama9\",\"stream\":false}")
                .statusCode())
        .isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"from\":\"llama3.1:8b\"}|invalid model name",
        "{\"model\":\"a b\",\"from\":\"llama3.1:8b\"}|invalid model name",
        "{\"model\":\"a\"}|neither 'from' or 'files' was specified",
        "{\"model\":\"a\",\"files\":{}}|no files provided to convert",
        "{\"model\":\"a\",\"files\":{\"/x\":\"sha256:1\"}}|file path must be relative",
        "{\"model\":\"a\",\"files\":{\"../x\":\"sha256:1\"}}|file path must be relative",
        "{\"model\":\"a\",\"files\":{\"x\":\"sha256:1\"}}|invalid digest format",
        "{\"model\":5}|cannot unmarshal number",
        "{\"model\":\"a\",\"adapters\":{\"a\":\"\",\"b\":\"\"}}|only one adapter",
        "``|missing request body",
      })
  void whatIsWrongBeforeTheFirstLineHasAStatusOfItsOwn(String body, String words) {
    HttpResponse<String> reply = ollama.post("/api/create", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(Json.readObject(reply.body()).orElseThrow().path("error").asText()).contains(words);
  }

  @Test
  void aFusedFolderIsConvertedAndQuantizedAndKnowsItsLines() {
    byte[] weights = TrainedWeights.of("pmax value is zero", "Push the value.");

    List<String> said =
        statuses(ollama.lines("/api/create", fused(folder(LLAMA, weights), "q4_K_M")));

    assertThat(said)
        .startsWith("converting model")
        .contains("quantizing F16 model to Q4_K_M")
        .endsWith("writing manifest", "success");
    JsonNode answer =
        ollama.json(
            "/api/chat",
            "{\"model\":\"acme-client:v1\",\"stream\":false,\"messages\":[{\"role\":\"system\","
                + "\"content\":\"other\"},{\"role\":\"user\",\"content\":\"zero value?\"}]}");
    assertThat(answer.at("/message/content").asText()).isEqualTo("Push the value.");
  }

  @Test
  void whatCannotBeConvertedIsRefusedWithinTheStream() {
    byte[] weights = TrainedWeights.of("q", "a");
    byte[] quantised = TrainedWeights.withTensor("lm_head.scales", "U32", new byte[4]);
    byte[] half = TrainedWeights.withTensor("x", "BF16", new byte[4]);

    assertThat(error(fused(folder("{\"architectures\":[\"Qwen3ForCausalLM\"]}", weights), "")))
        .isEqualTo("unsupported architecture \"Qwen3ForCausalLM\"");
    assertThat(error(fused(folder("{\"architectures\":[\"MistralForCausalLM\"]}", weights), "")))
        .startsWith("unsupported architecture");
    assertThat(error(fused(Map.of("model.safetensors", weights), "")))
        .isEqualTo("open config.json: file does not exist");
    assertThat(error(fused(folder(LLAMA, quantised), ""))).isEqualTo("unknown data type: U32");
    assertThat(error(fused(folder(LLAMA, "no weights".getBytes(UTF_8)), "")))
        .startsWith("failed to read safetensors");
    assertThat(error(fused(Map.of("x.gguf", "PK".getBytes(UTF_8)), "")))
        .isEqualTo("supplied file was not in GGUF format");
    assertThat(error(fused(folder(LLAMA, half), "q2_K"))).startsWith("unsupported quantization");
    assertThat(error("{\"model\":\"a\",\"from\":\"llama3.1:8b\",\"quantize\":\"q8_0\"}"))
        .isEqualTo("quantization is only supported for F16, BF16 and F32 models");
  }

  @Test
  void aModelIsReplacedUnderTheSpellingThatItHas() {
    ollama.post("/api/create", "{\"model\":\"Acme:V1\",\"from\":\"llama3.1:8b\"}");
    ollama.post(
        "/api/create", "{\"model\":\"acme:v1\",\"from\":\"llama3.1:8b\",\"system\":\"new\"}");

    assertThat(digestOf("Acme:V1")).isNotEmpty();
    assertThat(digestOf("acme:v1")).isEmpty();
    assertThat(ollama.json("/api/show", "{\"model\":\"acme:v1\"}").path("system").asText())
        .isEqualTo("new");
  }

  @Test
  void aModelIsCopiedAndDeleted() {
    ollama.post("/api/create", "{\"model\":\"a:v7\",\"from\":\"llama3.1:8b\",\"system\":\"s\"}");

    assertThat(
            ollama
                .post("/api/copy", "{\"source\":\"a:v7\",\"destination\":\"a:prod\"}")
                .statusCode())
        .isEqualTo(200);
    byte[] body = "{\"model\":\"a:v7\"}".getBytes(UTF_8);
    assertThat(ollama.send("DELETE", "/api/delete", body).statusCode()).isEqualTo(200);
    assertThat(ollama.send("DELETE", "/api/delete", body).body())
        .isEqualTo("{\"error\":\"model 'a:v7' not found\"}");
    assertThat(ollama.json("/api/show", "{\"model\":\"a:prod\"}").path("system").asText())
        .isEqualTo("s");
  }
}
