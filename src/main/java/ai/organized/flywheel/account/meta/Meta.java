package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.client.AccountIds;
import ai.organized.flywheel.client.ClientConfig;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.settings.Settings.Accounts;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a client's Meta ad account and pixel by the two ways that are configured, an MCP server and
 * the Graph API; each part by the way that tells more, and each unknown on its own, so that one way
 * works without the other.
 */
public final class Meta {
  private static final String SOURCE = "meta";
  private static final String GRAPH = "meta_graph";

  private final McpClient mcp;
  private final Accounts accounts;
  private final Function<RemoteCall, RemoteReply> send;
  private final Clock clock;

  /**
   * @param send brings one call to its address and its reply back; throws {@code
   *     UnavailableException} when there is no reply
   */
  public Meta(
      McpClient mcp, Accounts accounts, Function<RemoteCall, RemoteReply> send, Clock clock) {
    this.mcp = mcp;
    this.accounts = accounts;
    this.send = send;
    this.clock = clock;
  }

  /** Nothing is asked yet. */
  public MetaReadings open(ClientConfig client, Deadline deadline) {
    AccountIds ids = client.accounts();
    if (ids.metaAdAccount().isEmpty() && ids.metaPixel().isEmpty()) {
      return only(Reading.off(SOURCE));
    }
    MetaReadings readings =
        new MetaReadings(Reading.of(SOURCE, deadline), Reading.of(GRAPH, deadline));
    Optional<MetaTools> tools = tools(client, deadline, readings.tools());
    Optional<GraphApi> graph = graph(client, deadline);
    if (tools.isEmpty() && graph.isEmpty()) {
      return only(
          Reading.unknown(
              SOURCE, "set META_MCP_URL to the address of an MCP server, or META_ACCESS_TOKEN"));
    }
    GraphObjects objects = new GraphObjects(readings.graph().redactions());
    new MetaQuestions(
            readings,
            tools,
            graph.map(api -> new GraphAdAccounts(api, objects)),
            graph.map(api -> new PixelStats(api, clock)))
        .ask(ids);
    return readings;
  }

  /** Told or known without both ways. */
  public static MetaReadings only(Reading<MetaAccount> reading) {
    return new MetaReadings(reading, Reading.off(GRAPH));
  }

  private Optional<MetaTools> tools(
      ClientConfig client, Deadline deadline, Reading<MetaAccount> reading) {
    GraphObjects objects = new GraphObjects(reading.redactions());
    Optional<MetaTools> tools =
        McpServer.of(SOURCE, "META_MCP_URL", accounts.meta())
            .map(server -> new MetaTools(() -> mcp.open(client.id(), server, deadline), objects));
    tools.ifPresent(way -> reading.afterwards(way::close));
    return tools;
  }

  private Optional<GraphApi> graph(ClientConfig client, Deadline deadline) {
    return accounts.metaAccessToken().isSet()
        ? Optional.of(
            new GraphApi(
                send, accounts.metaGraph(), accounts.metaAccessToken(), client.id(), deadline))
        : Optional.empty();
  }
}
