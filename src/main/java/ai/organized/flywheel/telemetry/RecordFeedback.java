package ai.organized.flywheel.telemetry;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code feedback}: what is said of an answer, tied to it by its id. Who says the same
 * again as last time adds no row; of an edit the acceptance is kept, and its text where the
 * answer's is.
 */
public final class RecordFeedback {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFeedback.class);

  private static final String NOT_KEPT =
      "that there was an edit is recorded; its text and its acceptance are not, because the text of"
          + " this answer is not kept (store_texts in the client's config)";

  private final Jdbi jdbi;
  private final Clients clients;
  private final RedactTexts redact;
  private final Clock clock;

  public RecordFeedback(Jdbi jdbi, Clients clients, RedactTexts redact, Clock clock) {
    this.jdbi = jdbi;
    this.clients = clients;
    this.redact = redact;
    this.clock = clock;
  }

  /**
   * @param httpStatus 201 when it is new, 200 when it was known
   */
  public record Recorded(int httpStatus, String json) {}

  /** The answer that is spoken of. */
  private record Spoken(ClientId client, Integer version, Optional<String> text) {}

  /** An edit as it is kept. */
  private record Edited(Optional<String> text, OptionalDouble acceptance) {}

  /**
   * @param caller an answer of a client that it may not ask for is unknown to it
   * @throws RefusedException 400 and 413 for a body that is no feedback, 404 for an unknown answer
   */
  public Recorded record(InputStream body, Caller caller) {
    Feedback feedback = ReadFeedback.read(body);
    Spoken spoken =
        jdbi.withHandle(handle -> find(handle, feedback.requestId()))
            .filter(found -> caller.mayAskFor(found.client()))
            .orElseThrow(RecordFeedback::unknown);
    requireReadableConfig(spoken.client());
    Edited edited = edited(feedback, spoken);
    boolean isNew = jdbi.inTransaction(h -> add(h, feedback, spoken, edited, caller));
    return new Recorded(isNew ? 201 : 200, said(feedback, spoken, edited, isNew).toString());
  }

  /** A caller elsewhere is not told where files lie. */
  private void requireReadableConfig(ClientId client) {
    try {
      clients.config(client);
    } catch (RefusedException e) {
      LOG.warn("feedback of client {} is not taken: {}", client, e.getMessage());
      throw new RefusedException(
          503,
          "client_config",
          "the config.json of client " + client + " cannot be understood; see the log");
    }
  }

  private static Optional<Spoken> find(Handle handle, String requestId) {
    return handle
        .createQuery(
            "select client_id, version, served_texts.answer from served_answers"
                + " left join served_texts using (request_id, arm)"
                + " where request_id = ? and arm <> 'shadow'")
        .bind(0, requestId)
        .map(
            (row, context) ->
                new Spoken(
                    new ClientId(row.getString("client_id")),
                    (Integer) row.getObject("version"),
                    Optional.ofNullable(row.getString("answer"))))
        .findFirst();
  }

  private static RefusedException unknown() {
    return new RefusedException(
        404,
        "unknown_request",
        "there is no answer with this request_id; an answer is known within a second after its end."
            + " request_id is the header x-request-id of the answer");
  }

  /** An empty text without acceptance: there was an edit, and no more is known of it. */
  private Edited edited(Feedback feedback, Spoken spoken) {
    if (feedback.edit().isEmpty()) {
      return new Edited(Optional.empty(), OptionalDouble.empty());
    }
    Optional<String> answer =
        spoken.text().filter(text -> clients.config(spoken.client()).storesTexts());
    if (answer.isEmpty()) {
      return new Edited(Optional.of(""), OptionalDouble.empty());
    }
    String clean = redact.clean(spoken.client(), feedback.edit().get());
    return new Edited(Optional.of(clean), Acceptance.of(answer.get(), clean));
  }

  /**
   * @return whether it is not what this caller said of the answer last
   */
  private boolean add(
      Handle handle, Feedback feedback, Spoken spoken, Edited edited, Caller caller) {
    int before = said(handle, feedback.requestId(), caller);
    if (before > 0 && isThere(handle, id(feedback, caller, before - 1))) {
      return false;
    }
    return insert(handle, id(feedback, caller, before), feedback, spoken, edited, caller) == 1;
  }

  private static int said(Handle handle, String requestId, Caller caller) {
    return handle
        .createQuery("select count(*) from feedback where request_id = ? and given_by = ?")
        .bind(0, requestId)
        .bind(1, caller.name())
        .mapTo(Integer.class)
        .one();
  }

  private static boolean isThere(Handle handle, String id) {
    return handle
        .createQuery("select id from feedback where id = ?")
        .bind(0, id)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  private int insert(
      Handle handle, String id, Feedback feedback, Spoken spoken, Edited edited, Caller caller) {
    return handle.execute(
        "insert into feedback (id, request_id, client_id, version, at, given_by, score, acceptance,"
            + " edit, outcome, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do"
            + " nothing",
        id,
        feedback.requestId(),
        spoken.client().value(),
        spoken.version(),
        clock.millis(),
        caller.name(),
        feedback.score().orElse(null),
        edited.acceptance().isPresent() ? (Double) edited.acceptance().getAsDouble() : null,
        edited.text().orElse(null),
        feedback.outcome().map(o -> clean(spoken, o)).orElse(null),
        feedback.note().map(note -> redact.clean(spoken.client(), note)).orElse(null));
  }

  private String clean(Spoken spoken, JsonNode outcome) {
    return redact.clean(
        spoken.client(), outcome.isTextual() ? outcome.asText() : Json.text(outcome));
  }

  /**
   * Of what was said, before anything is taken out of it.
   *
   * @param before how often the caller spoke of the answer before
   */
  private static String id(Feedback feedback, Caller caller, int before) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("request_id", feedback.requestId());
    content.put("given_by", caller.name());
    content.put("before", before);
    feedback.score().ifPresent(score -> content.put("score", score));
    feedback.edit().ifPresent(edit -> content.put("edit", edit));
    feedback.outcome().ifPresent(outcome -> content.set("outcome", outcome));
    feedback.note().ifPresent(note -> content.put("note", note));
    return HexFormat.of().formatHex(Sha256.of(Json.text(content)), 0, 16);
  }

  private static ObjectNode said(Feedback feedback, Spoken spoken, Edited edited, boolean isNew) {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    said.put("request_id", feedback.requestId());
    said.put("client", spoken.client().value());
    said.put("version", spoken.version());
    said.put("status", isNew ? "recorded" : "known");
    edited.acceptance().ifPresent(acceptance -> said.put("acceptance", acceptance));
    if (edited.text().isPresent() && edited.acceptance().isEmpty()) {
      said.put("message", NOT_KEPT);
    }
    return said;
  }
}
