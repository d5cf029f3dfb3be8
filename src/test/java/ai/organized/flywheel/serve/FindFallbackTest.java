package ai.organized.flywheel.serve;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.embed.LexicalEmbedder;
import ai.organized.flywheel.failure.RefusedException;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which base model stands in, and when none may. */
class FindFallbackTest {
  private static final String MAY_LEAVE = ",\"data_egress_allowed\":true";
  private static final String MAY_NOT = ",\"data_egress_allowed\":false";

  @TempDir Path folder;
  private Answering answering;

  @BeforeEach
  void start() {
    answering = new Answering(folder);
  }

  @AfterEach
  void close() {
    answering.close();
  }

  private void restart(Map<String, String> environment) {
    answering.close();
    answering = new Answering(folder, environment, new LexicalEmbedder());
  }

  private ServedModel fallback() {
    return answering.findFallback.find(new FallbackRequest(ACME, "Why $0?", "no_model"));
  }

  private void assertRefused(int status, String code, String... words) {
    assertThatThrownBy(this::fallback)
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            e -> {
              assertThat(e.httpStatus()).as(e.getMessage()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
              assertThat(List.of(words))
                  .allSatisfy(word -> assertThat(e).hasMessageContaining(word));
            });
    assertThat(answering.outside.requests()).isEmpty();
  }

  private String base() {
    return answering.settings.ollama().baseModel();
  }

  private void ollamaHas(String model) {
    answering.sandbox.addOllamaModel("{\"name\":\"" + model + "\"}");
  }

  @Test
  void whoseDataMayLeaveIsAnsweredByOpenAisBaseModel() {
    answering.configure(ACME, MAY_LEAVE);

    ServedModel model = fallback();

    assertThat(model.provider()).isEqualTo("openai");
    assertThat(model.modelId()).isEqualTo(answering.settings.openAi().model());
    assertThat(model.arm()).isEqualTo(Arm.FALLBACK);
    assertThat(model.fallback()).contains(FallbackKind.RAG_CONTEXT);
    assertThat(model.version()).isEmpty();
    assertThat(model.track()).isEmpty();
    assertThat(model.systemPrompt()).isEqualTo("You know acme.");
  }

  @Test
  void whoseDataMayNotLeaveIsAnsweredByOllamasBaseModel() {
    answering.configure(ACME, MAY_NOT);
    ollamaHas(base());

    ServedModel model = fallback();

    assertThat(model.provider()).isEqualTo("ollama");
    assertThat(model.modelId()).isEqualTo(base());
    assertThat(answering.outside.requests()).isEmpty();
  }

  @Test
  void withoutAKeyOfOpenAiOllamaAnswersWhoseDataMayLeaveToo() {
    restart(Map.of("OPENAI_API_KEY", ""));
    answering.configure(ACME, MAY_LEAVE);

    assertThat(fallback().provider()).isEqualTo("ollama");
  }

  @Test
  void theModelThatTheSettingsNameAnswers() {
    restart(Map.of("FLYWHEEL_SERVE_FALLBACK_MODEL", "ollama/phi4:14b"));
    answering.configure(ACME, MAY_NOT);
    ollamaHas("phi4:14b");

    assertThat(fallback().modelId()).isEqualTo("phi4:14b");
  }

  @Test
  void aRemoteModelThatTheSettingsNameIsNotAskedForWhoseDataMayNotLeave() {
    restart(Map.of("FLYWHEEL_SERVE_FALLBACK_MODEL", "openai/gpt-5-mini"));
    answering.configure(ACME, MAY_LEAVE);
    assertThat(fallback().modelId()).isEqualTo("gpt-5-mini");

    answering.configure(ACME, MAY_NOT);
    assertRefused(503, "no_fallback", "no model may answer for client acme; the log");
    ollamaHas(base());
    await().ignoreExceptions().until(() -> fallback().modelId().equals(base()));
  }

  @Test
  void aModelThatOllamaPassesOnIsNotAskedEither() {
    answering.configure(ACME, MAY_NOT);
    answering.sandbox.addOllamaModel(
        "{\"name\":\"" + base() + "\",\"remote_host\":\"https://ollama.example\"}");

    assertRefused(503, "no_fallback");
  }

  @Test
  void whenNothingMayAnswerTheLogSaysWhatToConfigureAndTheCallerIsToldNoAddress() {
    answering.configure(ACME, MAY_NOT);
    Logger logger = (Logger) LoggerFactory.getLogger(FindFallback.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);

    assertRefused(503, "no_fallback", "no model may answer for client acme; the log");
    assertThatThrownBy(this::fallback)
        .message()
        .doesNotContain(answering.settings.ollama().host().toString());

    logger.detachAppender(log);
    assertThat(log.list)
        .singleElement()
        .satisfies(
            said ->
                assertThat(said.getFormattedMessage())
                    .contains("client acme has no active model yet")
                    .contains("ollama pull " + base())
                    .contains("FLYWHEEL_SERVE_FALLBACK_MODEL"));
  }

  @Test
  void aModelWhereTheDataMayNotGoIsNamedWhenNothingStandsInForIt() {
    answering.configure(ACME, MAY_NOT);
    answering.version(ACME, 1, "openai", "ft:one", "active");

    assertRefused(403, "egress_refused", "data may not leave");
  }

  @Test
  void anOllamaThatDoesNotAnswerIsNamed() {
    answering.configure(ACME, MAY_NOT);
    answering.sandbox.failNext(
        "GET", "/ollama/api/tags", 500, "{\"error\":\"out of memory\"}", Map.of());

    assertRefused(503, "no_fallback");
  }

  @Test
  void aClientWithoutAConfigIsAnsweredHereAlone() {
    assertRefused(503, "no_fallback");
    ollamaHas(base());
    await().ignoreExceptions().until(() -> fallback().provider().equals("ollama"));
  }

  @Test
  void baseModelHasTheAccountStateAlone() {
    answering.configure(ACME, MAY_LEAVE + ",\"fallback\":\"base_model\"");

    assertThat(fallback().fallback()).contains(FallbackKind.BASE_MODEL);
    assertThat(fallback().systemPrompt()).isEqualTo("You know acme.");
  }

  @Test
  void whoWantsAnErrorGetsTheReason() {
    answering.configure(ACME, MAY_LEAVE + ",\"fallback\":\"error\"");
    assertRefused(409, "no_active_model", "there is no active model yet for client acme");

    answering.version(ACME, 1, "openai", "ft:one", "active");
    assertRefused(503, "no_fallback", "cannot answer now (no_model)", "its fallback is error");

    answering.configure(ACME, MAY_NOT + ",\"fallback\":\"error\"");
    assertRefused(403, "egress_refused", "data may not leave");
  }

  @Test
  void theSettingHoldsForWhoSaysNothing() {
    restart(Map.of("FLYWHEEL_SERVE_FALLBACK", "error"));
    answering.configure(ACME, MAY_LEAVE);
    assertRefused(409, "no_active_model");

    answering.configure(ACME, MAY_LEAVE + ",\"fallback\":\"base_model\"");
    assertThat(fallback().fallback()).contains(FallbackKind.BASE_MODEL);
  }

  @Test
  void oneClientsFlagIsNotAnothers() {
    answering.configure(ACME, MAY_NOT);
    answering.configure(OTHER, MAY_LEAVE);
    ollamaHas(base());

    assertThat(fallback().provider()).isEqualTo("ollama");
    FallbackRequest others = new FallbackRequest(OTHER, "Why?", "no_model");
    assertThat(answering.findFallback.find(others).provider()).isEqualTo("openai");
  }
}
