package ai.organized.flywheel.account.meta;

import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.fixtures.AccountSettings;
import ai.organized.flywheel.fixtures.AskEverything;
import ai.organized.flywheel.fixtures.HandTurnedClock;
import ai.organized.flywheel.fixtures.SendCall;
import ai.organized.flywheel.fixtures.ToolServers;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.remote.RemoteReply;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.settings.Settings.ToolServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sandbox with the sample account behind both ways, and a client that is asked about. */
final class AskedMeta implements AutoCloseable {
  static final String IDS =
      "\"meta_ad_account_id\": \"act_100000000000001\", \"meta_pixel_id\": \"100000000000001\"";

  final HandTurnedClock clock = new HandTurnedClock();
  final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(clock));
  final List<RemoteCall> calls = new ArrayList<>();
  private final Path folder;
  private ToolServer server = AccountSettings.NO_SERVER;
  private Optional<String> token = Optional.empty();
  private URI graph = sandbox.metaGraph();
  private String ids = IDS;

  AskedMeta(Path folder) {
    this.folder = folder;
    sandbox.addMetaAccount(sample());
  }

  static String sample() {
    try {
      return Files.readString(Path.of("data/samples/hre/meta.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  AskedMeta withTools(List<ServedTool> tools) {
    return withServer(
        sandbox.serveMcp(
            "meta",
            McpManners.of(McpManners.Era.LEGACY_STATELESS, McpManners.Replies.JSON),
            tools));
  }

  AskedMeta withServer(URI address) {
    server = ToolServers.at(address);
    return this;
  }

  AskedMeta withGraph() {
    return withToken(Sandbox.META_TOKEN);
  }

  AskedMeta withToken(String value) {
    token = Optional.of(value);
    return this;
  }

  AskedMeta withGraphAt(URI address) {
    graph = address;
    return this;
  }

  AskedMeta withIds(String integrations) {
    ids = integrations;
    return this;
  }

  MetaReadings readings() {
    return new Meta(
            ToolServers.client(folder),
            AccountSettings.meta(server, token, graph),
            this::send,
            clock)
        .open(AccountSettings.client(folder, "hre", ids), Deadline.in(Duration.ofSeconds(20)));
  }

  Source<MetaAccount> ask() {
    MetaReadings readings = readings();
    AskEverything.of(readings.graph());
    return AskEverything.of(readings.tools());
  }

  private RemoteReply send(RemoteCall call) {
    calls.add(call);
    return SendCall.send(call);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
