package ai.organized.flywheel.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.storage.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What each family of failures answers: status, log level, worth another try. */
class FailureFamiliesTest {
  private final RefusedException refused =
      new RefusedException(400, "invalid_client", "client \"?\" is no client id");
  private final UnavailableException unavailable =
      new UnavailableException("the provider is busy", Duration.ofSeconds(7));
  private final BrokenException broken =
      new BrokenException("cannot write JSON", new IllegalStateException("why"));

  @Test
  void refusedIsTheCallersFaultAndNeverTriedAgain() {
    assertThat(refused.httpStatus()).isEqualTo(400);
    assertThat(new RefusedException("percent_scores", "…").httpStatus()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("invalid_client");
    assertThat(refused.logLevel()).isEqualTo(Level.WARN);
    assertThat(refused.retryable()).isFalse();
  }

  @Test
  void unavailableIsTheWorldsFaultAndWorthAnotherTry() {
    assertThat(unavailable.httpStatus()).isEqualTo(503);
    assertThat(unavailable.code()).isEqualTo("unavailable");
    assertThat(unavailable.logLevel()).isEqualTo(Level.WARN);
    assertThat(unavailable.retryable()).isTrue();
    assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(new UnavailableException("busy").retryAfter()).isEmpty();
  }

  @Test
  void brokenIsOurFaultAndLoud() {
    assertThat(broken.httpStatus()).isEqualTo(500);
    assertThat(broken.code()).isEqualTo("broken");
    assertThat(broken.logLevel()).isEqualTo(Level.ERROR);
    assertThat(broken.retryable()).isFalse();
    assertThat(broken).hasRootCauseMessage("why");
  }

  @Test
  void onlyWhatIsOurFaultShowsWhereItCameFrom() {
    assertThat(refused.getStackTrace()).isEmpty();
    assertThat(unavailable.getStackTrace()).isEmpty();
    assertThat(broken.getStackTrace()).isNotEmpty();
  }

  @Test
  void answerHasTheShapeThatOpenAiClientsRead() {
    HttpFailure answer = answer(refused, "WARN answered 400: invalid_client");

    assertThat(answer.httpStatus()).isEqualTo(400);
    assertThat(Json.parse(answer.json()))
        .isEqualTo(
            Json.parse(
                """
                {"error": {"message": "client \\"?\\" is no client id",
                           "type": "invalid_request_error", "param": null, "code": "invalid_client"}}
                """));
  }

  @Test
  void answerOfABusyWorldIsAServerErrorWithItsReason() {
    HttpFailure answer = answer(unavailable, "WARN answered 503: unavailable");

    assertThat(answer.httpStatus()).isEqualTo(503);
    assertThat(answer.json()).contains("the provider is busy", "\"type\":\"api_error\"");
  }

  @Test
  void whatWeDidNotForeseeIsAnsweredWithoutAWordOfIt() {
    HttpFailure answer = answer(new IllegalStateException("secret detail"), "ERROR answered 500");

    assertThat(answer.httpStatus()).isEqualTo(500);
    assertThat(answer.json()).contains("see the log").doesNotContain("secret detail");
  }

  private static HttpFailure answer(Throwable thrown, String line) {
    try (CapturedLog log = CapturedLog.of(AnswerFailure.class)) {
      HttpFailure answer = new AnswerFailure().answer(thrown);
      assertThat(log.lines()).containsExactly(line);
      return answer;
    }
  }
}
