package ai.organized.flywheel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The YAML read as code: canonical form, names, headers. */
class RoutesTest {
  /** 800 kB of it: read once. */
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try (InputStream text = RoutesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files() {
    return RouteFiles.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyFileFollowsCamelsOwnSchema(Path file) {
    assertThat(SCHEMA.validate(RouteFiles.read(file))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyFileBeginsWithItsInterface(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);

    assertThat(lines.get(0)).startsWith("# ");
    assertThat(lines.size()).as("a file reads on a screen or two").isLessThanOrEqualTo(110);
    assertThat(file.getFileName().toString()).endsWith(".camel.yaml");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyEntryIsARouteOrAConfigurationWithoutId(Path file) {
    for (JsonNode entry : RouteFiles.read(file)) {
      assertThat(entry.size()).isEqualTo(1);
      assertThat(entry.fieldNames().next()).isIn("route", "routeConfiguration");
      assertThat(entry.path("routeConfiguration").has("id"))
          .as("a configuration with an id would cover only the routes that name it")
          .isFalse();
    }
  }

  @Test
  void everyRouteHasAVerbObjectIdAndADescription() {
    Set<String> ids = new HashSet<>();
    for (JsonNode route : RouteFiles.routes()) {
      String id = route.path("id").asText();
      assertThat(id).matches("[a-z]+(-[a-z]+)+");
      assertThat(ids.add(id)).as("id " + id + " is used once").isTrue();
      assertThat(route.path("description").asText()).as(id).isNotBlank();
      String from = route.path("from").path("uri").asText();
      if (from.startsWith("direct:")) {
        assertThat(from).isEqualTo("direct:" + id);
      }
    }
  }

  @Test
  void everyAddressIsASchemeWithParametersBesideIt() {
    for (JsonNode uri : RouteFiles.each("uri")) {
      assertThat(uri.asText()).matches("[a-z-]+(:[a-z-]+)?|http\\*");
    }
  }

  @Test
  void noRouteHoldsAScript() {
    for (String language : List.of("groovy", "joor", "java", "js", "python", "mvel", "ognl")) {
      assertThat(RouteFiles.each(language)).as(language).isEmpty();
    }
    assertThat(RouteFiles.each("script")).isEmpty();
  }
}
