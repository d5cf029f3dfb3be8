package ai.organized.flywheel.vectors.chroma;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.function.Function;

/** Calls to one server on behalf of one client, in its default tenant and database. */
final class ChromaApi {
  private static final String DATABASE =
      "/api/v2/tenants/default_tenant/databases/default_database";

  private final Function<RemoteCall, RemoteReply> send;
  private final URI base;
  private final ClientId client;

  ChromaApi(Function<RemoteCall, RemoteReply> send, URI base, ClientId client) {
    this.send = send;
    this.base = base;
    this.client = client;
  }

  /** Rows that the server wants in one call at most. */
  int largestBatch() {
    RemoteReply reply =
        send.apply(RemoteCall.get(client, URI.create(base + "/api/v2/pre-flight-checks"), ""));
    String attempted = "asking Chroma for its limits";
    if (reply.status() == 404) {
      throw new RefusedException(
          "chroma_version",
          attempted
              + ": HTTP 404, there is no API v2; let CHROMA_URL name a Chroma server of version 1.0"
              + " or newer, without /api at its end");
    }
    JsonNode most = ChromaReply.read(attempted, reply).path("max_batch_size");
    if (!most.isInt() || most.intValue() < 1) {
      throw ChromaReply.unexpected(attempted, "no max_batch_size");
    }
    return most.intValue();
  }

  JsonNode get(String attempted, String path) {
    return ChromaReply.read(attempted, send.apply(RemoteCall.get(client, at(path), "")));
  }

  JsonNode post(String attempted, String path, String json) {
    return ChromaReply.read(attempted, send.apply(RemoteCall.postJson(client, at(path), "", json)));
  }

  /**
   * @param path below the database, with a slash at its start
   */
  URI at(String path) {
    return URI.create(base + DATABASE + path);
  }
}
