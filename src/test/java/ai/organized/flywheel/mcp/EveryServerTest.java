package ai.organized.flywheel.mcp;

import static ai.organized.flywheel.mcp.Talking.echo;
import static ai.organized.flywheel.mcp.Talking.json;
import static ai.organized.flywheel.mcp.Talking.saying;
import static ai.organized.flywheel.mcp.Talking.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.McpManners.Era;
import ai.organized.flywheel.sandbox.mcp.McpManners.Quirk;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.settings.Secret;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for servers of every era, whichever form they answer in. */
class EveryServerTest {
  private final Talking talking = new Talking();

  static Stream<McpManners> everyServer() {
    return Talking.everyServer();
  }

  @AfterEach
  void close() {
    talking.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolIsListedAndAnswersItsArguments(McpManners manners) {
    McpServer server = talking.serve(manners, echo("search"), echo("get_resource_metadata"));
    ObjectNode arguments = json("{\"customer_id\":\"1234567890\",\"fields\":[\"campaign.id\"]}");

    try (McpSession session = talking.open(server)) {
      assertThat(session.tools())
          .extracting(McpTool::name)
          .containsExactly("search", "get_resource_metadata");
      assertThat(session.tools()).allMatch(McpTool::readOnly).noneMatch(McpTool::changes);
      assertThat(session.call("search", arguments)).isEqualTo(arguments);
      assertThat(session.call("search", Rpc.object())).isEqualTo(Rpc.object());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void listIsReadPageByPageAndOnce(McpManners manners) {
    ServedTool[] tools =
        IntStream.range(0, 5).mapToObj(i -> echo("tool_" + i)).toArray(ServedTool[]::new);
    McpServer server = talking.serve(manners.withPageSize(2), tools);

    try (McpSession session = talking.open(server)) {
      assertThat(session.tools()).hasSize(5);
      assertThat(session.tools()).hasSize(5);
      session.call("tool_4", Rpc.object());
    }
    assertThat(talking.asked()).filteredOn(line -> line.equals("POST tools/list 200")).hasSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void jsonInATextIsReadAndOtherTextIsAString(McpManners manners) {
    McpServer server =
        talking.serve(
            manners,
            saying("get_campaigns", "{\n  \"data\": [{\"id\": \"1\"}],\n  \"paging\": {}\n}"),
            saying("about", "Überträgt 価値, Zeile eins\nund zwei"));

    try (McpSession session = talking.open(server)) {
      assertThat(session.call("get_campaigns", Rpc.object()))
          .isEqualTo(json("{\"data\":[{\"id\":\"1\"}],\"paging\":{}}"));
      assertThat(session.call("about", Rpc.object()).textValue())
          .isEqualTo("Überträgt 価値, Zeile eins\nund zwei");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolThatSaysNoIsRefusedInWhateverWayItSaysIt(McpManners manners) {
    McpServer server =
        talking.serve(
            manners,
            tool("search", any -> ToolAnswer.error("Request ID: x\nGoogle Ads API Error: no")),
            saying("get_pixels", "{\"error\":{\"message\":\"HTTP Error: 403\"}}"),
            saying("execute-gaql-query", "Failed to execute the query: bad field"));

    try (McpSession session = talking.open(server)) {
      assertRefused(session, "search", "refused tools/call search: Request ID: x Google Ads");
      assertRefused(session, "get_pixels", "refused tools/call get_pixels: HTTP Error: 403");
      assertRefused(session, "execute-gaql-query", "Failed to execute the query: bad field");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolAtItsLimitIsUnavailable(McpManners manners) {
    McpServer server =
        talking.serve(
            manners,
            saying("a", "{\"error\":{\"message\":\"no\",\"details\":{\"error\":{\"code\":17}}}}"),
            tool("b", any -> ToolAnswer.error("Rate limit reached")),
            saying("c", "{\"error\":{\"message\":\"HTTP Error: 503\"}}"));

    try (McpSession session = talking.open(server)) {
      for (String tool : List.of("a", "b", "c")) {
        assertThatThrownBy(() -> session.call(tool, Rpc.object()))
            .isInstanceOf(UnavailableException.class);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolThatIsGoneIsRefused(McpManners manners) {
    McpServer server = talking.serve(manners, echo("search"), echo("other"));

    try (McpSession session = talking.open(server)) {
      session.tools();
      talking.serve(manners, echo("other"));
      assertThatThrownBy(() -> session.call("search", Rpc.object()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Tool search not found");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolThatIsNotListedOrChangesThingsIsNotCalled(McpManners manners) {
    ServedTool create =
        new ServedTool(
            "create_campaign", false, Rpc.object().put("type", "object"), Optional.empty(), null);
    McpServer server = talking.serve(manners, echo("search"), create);

    try (McpSession session = talking.open(server)) {
      assertThatThrownBy(() -> session.call("execute_gaql", Rpc.object()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("has no tool execute_gaql; it has [search, create_campaign]");
      assertThatThrownBy(() -> session.call("create_campaign", Rpc.object()))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("says that its tool create_campaign changes things");
    }
    assertThat(talking.asked()).noneMatch(line -> line.contains("tools/call"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolThatReadsOrChangesIsCalledForACallerWhoVouchesThatItReads(McpManners manners) {
    ServedTool either =
        new ServedTool(
            "gtm_workspace",
            false,
            Rpc.object().put("type", "object"),
            Optional.empty(),
            arguments -> ToolAnswer.structured(arguments.deepCopy()));
    McpServer server = talking.serve(manners, either);
    ObjectNode arguments = json("{\"action\":\"list\"}");

    try (McpSession session = talking.open(server)) {
      assertThat(session.callToRead("gtm_workspace", arguments)).isEqualTo(arguments);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void toolOfWhichNothingIsSaidIsCalled(McpManners manners) {
    McpServer server = talking.serve(manners.withQuirk(Quirk.NO_ANNOTATIONS), echo("get_pixels"));

    assertThat(talking.call(server, "get_pixels")).isEqualTo(Rpc.object());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void everyRequestCarriesTheServersHeaders(McpManners manners) {
    Secret key = new Secret("Bearer " + "k".repeat(20));
    Secret region = new Secret("EU");
    McpServer open =
        talking.serve(
            manners
                .withHeader("authorization", key.value())
                .withHeader("x-stape-region", region.value()),
            echo("search"));
    McpServer server =
        Talking.server(open.address(), Map.of("Authorization", key, "X-Stape-Region", region));

    assertThat(talking.call(server, "search")).isEqualTo(Rpc.object());
    assertThat(talking.sandbox.requests())
        .extracting(RecordedRequest::headers)
        .allMatch(headers -> headers.get("authorization").equals(key.value()))
        .allMatch(headers -> headers.get("x-stape-region").equals("EU"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void serverThatDoesNotLetUsInSaysWhereATokenIsToBeHad(McpManners manners) {
    String key = "wrong" + "-key-".repeat(5);
    McpServer open =
        talking.serve(manners.withHeader("authorization", "Bearer right"), echo("search"));
    McpServer server =
        Talking.server(open.address(), Map.of("Authorization", new Secret("Bearer " + key)));

    assertThatThrownBy(() -> talking.call(server, "search"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("not_authorized"))
        .hasMessageContaining("answered 401 to tools/list")
        .hasMessageContaining("GOOGLE_ADS_MCP_TOKEN or GOOGLE_ADS_MCP_HEADERS")
        .hasMessageContaining("GOOGLE_ADS_MCP_URL")
        .hasMessageContaining("https://sandbox.example/.well-known/oauth-protected-resource/mcp")
        .hasMessageNotContaining(key);
    assertThat(talking.sandbox.requests()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyServer")
  void sessionIsEndedByThoseWhoHaveOne(McpManners manners) {
    McpServer server = talking.serve(manners, echo("search"));

    talking.call(server, "search");

    assertThat(talking.asked())
        .filteredOn(line -> line.startsWith("DELETE"))
        .hasSize(manners.era() == Era.LEGACY_WITH_SESSIONS ? 1 : 0);
  }

  private static void assertRefused(McpSession session, String tool, String message) {
    assertThatThrownBy(() -> session.call(tool, Rpc.object()))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo("tool_refused"))
        .hasMessageContaining(message)
        .hasMessageStartingWith("google_ads at http://127.0.0.1:");
  }
}
