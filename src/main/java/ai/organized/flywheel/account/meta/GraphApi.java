package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Address;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Meta's Graph API, read only, on behalf of one client; the token travels in a header. */
final class GraphApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of 100 rows each: more campaigns than that are a mistake of ours or of theirs. */
  private static final int MOST_PAGES = 50;

  private final Function<RemoteCall, RemoteReply> send;
  private final URI base;
  private final Secret token;
  private final ClientId client;
  private final Deadline deadline;

  GraphApi(
      Function<RemoteCall, RemoteReply> send,
      URI base,
      Secret token,
      ClientId client,
      Deadline deadline) {
    this.send = send;
    this.base = base;
    this.token = token;
    this.client = client;
    this.deadline = deadline;
  }

  /**
   * @param what is asked, for messages
   * @param path below the base, its parts encoded
   */
  JsonNode get(String what, String path, Map<String, String> query) {
    deadline.require("Meta's Graph API");
    RemoteCall call =
        RemoteCall.get(client, Address.of(base, path, query), "Bearer " + token.value());
    RemoteReply reply = send.apply(call.until(deadline));
    return read("Graph API, " + what, reply);
  }

  /**
   * All rows of an edge. The next page is asked for by its cursor: Meta's own address of it holds
   * the token, and could name any host.
   */
  List<JsonNode> all(String what, String path, Map<String, String> query) {
    List<JsonNode> rows = new ArrayList<>();
    Map<String, String> page = new LinkedHashMap<>(query);
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      JsonNode reply = get(what, path, page);
      GraphRows.of(what, reply).forEach(rows::add);
      Map<String, String> cursor = NextPage.of(what, reply);
      if (cursor.isEmpty()) {
        return rows;
      }
      page.putAll(cursor);
    }
    throw new RefusedException(
        "meta_too_many", "Graph API, " + what + ": more than " + MOST_PAGES + " pages");
  }

  private static JsonNode read(String attempted, RemoteReply reply) {
    JsonNode body = parsed(reply.body());
    if (body.has("error")) {
      throw MetaFailure.of(attempted, reply, body.get("error"));
    }
    if (reply.isSuccess() && body.isObject()) {
      return body;
    }
    String said = attempted + ": HTTP " + reply.status() + " and no JSON of Meta's";
    if (MetaFailure.isBusy(reply.status())) {
      throw new UnavailableException(said, reply.retryAfter().orElse(null));
    }
    throw new RefusedException(
        "meta_reply", said + "; check FLYWHEEL_META_GRAPH_URL and the way to it");
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
