package ai.organized.flywheel.account.stape;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static ai.organized.flywheel.fixtures.AskEverything.unknown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers.Domain;
import ai.organized.flywheel.account.stape.StapeContainers.StapeContainer;
import ai.organized.flywheel.fixtures.AccountSettings;
import ai.organized.flywheel.fixtures.AskEverything;
import ai.organized.flywheel.fixtures.ToolServers;
import ai.organized.flywheel.remote.Deadline;
import ai.organized.flywheel.sandbox.Sandbox;
import ai.organized.flywheel.sandbox.SandboxOptions;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.stape.StapeTools;
import ai.organized.flywheel.settings.Settings.ToolServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "stape-key";

  @TempDir Path folder;
  private Sandbox sandbox;
  private String sample;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.defaults(Clock.systemUTC()));
    sample = Files.readString(Path.of("data/samples/hre/stape.json"));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private URI serve(List<ServedTool> tools) {
    return sandbox.serveMcp(
        "stape",
        McpManners.of(McpManners.Era.LEGACY_STATELESS, McpManners.Replies.JSON)
            .withHeader("authorization", KEY),
        tools);
  }

  private Source<StapeContainers> ask(ToolServer server, String identifier) {
    return AskEverything.of(
        new Stape(ToolServers.client(folder), AccountSettings.stape(server))
            .open(
                AccountSettings.client(
                    folder, "hre", "\"stape_container_id\": \"" + identifier + "\""),
                Deadline.in(Duration.ofSeconds(20))));
  }

  private Source<StapeContainers> ask(List<ServedTool> tools) {
    return ask(ToolServers.at(serve(tools), "Authorization: " + KEY), "hrestape01");
  }

  private StapeContainer container(List<ServedTool> tools) {
    List<StapeContainer> containers = known(ask(tools)).containers();
    assertThat(containers).hasSize(1);
    return containers.get(0);
  }

  private String bodies() {
    StringBuilder bodies = new StringBuilder();
    sandbox.requests().forEach(request -> bodies.append(new String(request.body(), UTF_8)));
    return bodies.toString();
  }

  @Test
  void theClientsContainerIsRead() {
    StapeContainer container = container(StapeTools.of(sample));

    assertThat(container)
        .isEqualTo(
            new StapeContainer(
                "hrestape01",
                "HRE server",
                "Running",
                Optional.of("EU West"),
                Optional.of("hrestape01.euw.stape.example"),
                new Source.Known<>(List.of(new Domain("sgtm.hre.example", "Ready"))),
                Optional.of("GTM-HRESRV1"),
                List.of(
                    "cookie_keeper",
                    "custom_loader",
                    "geo_headers",
                    "service_account",
                    "user_agent_headers"),
                List.of("80 % of this month's requests are used")));
  }

  @Test
  void noSecretAndNoOtherClientsContainerIsKept() {
    String everything = container(StapeTools.of(sample)).toString();

    assertThat(everything).doesNotContain("made-up", "other", "OTHERS");
  }

  @Test
  void onlyWhatReadsIsCalledAndNeverForAllClients() {
    container(StapeTools.of(sample));

    assertThat(bodies())
        .contains("\"action\":\"get\"", "\"action\":\"list\"")
        .doesNotContain(
            "get_all", "create", "update", "delete", "power_ups", "revalidate", "othershop1");
  }

  @Test
  void aReplyForAnotherContainerIsNotRead() {
    List<ServedTool> mixedUp =
        StapeTools.of(sample.replace("hrestape01", "x").replace("othershop1", "hrestape01"));
    assertThat(container(mixedUp).name()).isEqualTo("Another client's server"); // it is named so

    List<ServedTool> lying =
        StapeTools.of(sample).stream()
            .map(
                tool ->
                    new ServedTool(
                        tool.name(),
                        true,
                        tool.inputSchema(),
                        tool.outputSchema(),
                        arguments ->
                            ToolAnswer.text(
                                tool.work()
                                    .apply(arguments.put("identifier", "othershop1"))
                                    .texts()
                                    .get(0))))
            .toList();
    assertThat(unknown(ask(lying))).contains("another container").doesNotContain("OTHERS");
  }

  @Test
  void domainsAreUnknownOnTheirOwn() {
    List<ServedTool> withoutDomains =
        StapeTools.of(sample).stream()
            .filter(tool -> !tool.name().equals("stape_container_domains"))
            .toList();

    StapeContainer container = container(withoutDomains);

    assertThat(container.name()).isEqualTo("HRE server");
    assertThat(unknown(container.domains())).contains("stape_container_domains");
  }

  @Test
  void allPagesOfDomainsAreRead() throws IOException {
    ObjectNode many = (ObjectNode) JSON.readTree(sample);
    many.put("domains_per_page", 2);
    for (int i = 1; i <= 4; i++) {
      ObjectNode domain = JSON.createObjectNode().put("name", "s" + i + ".hre.example");
      domain.putObject("status").put("label", "Pending");
      ((ObjectNode) many.at("/containers/0")).withArray("domains").add(domain);
    }

    assertThat(known(container(StapeTools.of(many.toString())).domains()))
        .extracting(Domain::name)
        .containsExactly(
            "sgtm.hre.example",
            "s1.hre.example",
            "s2.hre.example",
            "s3.hre.example",
            "s4.hre.example");
  }

  @Test
  void aContainerThatStapeDoesNotKnowIsUnknownInItsWords() {
    URI address = serve(StapeTools.of(sample));

    assertThat(unknown(ask(ToolServers.at(address, "Authorization: " + KEY), "nosuch01")))
        .contains("Failed to get container", "404");
  }

  @Test
  void aWrongKeyAndAServerThatIsDownAreUnknown() {
    URI address = serve(StapeTools.of(sample));

    assertThat(ask(ToolServers.at(address, "Authorization: wrong"), "hrestape01"))
        .isInstanceOf(Source.Unknown.class);
    assertThat(ask(ToolServers.at(URI.create("http://127.0.0.1:9/mcp")), "hrestape01"))
        .isInstanceOf(Source.Unknown.class);
  }

  @Test
  void withoutAnAddressItIsUnknownAndWithoutAContainerOff() {
    assertThat(unknown(ask(AccountSettings.NO_SERVER, "hrestape01"))).contains("STAPE_MCP_URL");
    assertThat(ask(ToolServers.at(serve(StapeTools.of(sample))), ""))
        .isInstanceOf(Source.Off.class);
    assertThat(sandbox.requests()).isEmpty();
  }
}
