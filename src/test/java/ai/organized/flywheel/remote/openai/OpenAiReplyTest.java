package ai.organized.flywheel.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiReplyTest {
  private static final String HTML = "<html><body>Bad gateway</body></html>";

  private static String error(String code, String type, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%s}}"
        .formatted(message, type, code == null ? "null" : '"' + code + '"');
  }

  private static FailureException thrown(int status, String body) {
    return thrown(new RemoteReply(status, Optional.empty(), body));
  }

  private static FailureException thrown(RemoteReply reply) {
    return catchThrowableOfType(
        FailureException.class, () -> OpenAiReply.read("creating the job", reply));
  }

  @Test
  void aSuccessIsItsBody() {
    assertThat(
            OpenAiReply.read("x", new RemoteReply(201, Optional.empty(), "{\"id\":1}"))
                .path("id")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, refused, invalid_request_error",
    "400, , refused, provider_refused",
    "403, unsupported_country, refused, unsupported_country",
    "404, model_not_found, refused, model_not_found",
    "422, , refused, provider_refused",
    "302, , refused, provider_refused",
    "408, , unavailable, unavailable",
    "409, , unavailable, unavailable",
    "429, rate_limit_exceeded, unavailable, unavailable",
    "429, slow_down, unavailable, unavailable",
    "429, insufficient_quota, refused, insufficient_quota",
    "429, credit_balance_exhausted, refused, credit_balance_exhausted",
    "429, organization_spend_limit_exceeded, refused, organization_spend_limit_exceeded",
    "429, project_spend_limit_exceeded, refused, project_spend_limit_exceeded",
    "429, organization_usage_limit_exceeded, refused, organization_usage_limit_exceeded",
    "500, , unavailable, unavailable",
    "502, , unavailable, unavailable",
    "503, server_is_overloaded, unavailable, unavailable",
    "500, insufficient_quota, unavailable, unavailable"
  })
  void everyStatusHasAMeaning(int status, String code, String family, String thrownCode) {
    FailureException thrown = thrown(status, error(code, "some_type", "because"));

    assertThat(thrown)
        .isInstanceOf(
            family.equals("refused") ? RefusedException.class : UnavailableException.class);
    assertThat(thrown.code()).isEqualTo(thrownCode);
    assertThat(thrown).hasMessageContaining("creating the job: HTTP " + status);
    assertThat(thrown).hasMessageContaining("because");
  }

  @Test
  void anEmptyPurseIsSeenByItsTypeToo() {
    assertThat(thrown(429, error(null, "insufficient_quota", "You exceeded your current quota")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aWrongKeySaysWhereToLookAndRepeatsNothingOfIt() {
    FailureException thrown =
        thrown(401, error("invalid_api_key", "x", "Incorrect API key provided: not-a-k****-key"));

    assertThat(thrown).as("a job that was paid for waits").isInstanceOf(UnavailableException.class);
    assertThat(thrown).hasMessageContaining("OPENAI_API_KEY");
    assertThat(thrown.getMessage()).doesNotContain("not-a-k");
  }

  @Test
  void whatTheProviderRepeatsIsCleanedBeforeItIsCut() {
    String said = "line 7 holds " + "x".repeat(270) + " EAA" + "Ab1".repeat(40);

    assertThat(thrown(400, error("invalid_file", "x", said)).getMessage())
        .endsWith("x [redacted:meta-t…");
    assertThat(thrown(503, error(null, "x", "ask jane@shop.example")))
        .hasMessageEndingWith("ask [redacted:email]");
  }

  @Test
  void aProviderThatTrainsNoMoreSaysWhatToDoNext() {
    FailureException thrown =
        thrown(403, error("training_not_available", "x", "The platform is winding down"));

    assertThat(thrown).isInstanceOf(RefusedException.class);
    assertThat(thrown.code()).isEqualTo("training_not_available");
    assertThat(thrown)
        .hasMessageContaining("The platform is winding down")
        .hasMessageContaining("OPENAI_BASE_URL")
        .hasMessageContaining("flywheel fine-tune submit");
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500, 503})
  void theTimeThatTheProviderNamesIsKept(int status) {
    FailureException thrown =
        thrown(
            new RemoteReply(status, Optional.of(Duration.ofSeconds(17)), error(null, "x", "busy")));

    assertThat(((UnavailableException) thrown).retryAfter()).contains(Duration.ofSeconds(17));
  }

  @ParameterizedTest
  @ValueSource(strings = {HTML, "", " ", "[]", "\"ok\"", "null", "{\"id\":", "\u0000"})
  void aSuccessWithoutAJsonObjectIsAProxyInTheWay(String body) {
    assertThatThrownBy(
            () -> OpenAiReply.read("polling", new RemoteReply(200, Optional.empty(), body)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("polling: the provider answered with no JSON object");
  }

  @ParameterizedTest
  @CsvSource({"502, unavailable", "503, unavailable", "404, provider_refused", "401, unavailable"})
  void anErrorPageOfAProxyCountsByItsStatus(int status, String code) {
    assertThat(thrown(status, HTML).code()).isEqualTo(code);
    assertThat(thrown(status, "").code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"error\":\"busy\"}", "{\"error\":null}", "{\"error\":[]}", "[1]", "{}"})
  void anErrorOfAnotherShapeIsAnErrorToo(String body) {
    assertThat(thrown(400, body)).isInstanceOf(RefusedException.class);
    assertThat(thrown(429, body)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(thrown(400, error("c", "t", "long ".repeat(1_000))).getMessage())
        .hasSizeLessThan(400)
        .endsWith("…");
  }
}
