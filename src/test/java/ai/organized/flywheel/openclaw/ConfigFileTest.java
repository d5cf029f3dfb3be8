package ai.organized.flywheel.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openclaw.json} before and after our rows are merged in. */
class ConfigFileTest {
  private static final ProviderRows ROWS =
      new ProviderRows(
          "http://127.0.0.1:8787/v1",
          List.of(
              new RegisteredClient(new ClientId("hre"), "HRE", Optional.of("openai")),
              new RegisteredClient(new ClientId("rtt"), "RTT", Optional.of("mlx"))),
          true);

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("openclaw.json"), text);
  }

  private JsonNode merged(String before) throws IOException {
    Path file = file(before);
    ConfigFile.at(file).add(ROWS, false);
    return Json.parse(Files.readString(file));
  }

  @Test
  void anEmptyConfigurationGetsProviderRowsAndAgentsWithoutFallbacks() throws IOException {
    JsonNode after = merged("{}");

    JsonNode provider = after.at("/models/providers/flywheel");
    assertThat(after.at("/models/mode").asText()).isEqualTo("merge");
    assertThat(provider.path("baseUrl").asText()).isEqualTo("http://127.0.0.1:8787/v1");
    assertThat(provider.path("apiKey").asText()).isEqualTo("${FLYWHEEL_KEY}");
    assertThat(provider.path("api").asText()).isEqualTo("openai-completions");
    assertThat(provider.at("/models/0"))
        .isEqualTo(
            Json.parse(
                """
                {"id":"hre","name":"HRE","input":["text"],"contextWindow":128000,"maxTokens":4096,
                 "cost":{"input":0,"output":0,"cacheRead":0,"cacheWrite":0},
                 "headers":{"x-client-id":"hre"},"compat":{"maxTokensField":"max_tokens"}}
                """));
    assertThat(provider.at("/models/1/compat/supportsTools").asBoolean(true)).isFalse();
    assertThat(after.at("/agents/entries/rtt/model"))
        .isEqualTo(Json.parse("{\"primary\":\"flywheel/rtt\",\"fallbacks\":[]}"));
  }

  @Test
  void whatStandsInTheFileStays() throws IOException {
    JsonNode after =
        merged(
            """
            {
              gateway: {port: 18789, 'auth': {token: '${TOKEN}',},},
              models: {mode: 'replace', providers: {
                openai: {apiKey: 'x', models: [{id: 'gpt', name: 'G', cost: {input: 0.10}}]},
                flywheel: {apiKey: {source: 'env', id: 'K'}, timeoutSeconds: 90, models: [
                  {id: 'hre', name: 'Ours', maxTokens: 99, headers: {'x-client-id': 'other', a: 'b'}},
                  {id: 'old', name: 'Old'},
                ]},
              }},
              agents: {entries: {hre: {model: 'flywheel/hre', workspace: '~/w'}, main: {}}},
            }
            """);

    assertThat(after.at("/gateway/auth/token").asText()).isEqualTo("${TOKEN}");
    assertThat(after.at("/models/mode").asText()).isEqualTo("replace");
    assertThat(after.at("/models/providers/openai/models/0/cost/input").asText()).isEqualTo("0.1");
    JsonNode ours = after.at("/models/providers/flywheel");
    assertThat(ours.at("/apiKey/source").asText()).isEqualTo("env");
    assertThat(ours.path("timeoutSeconds").asInt()).isEqualTo(90);
    assertThat(ours.path("models")).hasSize(3);
    assertThat(ours.at("/models/0/name").asText()).isEqualTo("Ours");
    assertThat(ours.at("/models/0/maxTokens").asInt()).isEqualTo(99);
    assertThat(ours.at("/models/0/headers/x-client-id").asText()).isEqualTo("hre");
    assertThat(ours.at("/models/0/headers/a").asText()).isEqualTo("b");
    assertThat(ours.at("/models/1/id").asText()).isEqualTo("old");
    assertThat(after.at("/agents/entries/hre/workspace").asText()).isEqualTo("~/w");
    assertThat(after.at("/agents/entries/hre/model/fallbacks")).isEmpty();
    assertThat(after.at("/agents/entries").has("main")).isTrue();
  }

  @Test
  void theSameAgainWritesNothing() throws IOException {
    Path file = file("{}");
    assertThat(ConfigFile.at(file).add(ROWS, false)).isPresent();
    String once = Files.readString(file);

    assertThat(ConfigFile.at(file).add(ROWS, false)).isEmpty();
    assertThat(file).hasContent(once);
  }

  @Test
  void aFileWithCommentsIsLeftAloneUnlessItIsToldThatTheyMayGo() throws IOException {
    String text = "{\n  // the port\n  gateway: {port: 1}\n}\n";
    Path file = file(text);

    assertThatThrownBy(() -> ConfigFile.at(file).add(ROWS, false))
        .hasMessageContaining("has comments")
        .hasMessageContaining("openclaw config patch --file");
    assertThat(file).hasContent(text);

    assertThat(ConfigFile.at(file).add(ROWS, true).orElseThrow()).hasContent(text);
    assertThat(Json.parse(Files.readString(file)).at("/gateway/port").asInt()).isEqualTo(1);
  }

  @Test
  void noCommentIsSeenInAnAddress() throws IOException {
    assertThat(merged("{a: 'http://x /* no comment */'}").path("a").asText())
        .isEqualTo("http://x /* no comment */");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{a: 0xFF}",
        "{a: Infinity}",
        "{a: 1, a: 2}",
        "{} {}",
        "{models: []}",
        "{models: {providers: 3}}",
        "{models: {providers: {flywheel: {models: {}}}}}",
        "{agents: {list: [{id: 'main'}]}}",
        "{agents: {entries: {hre: {model: 'openai/gpt-5'}}}}",
        "{agents: {entries: {hre: {model: {primary: 'openai/gpt-5', fallbacks: ['x']}}}}}"
      })
  void whatIsNotUnderstoodIsLeftAsItIs(String text) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> ConfigFile.at(file).add(ROWS, true))
        .isInstanceOf(RefusedException.class);
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(folder).isDirectoryNotContaining("glob:**.{bak,tmp}");
  }

  @Test
  void theNewFileIsReadByWhomTheOldOneWasAndALinkStaysALink() throws IOException {
    Path file = file("{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    ConfigFile.at(link).add(ROWS, false);

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder.resolve("openclaw.json.bak")).hasContent("{}");
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> ConfigFile.at(folder.resolve("openclaw.json")))
        .hasMessageContaining("openclaw onboard");
  }
}
