package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/openapi.yaml} says what is served, and what is served is in it. */
class OpenApiTest {
  private static final Path FILE = Path.of("docs/openapi.yaml");

  @TempDir static Path data;
  private static RunningLoop loop;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    document = new YAMLMapper().readTree(FILE.toFile());
    loop = RunningLoop.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void everyServedPathIsInItAndEveryPathInItIsServed() {
    var context = loop.application().context();
    Set<String> served = new TreeSet<>();
    Stream.of(Servers.main(context), Servers.management(context))
        .flatMap(router -> router.getRoutes().stream())
        .map(Route::getPath)
        .filter(Objects::nonNull)
        .forEach(path -> served.add(path.replaceAll("(?<=.)[/*]+$", "")));
    Set<String> described = new TreeSet<>();
    document.path("paths").fieldNames().forEachRemaining(described::add);

    assertThat(served).containsExactlyElementsOf(described);
  }

  @Test
  void itIsServedAsItStands() throws IOException, InterruptedException {
    HttpResponse<String> answer = get(loop.settings().server().port(), "/openapi.yaml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/yaml");
    assertThat(answer.body()).isEqualTo(Files.readString(FILE));
  }

  @Test
  void everyExampleFitsItsSchema() {
    int[] examples = {0};
    document.findParents("schema").stream()
        .filter(owner -> owner.has("example") || owner.has("examples"))
        .forEach(
            owner -> {
              JsonSchema schema = schema(owner.path("schema"));
              if (owner.has("example")) {
                assertFits(schema, owner.path("example"));
                examples[0]++;
              }
              for (JsonNode example : owner.path("examples")) {
                assertFits(schema, example.path("value"));
                examples[0]++;
              }
            });
    assertThat(examples[0]).isGreaterThanOrEqualTo(12);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.asText().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  /** Its references lead into the document's own components. */
  private static JsonSchema schema(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
  }

  private static void assertFits(JsonSchema schema, JsonNode example) {
    Set<ValidationMessage> problems = schema.validate(example);
    assertThat(problems).as(example.toString()).isEmpty();
  }

  @Test
  void healthReadinessAndMetricsAnswerAsItSays() throws IOException, InterruptedException {
    int management = loop.settings().server().managementPort();
    JsonSchema checks = schema(document.at("/components/schemas/Checks"));
    for (String path : new String[] {"/health", "/ready"}) {
      HttpResponse<String> answer = get(management, path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertFits(checks, new YAMLMapper().readTree(answer.body()));
    }
    assertThat(get(management, "/ready").body())
        .contains("\"store\"", "\"outbox\"", "\"routes-started\"", "\"telemetry\"");
    HttpResponse<String> metrics = get(management, "/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body())
        .contains(
            "flywheel_requests_under_way",
            "flywheel_breaker_open",
            "flywheel_telemetry_lost_total",
            "camel_exchanges_total",
            "jvm_memory_used_bytes");
  }
}
