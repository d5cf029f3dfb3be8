package ai.organized.flywheel.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTokensTest {
  private static final String MODEL = "gpt-4o-mini-2024-07-18";

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("v1.jsonl"), List.of(lines));
  }

  private static String line(String system, String question, String answer) {
    ObjectNode line = Json.STRICT.createObjectNode();
    var messages = line.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", question);
    messages.addObject().put("role", "assistant").put("content", answer);
    return line.toString();
  }

  @Test
  void theFileTheExamplesAndTheValidatorCountTheSame() throws IOException {
    Path file =
        file(line("You fix tags.", "Why?", "Because."), line("You fix tags.", "Où?", "Là."));
    TrainingTokens examples = new TrainingTokens(MODEL);
    examples.add("You fix tags.", "Why?", "Because.");
    examples.add("You fix tags.", "Où?", "Là.");

    long counted = TrainingTokens.ofFile(file, MODEL);

    assertThat(counted).isEqualTo(examples.total()).isGreaterThan(20);
    try (InputStream in = Files.newInputStream(file)) {
      Report report =
          ValidateFile.report(
              file,
              in,
              new ValidateFile.Options(
                  Optional.of(Provider.MLX), MODEL, 1, Prices.read(folder.resolve("none"))));
      assertThat(counted).isEqualTo(report.tokens().total());
    }
  }

  @Test
  void aFileThatIsGoneIsSaid() {
    assertThatThrownBy(() -> TrainingTokens.ofFile(folder.resolve("v7.jsonl"), MODEL))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("v7.jsonl is not there any more");
  }

  @Test
  void aLineThatIsNoConversationIsNamedByItsNumber() throws IOException {
    Path file = file(line("s", "q", "a"), "{\"prompt\":\"q\"}");

    assertThatThrownBy(() -> TrainingTokens.ofFile(file, MODEL))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("line 2 of ")
        .hasMessageContaining("flywheel dataset validate");
  }
}
