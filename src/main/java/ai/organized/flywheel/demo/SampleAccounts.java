package ai.organized.flywheel.demo;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools.Dialect;
import ai.organized.flywheel.sandbox.gtm.GtmTools;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.meta.MetaTools;
import ai.organized.flywheel.sandbox.stape.StapeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples' accounts at the sandbox, behind servers of every era of the protocol; claude-mem's
 * memory lies in a file, as it does on a real machine.
 */
public final class SampleAccounts {
  private static final McpManners MODERN = McpManners.of(Era.MODERN, Replies.JSON);
  private static final McpManners BOTH = McpManners.of(Era.BOTH, Replies.EVENT_STREAM);
  private static final McpManners STATELESS =
      McpManners.of(Era.LEGACY_STATELESS, Replies.JSON)
          .withHeader("authorization", "Bearer " + SandboxOptions.DEFAULT_API_KEY);
  private static final McpManners SESSIONS =
      McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.EVENT_STREAM);

  private SampleAccounts() {}

  /**
   * Opens the servers.
   *
   * @param samples a folder for each client
   * @param folder where claude-mem's file is made
   * @return what the environment has to say for the sources to be read
   */
  public static Map<String, String> serve(Path samples, Path folder, Sandbox sandbox, Clock clock)
      throws IOException {
    Path hre = samples.resolve("hre");
    String meta = Files.readString(hre.resolve("meta.json"));
    sandbox.addMetaAccount(meta);
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "GTM_MCP_URL",
        sandbox
            .serveMcp(
                "gtm",
                MODERN,
                GtmTools.read(hre.resolve("gtm-container.json"), hre.resolve("gtm-workspace.json"))
                    .tools())
            .toString());
    environment.put(
        "GOOGLE_ADS_MCP_URL",
        sandbox
            .serveMcp(
                "google-ads",
                BOTH,
                GoogleAdsTools.read(
                        clock,
                        hre.resolve("google-ads.json"),
                        samples.resolve("rtt").resolve("google-ads.json"))
                    .speaking(Dialect.OFFICIAL))
            .toString());
    environment.put(
        "META_MCP_URL",
        sandbox.serveMcp("meta", STATELESS, MetaTools.openSource(meta, clock)).toString());
    environment.put("META_MCP_TOKEN", SandboxOptions.DEFAULT_API_KEY);
    environment.put(
        "STAPE_MCP_URL",
        sandbox
            .serveMcp("stape", SESSIONS, StapeTools.of(Files.readString(hre.resolve("stape.json"))))
            .toString());
    environment.put("META_ACCESS_TOKEN", Sandbox.META_TOKEN);
    environment.put("FLYWHEEL_META_GRAPH_URL", sandbox.metaGraph().toString());
    environment.put("CLAUDE_MEM_DB_PATH", memory(samples, folder).toString());
    return environment;
  }

  private static Path memory(Path samples, Path folder) throws IOException {
    Path file = folder.resolve("claude-mem.db");
    for (String client : List.of("hre", "teleios")) {
      ClaudeMemDatabase.write(
          file, Files.readString(samples.resolve(client).resolve("claude-mem.json")));
    }
    return file;
  }
}
