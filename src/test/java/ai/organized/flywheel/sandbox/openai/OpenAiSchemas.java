package ai.organized.flywheel.sandbox.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** OpenAI's published response schemas, as the judge of what the sandbox answers. */
final class OpenAiSchemas {
  private static final String NAME = "https://openai.test/schemas";
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, read()))));

  private OpenAiSchemas() {}

  static void assertFits(String schema, JsonNode body) {
    SchemaLocation wanted = SchemaLocation.of(NAME + "#/components/schemas/" + schema);
    assertThat(FACTORY.getSchema(wanted).validate(body)).as(schema + " " + body).isEmpty();
  }

  private static String read() {
    try (InputStream file = OpenAiSchemas.class.getResourceAsStream("/openai-schemas.json")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
