package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.googleads.GoogleAdsTools;
import ai.organized.flywheel.sandbox.gtm.GtmTools;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Replies;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.meta.MetaTools;
import ai.organized.flywheel.sandbox.stape.StapeTools;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that speak the protocol well and whose tools answer nonsense, or nothing. */
class CollectLyingToolsTest {
  private static final Path SAMPLE = RunningLoop.SAMPLES.resolve("hre");

  @TempDir Path folder;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));

  /** The same tools as ever, all of which answer with this. */
  private String serve(
      String name,
      McpManners manners,
      List<ServedTool> tools,
      Function<ObjectNode, ToolAnswer> work) {
    List<ServedTool> lying =
        tools.stream()
            .map(
                tool ->
                    new ServedTool(
                        tool.name(),
                        tool.readOnly(),
                        tool.inputSchema(),
                        tool.outputSchema(),
                        work))
            .toList();
    return sandbox.serveMcp(name, manners, lying).toString();
  }

  private static List<ServedTool> gtm() {
    return GtmTools.read(SAMPLE.resolve("gtm-container.json")).tools();
  }

  private static List<ServedTool> stape() throws IOException {
    return StapeTools.of(Files.readString(SAMPLE.resolve("stape.json")));
  }

  static Stream<ToolAnswer> nonsense() {
    String text = "Something went wrong. " + "Ask your administrator. ".repeat(50);
    return Stream.of(
        ToolAnswer.text(text),
        ToolAnswer.error(text),
        ToolAnswer.text("{\"error\": {\"message\": \"" + text + "\"}}"),
        ToolAnswer.text("[[1, null, {\"version\": [7]}], \"x\"]"),
        ToolAnswer.text("{\"data\": [null, 7, [\"x\"]], \"version\": {\"tag\": 7}}"));
  }

  @ParameterizedTest(name = "nonsense {index}")
  @MethodSource("nonsense")
  void nonsenseFromEveryToolLeavesMemoryAndTheGraphApi(ToolAnswer nonsense) throws Exception {
    Clock clock = Clock.systemUTC();
    McpManners manners = McpManners.of(Era.MODERN, Replies.JSON);
    List<ServedTool> ads =
        GoogleAdsTools.read(clock, SAMPLE.resolve("google-ads.json"))
            .speaking(GoogleAdsTools.Dialect.OFFICIAL);
    List<ServedTool> meta =
        MetaTools.openSource(Files.readString(SAMPLE.resolve("meta.json")), clock);
    Map<String, String> environment = new HashMap<>();
    environment.put("GTM_MCP_URL", serve("lying-gtm", manners, gtm(), asked -> nonsense));
    environment.put("GOOGLE_ADS_MCP_URL", serve("lying-ads", manners, ads, asked -> nonsense));
    environment.put("META_MCP_URL", serve("lying-meta", manners, meta, asked -> nonsense));
    environment.put("STAPE_MCP_URL", serve("lying-stape", manners, stape(), asked -> nonsense));

    try (CollectingLoop loop = CollectingLoop.start(folder, sandbox, environment)) {
      loop.configure("hre", "hre");
      loop.collect("hre");

      JsonNode state = loop.state("hre");
      assertThat(state.at("/memory/status").asText()).isEqualTo("ok");
      assertThat(state.at("/meta/events").isArray()).isTrue();
      assertThat(state.at("/gtm/reason").asText()).containsAnyOf("gtm_container", "not in account");
      assertThat(state.at("/google_ads/customer/reason").asText())
          .containsAnyOf("Google Ads server", "refused tools/call search");
      assertThat(state.at("/stape/reason").asText()).contains("tape");
      for (JsonNode unknown : state.findParents("reason")) {
        assertThat(unknown.path("reason").asText()).hasSizeLessThan(450);
      }
    }
  }

  @Test
  void nonsenseInsideGoodAnswersCostsNoOtherSource() throws IOException {
    McpManners manners = McpManners.of(Era.MODERN, Replies.JSON);
    List<ServedTool> tools =
        gtm().stream()
            .map(tool -> tool.name().equals("gtm_version") ? withNonsenseInside(tool) : tool)
            .toList();
    String address = sandbox.serveMcp("gtm-lists", manners, tools).toString();
    try (CollectingLoop loop =
        CollectingLoop.start(folder, sandbox, Map.of("GTM_MCP_URL", address))) {
      loop.configure("hre", "hre");
      loop.collect("hre");

      assertThat(loop.answer("hre")).startsWith("1.0.0");
      for (String source : List.of("google_ads", "meta", "stape", "memory")) {
        assertThat(loop.state("hre").at("/" + source + "/status").asText())
            .as(source)
            .isEqualTo("ok");
      }
    }
  }

  /** The first thing in every list of its answers is no object. */
  private static ServedTool withNonsenseInside(ServedTool tool) {
    return new ServedTool(
        tool.name(),
        tool.readOnly(),
        tool.inputSchema(),
        tool.outputSchema(),
        asked -> {
          JsonNode answer = Json.parse(tool.work().apply(asked).texts().get(0));
          for (JsonNode part : answer) {
            if (part instanceof ArrayNode list && !list.isEmpty()) {
              list.set(0, 7);
            }
          }
          return ToolAnswer.text(answer.toString());
        });
  }

  @Test
  void everySessionIsEndedAlsoAfterARefusalAndAfterTheTimeIsUp() throws IOException {
    McpManners sessions = McpManners.of(Era.LEGACY_WITH_SESSIONS, Replies.JSON);
    CountDownLatch never = new CountDownLatch(1);
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_ACCOUNT_TIMEOUT_SECONDS", "4");
    environment.put(
        "GTM_MCP_URL", serve("refusing", sessions, gtm(), asked -> ToolAnswer.error("no")));
    environment.put(
        "STAPE_MCP_URL", serve("silent", sessions, stape(), asked -> answerAfter(never)));

    try (CollectingLoop loop = CollectingLoop.start(folder, sandbox, environment)) {
      loop.configure("hre", "hre");
      loop.collect("hre");

      assertThat(loop.state("hre").at("/gtm/reason").asText()).contains("refused", "no");
      assertThat(loop.state("hre").at("/stape/reason").asText()).contains("took longer than 4 s");
      for (String server : List.of("/mcp/refusing", "/mcp/silent")) {
        assertThat(requests(server, "\"initialize\"")).as(server).isEqualTo(1);
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(ended(server)).as(server).isEqualTo(1));
      }
    } finally {
      never.countDown();
    }
  }

  private static ToolAnswer answerAfter(CountDownLatch moment) {
    try {
      moment.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the sandbox is closing
    }
    return ToolAnswer.text("{}");
  }

  private long requests(String server, String word) {
    return sandbox.requests().stream()
        .filter(request -> request.path().equals(server))
        .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains(word))
        .count();
  }

  private long ended(String server) {
    return sandbox.requests().stream()
        .filter(request -> request.path().equals(server) && request.method().equals("DELETE"))
        .count();
  }
}
