package ai.organized.flywheel.telemetry;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.access.Role;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.redact.personal.RedactionKeys;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.telemetry.RecordFeedback.Recorded;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFeedbackTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private WriteAnswers answers;
  private RecordFeedback feedback;

  @BeforeEach
  void open() throws Exception {
    store = new TemporaryStore(folder);
    store.configure(ACME, "{\"client_id\": \"acme\", \"store_texts\": true}");
    RedactTexts redact =
        new RedactTexts(store.clients(), new RedactionKeys(store.jdbi(), store.clock(), ""));
    answers = new WriteAnswers(store.jdbi(), redact);
    feedback = new RecordFeedback(store.jdbi(), store.clients(), redact, store.clock());
    answers.write(
        List.of(
            Served.saying(ACME, "r-1", "a question", "Rename the tag to checkout now"),
            Served.answer(ACME, "r-2")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Recorded post(String body, Caller caller) {
    return feedback.record(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), caller);
  }

  private JsonNode post(String body) {
    return Json.parse(post(body, Caller.LOCAL).json());
  }

  private static Caller ofClient(ClientId client) {
    return new Caller("a-key", Role.CLIENT, Optional.of(client));
  }

  @Test
  void aScoreIsTiedToItsAnswer() {
    JsonNode said = post("{\"request_id\": \"r-1\", \"score\": 0.8, \"note\": \"good\"}");

    assertThat(said.toString())
        .isEqualTo(
            "{\"request_id\":\"r-1\",\"client\":\"acme\",\"version\":1,\"status\":\"recorded\"}");
    assertThat(store.row("feedback"))
        .containsEntry("request_id", "r-1")
        .containsEntry("client_id", "acme")
        .containsEntry("version", 1)
        .containsEntry("given_by", "local")
        .containsEntry("score", 0.8)
        .containsEntry("note", "good")
        .containsEntry("edit", null);
  }

  @Test
  void theSameFeedbackTwiceIsOneRow() {
    String body = "{\"request_id\": \"r-1\", \"score\": 0.8}";

    assertThat(post(body, Caller.LOCAL).httpStatus()).isEqualTo(201);
    assertThat(post(" " + body, Caller.LOCAL).httpStatus()).isEqualTo(200);
    assertThat(post("{\"request_id\": \"r-1\", \"score\": 0.9}", Caller.LOCAL).httpStatus())
        .isEqualTo(201);

    assertThat(store.rows("feedback")).hasSize(2);
  }

  @Test
  void whoChangesItsMindBackIsHeard() {
    for (double score : new double[] {0.9, 0.3, 0.9, 0.9}) {
      post("{\"request_id\": \"r-1\", \"score\": " + score + "}");
      store.clock().turn(Duration.ofSeconds(1));
    }

    assertThat(store.rows("feedback")).hasSize(3);
    assertThat(new LiveAnswers(store.jdbi()).acceptances(ACME, 1, Instant.EPOCH))
        .containsExactly(0.9);
  }

  @Test
  void anotherCallersLateRepetitionDoesNotOverruleWhatWasSaidSince() {
    String first = "{\"request_id\": \"r-1\", \"score\": 0.9}";
    post(first, Caller.LOCAL);
    store.clock().turn(Duration.ofSeconds(1));
    post("{\"request_id\": \"r-1\", \"score\": 0.3}", ofClient(ACME));
    store.clock().turn(Duration.ofSeconds(1));

    assertThat(post(first, Caller.LOCAL).httpStatus()).isEqualTo(200);
    assertThat(new LiveAnswers(store.jdbi()).acceptances(ACME, 1, Instant.EPOCH))
        .containsExactly(0.3);
  }

  @Test
  void anEditBecomesAnAcceptanceAndIsKeptWithoutPersonalData() {
    JsonNode said =
        post("{\"request_id\": \"r-1\", \"edit\": \"Rename the tag to jane@acme.example now\"}");

    assertThat(said.path("acceptance").asDouble()).isBetween(0.5, 0.99);
    assertThat((String) store.row("feedback").get("edit")).startsWith("Rename the tag to [email:");
    assertThat((Double) store.row("feedback").get("acceptance"))
        .isCloseTo(said.path("acceptance").asDouble(), within(1e-9));
  }

  @Test
  void whereTheAnswerIsNotKeptTheEditIsNotEitherAndTheCallerIsTold() {
    JsonNode said = post("{\"request_id\": \"r-2\", \"edit\": \"something else\"}");

    assertThat(said.path("message").asText()).contains("there was an edit").contains("store_texts");
    assertThat(said.has("acceptance")).isFalse();
    assertThat(store.row("feedback")).containsEntry("edit", "").containsEntry("acceptance", null);
  }

  @Test
  void anOutcomeIsAWordOrAnObject() {
    post("{\"request_id\": \"r-1\", \"outcome\": \"applied\"}");
    post("{\"request_id\": \"r-1\", \"outcome\": {\"deal\": true, \"by\": \"jane@acme.example\"}}");

    assertThat(store.rows("feedback"))
        .extracting(row -> (String) row.get("outcome"))
        .satisfiesExactly(
            word -> assertThat(word).isEqualTo("applied"),
            object ->
                assertThat(object).startsWith("{\"by\":\"[email:").endsWith("\"deal\":true}"));
  }

  @Test
  void anAnswerOfAnotherClientIsUnknown() {
    String body = "{\"request_id\": \"r-1\", \"score\": 0}";

    assertThatThrownBy(() -> post(body, ofClient(OTHER)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.httpStatus()).isEqualTo(404));
    assertThat(store.rows("feedback")).isEmpty();
  }

  @Test
  void anUnknownAnswerIsSaidToAppearWithinASecond() {
    assertThatThrownBy(() -> post("{\"request_id\": \"r-9\", \"score\": 1}"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.httpStatus()).isEqualTo(404))
        .hasMessageContaining("within a second");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"score\": 1} | missing_request_id",
        "{\"request_id\": \" \", \"score\": 1} | missing_request_id",
        "{\"request_id\": 7, \"score\": 1} | invalid_request_id",
        "{\"request_id\": \"r-1\"} | empty_feedback",
        "{\"request_id\": \"r-1\", \"note\": \"nice\"} | empty_feedback",
        "{\"request_id\": \"r-1\", \"score\": 1.01} | invalid_score",
        "{\"request_id\": \"r-1\", \"score\": -0.1} | invalid_score",
        "{\"request_id\": \"r-1\", \"score\": NaN} | invalid_score",
        "{\"request_id\": \"r-1\", \"score\": \"1\"} | invalid_score",
        "{\"request_id\": \"r-1\", \"score\": true} | invalid_score",
        "{\"request_id\": \"r-1\", \"edit\": [1]} | invalid_edit",
        "{\"request_id\": \"r-1\", \"outcome\": 3} | invalid_outcome",
        "{\"request_id\": \"r-1\", \"outcome\": \"\"} | invalid_outcome",
        "{\"request_id\": \"r-1\", \"scores\": 1} | unknown_field",
        "[] | invalid_json",
        "{ | invalid_json",
        "{\"request_id\": \"r-1\", \"score\": 1, \"score\": 0} | invalid_json",
        "'' | invalid_json"
      })
  void whatIsNoFeedbackIsRefusedByName(String body, String code) {
    assertThatThrownBy(() -> post(body))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.httpStatus()).isEqualTo(400);
            });
    assertThat(store.rows("feedback")).isEmpty();
  }

  @Test
  void whatIsTooLongIsRefused() {
    String longEdit = "x".repeat((64 << 10) + 1);

    assertThatThrownBy(() -> post("{\"request_id\": \"r-1\", \"edit\": \"" + longEdit + "\"}"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.httpStatus()).isEqualTo(413));
  }
}
