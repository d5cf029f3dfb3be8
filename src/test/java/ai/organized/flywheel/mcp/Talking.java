package ai.organized.flywheel.mcp;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.client.EgressGuard;
import ai.organized.flywheel.client.OwnNetwork;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A sandbox, a client, and what a test says to them. */
final class Talking implements AutoCloseable {
  static final ClientId HRE = new ClientId("hre");
  static final Duration LONG = Duration.ofSeconds(20);

  /** No config allows egress, and 127.0.0.1 needs no leave. */
  private static final Clients NONE = new Clients(Path.of("no-such-folder"));

  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
  final McpClient client =
      new McpClient(new EgressGuard(NONE, new OwnNetwork(List.of(), List.of())));

  /** Every era with every form of reply. */
  static Stream<McpManners> everyServer() {
    return Stream.of(Era.values())
        .flatMap(era -> Stream.of(Replies.values()).map(replies -> McpManners.of(era, replies)));
  }

  McpServer serve(McpManners manners, ServedTool... tools) {
    return server(sandbox.serveMcp("ads", manners, Arrays.asList(tools)), Map.of());
  }

  static McpServer server(URI address, Map<String, Secret> headers) {
    return new McpServer("google_ads", "GOOGLE_ADS_MCP_URL", address, headers);
  }

  McpSession open(McpServer server) {
    return open(server, LONG);
  }

  McpSession open(McpServer server, Duration deadline) {
    return client.open(HRE, server, Deadline.in(deadline));
  }

  /** One call in a session of its own. */
  JsonNode call(McpServer server, String tool) {
    try (McpSession session = open(server)) {
      return session.call(tool, Rpc.object());
    }
  }

  static ServedTool tool(String name, Function<ObjectNode, ToolAnswer> work) {
    ObjectNode schema = Rpc.object().put("type", "object");
    return new ServedTool(name, true, schema, Optional.empty(), work);
  }

  /** Answers its arguments. */
  static ServedTool echo(String name) {
    return tool(name, arguments -> ToolAnswer.structured(arguments.deepCopy()));
  }

  static ServedTool saying(String name, String text) {
    return tool(name, arguments -> ToolAnswer.text(text));
  }

  static ObjectNode json(String text) {
    return (ObjectNode) Rpc.parse(text).orElseThrow();
  }

  /** What was asked so far: {@code POST tools/list 200}. */
  List<String> asked() {
    return sandbox.requests().stream().map(Talking::line).toList();
  }

  private static String line(RecordedRequest request) {
    String method = body(request).path("method").asText();
    return (request.method() + " " + method).strip() + " " + request.status();
  }

  static JsonNode body(RecordedRequest request) {
    return Rpc.parse(new String(request.body(), StandardCharsets.UTF_8)).orElse(Rpc.object());
  }

  RecordedRequest lastRequest() {
    List<RecordedRequest> all = sandbox.requests();
    return all.get(all.size() - 1);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
