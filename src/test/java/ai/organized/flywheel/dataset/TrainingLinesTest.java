package ai.organized.flywheel.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.RandomTexts;
import ai.organized.flywheel.sandbox.openai.TrainingFileRules;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @Test
  void aLineIsTheThreeMessagesAndNothingElse() {
    byte[] line =
        new TrainingLines("Be brief.").of(Examples.of("e", 0, "Why?", "Because\nso.", 0.9));

    assertThat(new String(line, UTF_8))
        .isEqualTo(
            "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Why?\"},"
                + "{\"role\":\"assistant\",\"content\":\"Because\\nso.\"}]}\n");
  }

  @Test
  void ordinaryTextOfAnyScriptIsReadable() {
    byte[] line = new TrainingLines("Ü").of(Examples.of("e", 0, "価値 😀", "«да»", 0.9));

    assertThat(new String(line, UTF_8)).contains("\"Ü\"", "\"価値 😀\"", "\"«да»\"");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextComesBackAsItWas(long seed) throws IOException {
    RandomTexts texts = new RandomTexts(seed);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 12; i++) {
      String prompt = texts.hostile(40);
      Example example =
          Examples.of("e", 0, texts.hostile(texts.upTo(200)), texts.hostile(texts.upTo(200)), 0.9);

      byte[] line = new TrainingLines(prompt).of(example);

      assertThat(UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString())
          .as("UTF-8, one line, one line end")
          .endsWith("}\n")
          .doesNotContain("\r")
          .containsOnlyOnce("\n");
      assertThat(ReadLine.of(line))
          .isEqualTo(new ReadLine(prompt, example.question(), example.answer()));
      JsonNode messages = JSON.readTree(line).path("messages");
      assertThat(messages.findValuesAsText("role")).containsExactly("system", "user", "assistant");
      assertThat(messages.findValuesAsText("content"))
          .containsExactly(prompt, example.question(), example.answer());
      file.write(line);
    }
    assertThat(TrainingFileRules.firstProblem(file.toByteArray())).isEmpty();
  }
}
