package ai.organized.flywheel.mcp;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.mcp.EitherEra.Era;
import ai.organized.flywheel.remote.Deadline;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens conversations with servers of either era. */
public final class McpClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(Redirect.NEVER) // the guard was asked about one address only
          .version(HttpClient.Version.HTTP_1_1) // without the upgrade that some servers trip over
          .build();
  private final Map<URI, Era> eras = new ConcurrentHashMap<>();
  private final EgressGuard guard;

  public McpClient(EgressGuard guard) {
    this.guard = guard;
  }

  /**
   * Nothing is sent yet: the first call finds out which era the server speaks.
   *
   * @throws ai.organized.flywheel.failure.RefusedException when the address names the transport of
   *     2024-11-05
   */
  public McpSession open(ClientId client, McpServer server, Deadline deadline) {
    if (server.namesTheOldTransport()) {
      throw ExplainFailure.oldTransport(server);
    }
    Wire wire = new Wire(http, guard, client, server, deadline);
    return new McpSession(server, new EitherEra(wire, eras));
  }

  /** Who we are, as both eras want it. */
  static ObjectNode introduction() {
    String version = McpClient.class.getPackage().getImplementationVersion();
    return Rpc.object().put("name", "flywheel").put("version", version == null ? "0" : version);
  }
}
