package ai.organized.flywheel.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreferenceShapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PreferencePair PAIR =
      new PreferencePair("Why?", "g", "Because\nso.", 0.9, "b", "Who knows.", 0.1);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void openAiReadsInputAndTwoOutputs() {
    assertThat(new String(PreferenceShape.OPENAI.line("Be brief.", PAIR), UTF_8))
        .isEqualTo(
            "{\"input\":{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Why?\"}]},"
                + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"Because\\nso.\"}],"
                + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"Who knows.\"}]}\n");
  }

  @Test
  void trlReadsPromptChosenAndRejected() {
    assertThat(new String(PreferenceShape.TRL.line("Be brief.", PAIR), UTF_8))
        .isEqualTo(
            "{\"prompt\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Why?\"}],"
                + "\"chosen\":[{\"role\":\"assistant\",\"content\":\"Because\\nso.\"}],"
                + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"Who knows.\"}]}\n");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linesOfAnyTextAreAsOpenAisSchemaSays(long seed) throws IOException {
    RandomTexts texts = new RandomTexts(seed);
    PreferencePair pair =
        new PreferencePair(
            texts.hostile(50), "g", texts.hostile(50), 0.9, "b", texts.hostile(50), 0.1);

    JsonNode line = JSON.readTree(PreferenceShape.OPENAI.line(texts.hostile(20), pair));

    assertThat(schema().validate(line)).isEmpty();
    assertThat(line.at("/preferred_output/0/content").asText()).isEqualTo(pair.chosenAnswer());
    assertThat(line.at("/input/messages/1/content").asText()).isEqualTo(pair.question());
    JsonNode trl = JSON.readTree(PreferenceShape.TRL.line(texts.hostile(20), pair));
    assertThat(trl.at("/rejected/0/content").asText()).isEqualTo(pair.rejectedAnswer());
    assertThat(schema().validate(trl)).isNotEmpty();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        PreferenceShapeTest.class.getResourceAsStream("/openai-preference.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
