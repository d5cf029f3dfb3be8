package ai.organized.flywheel.drift;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.remote.openai.OpenAiCalls;
import ai.organized.flywheel.remote.openai.OpenAiReply;
import ai.organized.flywheel.settings.Settings.OpenAi;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from a provider's list of models when those in use are switched off. OpenAI tells it in
 * {@code shutdown_date}; Together's list has no such field, and own hardware stops nothing.
 *
 * <p>A model that is not listed, or whose date cannot be read, keeps what was known of it.
 */
public final class ReadShutdowns {
  private static final Logger LOG = LoggerFactory.getLogger(ReadShutdowns.class);
  private static final String OPENAI = "openai";

  private final OpenAi settings;
  private final OpenAiCalls calls;
  private final ShutdownRows rows;

  /**
   * @param send passes the egress guard
   */
  ReadShutdowns(OpenAi settings, Function<RemoteCall, RemoteReply> send, ShutdownRows rows) {
    this.settings = settings;
    this.calls =
        new OpenAiCalls(
            settings.baseUrl(),
            settings.authHeader(),
            settings.authorization(),
            settings.apiKey(),
            settings.timeout(),
            send);
    this.rows = rows;
  }

  /** A provider that does not answer is asked again the next day. */
  public void read() {
    if (!settings.isOn()) {
      return;
    }
    for (ClientId client : rows.clients(OPENAI)) {
      try {
        save(OpenAiReply.read("listing the models", calls.get(client, "/models")));
        return;
      } catch (RefusedException | UnavailableException e) {
        // The next client's data may leave when this one's may not; the list is the same.
        LOG.warn("when models of {} stop is not known: {}", OPENAI, e.getMessage());
      }
    }
  }

  private void save(JsonNode list) {
    Set<String> used = rows.used(OPENAI);
    for (JsonNode model : list.path("data")) {
      String id = model.path("id").asText();
      if (used.contains(id)) {
        save(id, model.path("shutdown_date"));
      }
    }
  }

  private void save(String model, JsonNode date) {
    if (date.isMissingNode() || date.isNull()) {
      rows.save(OPENAI, model, Optional.empty());
      return;
    }
    try {
      Instant stops = LocalDate.parse(date.asText()).atStartOfDay().toInstant(ZoneOffset.UTC);
      rows.save(OPENAI, model, Optional.of(stops));
    } catch (DateTimeParseException e) {
      LOG.warn("the shutdown_date of {} is no date", model);
    }
  }
}
