package ai.organized.flywheel.sandbox.ollama.modelfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateRequestTest {
  @TempDir Path folder;

  private CreateRequest of(String file) {
    return CreateRequest.of(ModelfileReader.read(file.getBytes(UTF_8)), folder);
  }

  @Test
  void everythingFindsItsPlaceInTheRequest() {
    CreateRequest request =
        of(
            """
            FROM llama3.1:8b
            SYSTEM s
            PARAMETER temperature 0.2
            PARAMETER num_ctx 4096
            PARAMETER num_ctx 8192
            PARAMETER stop a
            PARAMETER stop "b"
            PARAMETER mirostat 1
            MESSAGE user hi: there
            MESSAGE assistant ho
            REQUIRES v0.14.0
            LICENSE x
            """);

    assertThat(request.body().toString())
        .isEqualTo(
            "{\"from\":\"llama3.1:8b\",\"system\":\"s\",\"parameters\":{\"temperature\":0.2,"
                + "\"num_ctx\":8192,\"stop\":[\"a\",\"b\"]},\"messages\":[{\"role\":\"user\","
                + "\"content\":\"hi: there\"},{\"role\":\"assistant\",\"content\":\"ho\"}],"
                + "\"requires\":\"0.14.0\",\"license\":[\"x\"]}");
    assertThat(request.files()).isEmpty();
  }

  @Test
  void aFolderWithTheNameOfTheBaseTakesItsPlace() throws IOException {
    Files.createDirectory(folder.resolve("llama"));

    CreateRequest request = of("FROM llama\nADAPTER a\nADAPTER b\n");

    assertThat(request.body().has("from")).isFalse();
    assertThat(request.files()).containsExactly(folder.resolve("llama"));
    assertThat(request.adapter()).contains(folder.resolve("b"));
  }

  @ParameterizedTest
  @CsvSource({
    "PARAMETER heat 1, unknown parameter 'heat'",
    "PARAMETER num_ctx 1.5, invalid int value [1.5]",
    "PARAMETER temperature hot, invalid float value [hot]",
    "PARAMETER use_mmap perhaps, invalid bool value [perhaps]",
    "REQUIRES soon, requires must be a valid semver (e.g. 0.14.0)",
  })
  void whatTheCommandLineRefusesIsRefused(String line, String why) {
    assertThatThrownBy(() -> of("FROM a\n" + line + "\n"))
        .isInstanceOf(ModelfileError.class)
        .hasMessage(why);
  }
}
