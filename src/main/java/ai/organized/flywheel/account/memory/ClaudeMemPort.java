package ai.organized.flywheel.account.memory;

import ai.organized.flywheel.account.source.Address;
import ai.organized.flywheel.account.source.Excerpt;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The HTTP port of claude-mem's worker. Its filters are ANDed across parameters and ORed within
 * one, so that fixes and patterns take two searches. Without a query nothing is ranked: what comes
 * back does not depend on embeddings.
 */
final class ClaudeMemPort implements MemoryRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<RemoteCall, RemoteReply> send;
  private final URI base;
  private final ClientId client;
  private final String project;
  private final Deadline deadline;

  ClaudeMemPort(
      Function<RemoteCall, RemoteReply> send,
      URI base,
      ClientId client,
      String project,
      Deadline deadline) {
    this.send = send;
    this.base = base;
    this.client = client;
    this.project = project;
    this.deadline = deadline;
  }

  @Override
  public List<JsonNode> observations() {
    List<JsonNode> rows = new ArrayList<>(search("obs_type", ObservationType.FIXES, OBSERVATIONS));
    rows.addAll(search("concepts", ObservationType.CONCEPTS, OBSERVATIONS));
    return rows;
  }

  /**
   * The port does not tell to which session an observation belongs, so that one sensitive
   * observation in the project keeps all of its summaries out.
   */
  @Override
  public List<JsonNode> summaries() {
    boolean sensitive =
        search("obs_type", ObservationType.SENSITIVE, 1).stream()
            .anyMatch(row -> MemoryRow.isOf(project, row));
    if (sensitive) {
      throw new RefusedException(
          "claude_mem_sensitive",
          "claude-mem's summaries are left out: some observations of this project are sensitive,"
              + " and its port does not tell of which sessions; set CLAUDE_MEM_DB_PATH to its file");
    }
    return list(
        get("/api/summaries", Map.of("limit", Integer.toString(SUMMARIES), "offset", "0")),
        "items");
  }

  private List<JsonNode> search(String filter, String values, int limit) {
    JsonNode reply =
        get(
            "/api/search",
            Map.of(
                "type",
                "observations",
                filter,
                values,
                "format",
                "json",
                "limit",
                Integer.toString(limit)));
    return list(reply, "observations");
  }

  private static List<JsonNode> list(JsonNode reply, String field) {
    if (!reply.path(field).isArray()) {
      throw new RefusedException(
          "claude_mem_reply",
          "claude-mem answered without a list of "
              + field
              + ", as versions before 13 do; update it, or set CLAUDE_MEM_DB_PATH to its file");
    }
    List<JsonNode> rows = new ArrayList<>();
    reply.path(field).forEach(rows::add);
    return rows;
  }

  private JsonNode get(String path, Map<String, String> parameters) {
    Map<String, String> query = new LinkedHashMap<>(parameters);
    query.put("project", project);
    RemoteCall call = RemoteCall.get(client, Address.of(base, path, query), null);
    RemoteReply reply = send.apply(call.until(deadline));
    String attempted = "claude-mem's " + path + ": HTTP " + reply.status();
    if (reply.status() == 429 || reply.status() >= 500) {
      throw new UnavailableException(attempted, reply.retryAfter().orElse(null));
    }
    JsonNode body = parsed(reply.body());
    if (reply.isSuccess() && body.isObject() && !body.hasNonNull("error")) {
      return body;
    }
    throw new RefusedException(
        body.path("code").asText("claude_mem_refused"), attempted + said(body));
  }

  private static String said(JsonNode body) {
    JsonNode error = body.path("error");
    String words = error.isTextual() ? error.textValue() : error.path("message").asText();
    return body.isObject()
        ? ": " + Excerpt.of(words, Excerpt.TITLE, new Redactions())
        : " and no JSON; let CLAUDE_MEM_URL name claude-mem's worker (its port is in"
            + " ~/.claude-mem/worker.pid)";
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
