package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.failure.FailureException;
import ai.organized.flywheel.mcp.McpClient;
import ai.organized.flywheel.mcp.McpServer;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.gtm.GtmTools;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A Tag Manager server in the sandbox, and a client whose container is read through it. */
final class GtmServer implements AutoCloseable {
  static final String CONFIG =
      "{\"gtm\": {\"account_id\": \"600\", \"container_id\": \"170000001\"}}";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was asked, in words: {@code gtm_version live tag 1}. */
  final List<String> asked = new ArrayList<>();

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  private final Clients clients;
  private final Path folder;
  private URI address;

  /**
   * @param folder an empty one
   */
  GtmServer(Path folder) {
    this.folder = folder;
    this.clients = new Clients(folder);
  }

  GtmServer serve(MadeContainer... containers) {
    return serve(Function.identity(), containers);
  }

  /**
   * @param unlike what every tool does instead of its work
   */
  GtmServer serve(
      Function<Function<ObjectNode, ToolAnswer>, Function<ObjectNode, ToolAnswer>> unlike,
      MadeContainer... containers) {
    List<ObjectNode> exports = new ArrayList<>();
    for (MadeContainer made : containers) {
      made.version.put("accountId", "600");
      exports.add(export(made));
    }
    List<ServedTool> tools = new ArrayList<>();
    for (ServedTool tool : new GtmTools(exports).tools()) {
      Function<ObjectNode, ToolAnswer> work = unlike.apply(tool.work());
      tools.add(
          new ServedTool(
              tool.name(),
              tool.readOnly(),
              tool.inputSchema(),
              tool.outputSchema(),
              arguments -> {
                asked.add(words(tool.name(), arguments));
                return work.apply(arguments);
              }));
    }
    McpManners manners =
        McpManners.of(McpManners.Era.LEGACY_WITH_SESSIONS, McpManners.Replies.EVENT_STREAM);
    address = sandbox.serveMcp("gtm", manners, tools);
    return this;
  }

  private static ObjectNode export(MadeContainer made) {
    try {
      return (ObjectNode) JSON.readTree(made.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(String tool, ObjectNode arguments) {
    String words = tool + " " + arguments.path("action").asText();
    words +=
        " " + arguments.path("resourceType").asText("") + " " + arguments.path("page").asText("");
    return words.strip();
  }

  Reading<GtmRead> open(String config) {
    Optional<McpServer> server =
        Optional.ofNullable(address).map(at -> new McpServer("gtm", "GTM_MCP_URL", at, Map.of()));
    McpClient mcp = new McpClient(new EgressGuard(clients, new OwnNetwork(List.of(), List.of())));
    try {
      Files.createDirectories(folder.resolve("hre"));
      Files.writeString(folder.resolve("hre/config.json"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GtmThroughMcp(mcp, server)
        .open(clients.config(new ClientId("hre")), Deadline.in(Duration.ofSeconds(20)));
  }

  /** As the route does that reads sources, without its patience. */
  Source<GtmRead> read(String config) {
    Reading<GtmRead> reading = open(config);
    while (reading.hasNext()) {
      try {
        reading.ask();
      } catch (FailureException e) {
        reading.failed(e);
      }
    }
    reading.leave();
    return reading.result();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
