package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.serve.Arm;
import ai.organized.flywheel.serve.AskedFor;
import ai.organized.flywheel.serve.FallbackKind;
import ai.organized.flywheel.serve.FallbackRequest;
import ai.organized.flywheel.serve.ModelRow;
import ai.organized.flywheel.serve.ServedModel;
import ai.organized.flywheel.serve.Serving;
import ai.organized.flywheel.serve.Servings;
import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers, asked as the gateway asks: from memory, and through the routes. */
class ServingRoutesTest {
  private static final ClientId HRE = new ClientId("hre");
  private static final ClientId TELEIOS = new ClientId("teleios");

  @TempDir static Path data;
  private static RunningLoop loop;
  private static Servings servings;

  @BeforeAll
  static void start() throws Exception {
    configure("hre", "{\"data_egress_allowed\":true}");
    loop = RunningLoop.start(data, Map.of());
    servings =
        loop.application().context().getRegistry().lookupByNameAndType("servings", Servings.class);
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  private static void configure(String client, String json) throws Exception {
    Path folder = Files.createDirectories(data.resolve("clients").resolve(client));
    Files.writeString(folder.resolve("config.json"), json);
  }

  @Test
  void aClientWithoutAModelFallsBackToABaseModelThatKnowsItsAccounts() {
    Serving serving = servings.ask(HRE);
    assertThat(serving.champion()).isEmpty();
    assertThat(serving.fallback()).isEqualTo(FallbackKind.RAG_CONTEXT);
    assertThat(servings.known(HRE)).containsSame(serving);

    ServedModel model = servings.fallback(new FallbackRequest(HRE, "Why $0?", "no_model"));
    assertThat(model.arm()).isEqualTo(Arm.FALLBACK);
    assertThat(model.provider()).isEqualTo("openai");
    assertThat(model.systemPrompt()).startsWith("You are a conversion tracking expert for ");
  }

  @Test
  void whatARouteRefusesIsRefusedToWhoAsked() {
    try (AllLogs logs = AllLogs.from(Level.INFO)) {
      assertThatThrownBy(
              () -> servings.fallback(new FallbackRequest(TELEIOS, "Why $0?", "no_model")))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("no model may answer for client teleios");
      assertThat(logs.lines("ERROR")).isEmpty();
      assertThat(logs.lines("WARN")).anyMatch(l -> l.contains("FLYWHEEL_SERVE_FALLBACK_MODEL"));
    }
  }

  @Test
  void aNewClientIsKnownWithinASecond() throws Exception {
    configure("newcomer", "{\"aliases\":[\"New Comer\"]}");

    AskedFor asked = new AskedFor("new comer", null, null);
    await()
        .ignoreExceptionsInstanceOf(RefusedException.class)
        .until(() -> servings.client(asked, Caller.LOCAL).value().equals("newcomer"));
    assertThat(servings.rows(Caller.LOCAL)).extracting(ModelRow::id).contains("newcomer", "hre");
  }
}
