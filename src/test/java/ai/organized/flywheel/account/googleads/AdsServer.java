package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientConfig;
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
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Google Ads server in the sandbox, and a client that reads its account through it. */
final class AdsServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-20T10:00:00Z"), ZoneOffset.UTC);
  static final Path HRE = Path.of("data/samples/hre/google-ads.json");

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(CLOCK));
  private final Path clients;
  private URI address = URI.create("http://127.0.0.1:1/mcp/google_ads");

  /**
   * @param clients an empty folder
   */
  AdsServer(Path clients) {
    this.clients = clients;
  }

  AdsServer speaking(Dialect dialect, ObjectNode description) {
    return offering(
        manners(dialect), new GoogleAdsTools(List.of(description), CLOCK).speaking(dialect));
  }

  AdsServer offering(McpManners manners, List<ServedTool> tools) {
    address = sandbox.serveMcp("google_ads", manners, tools);
    return this;
  }

  /** The next request is answered 503. */
  AdsServer busyOnce() {
    sandbox.failNext("POST", "/mcp/", 503, "busy", Map.of());
    return this;
  }

  /** As each of the servers speaks the Model Context Protocol, as far as that is known. */
  private static McpManners manners(Dialect dialect) {
    return switch (dialect) {
      case OFFICIAL -> McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.EVENT_STREAM);
      case OFFICIAL_NAMESPACED -> McpManners.of(Era.BOTH, Replies.EVENT_STREAM);
      case EXECUTE_GAQL ->
          McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.JSON).withQuirk(Quirk.NO_ANNOTATIONS);
      case PIPEBOARD ->
          McpManners.of(Era.LEGACY_STATELESS, Replies.JSON).withQuirk(Quirk.NO_ANNOTATIONS);
      case TRUECLICKS -> McpManners.of(Era.MODERN, Replies.JSON).withQuirk(Quirk.NO_ANNOTATIONS);
    };
  }

  /** The client of the samples whose account is described in {@link #HRE}. */
  Source<GoogleAdsAccount> read() {
    return read("{\"google_ads\": {\"customer_id\": \"123-456-7890\"}}");
  }

  Source<GoogleAdsAccount> read(String config) {
    return read(
        config, Optional.of(new McpServer("google_ads", "GOOGLE_ADS_MCP_URL", address, Map.of())));
  }

  /** As the route read-source does; a busy server is asked the same once more. */
  Source<GoogleAdsAccount> read(String config, Optional<McpServer> server) {
    Clients configured = clients(config);
    McpClient mcp =
        new McpClient(new EgressGuard(configured, new OwnNetwork(List.of(), List.of())));
    ClientConfig client = configured.config(new ClientId("hre"));
    Reading<GoogleAdsAccount> reading =
        new GoogleAds(mcp, server, CLOCK).open(client, Deadline.in(Duration.ofSeconds(20)));
    boolean again = false;
    while (reading.hasNext()) {
      try {
        reading.ask();
        again = false;
      } catch (FailureException e) {
        again = !again && e.retryable();
        if (!again) {
          reading.failed(e);
        }
      }
    }
    reading.leave();
    return reading.result();
  }

  private Clients clients(String config) {
    try {
      Path folder = Files.createDirectories(clients.resolve("hre"));
      Files.writeString(folder.resolve("config.json"), config);
      return new Clients(clients);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All requests, as {@code POST} and such. */
  List<String> methods() {
    return sandbox.requests().stream().map(RecordedRequest::method).toList();
  }

  /** Bodies of all requests. */
  List<String> sent() {
    return sandbox.requests().stream()
        .map(RecordedRequest::body)
        .map(body -> new String(body, StandardCharsets.UTF_8))
        .toList();
  }

  static ObjectNode description() {
    try {
      return (ObjectNode) JSON.readTree(HRE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
