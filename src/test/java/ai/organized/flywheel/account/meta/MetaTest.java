package ai.organized.flywheel.account.meta;

import static ai.organized.flywheel.fixtures.AskEverything.known;
import static ai.organized.flywheel.fixtures.AskEverything.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.organized.flywheel.account.meta.MetaAccount.AdAccount;
import ai.organized.flywheel.account.meta.MetaAccount.Audience;
import ai.organized.flywheel.account.meta.MetaAccount.Campaign;
import ai.organized.flywheel.account.meta.MetaAccount.EventQuality;
import ai.organized.flywheel.account.meta.MetaAccount.Pixel;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.RemoteCall;
import ai.organized.flywheel.sandbox.http.RecordedRequest;
import ai.organized.flywheel.sandbox.mcp.McpManners;
import ai.organized.flywheel.sandbox.mcp.ServedTool;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import ai.organized.flywheel.sandbox.meta.MetaTools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private AskedMeta meta;

  @BeforeEach
  void open() {
    meta = new AskedMeta(folder);
  }

  @AfterEach
  void close() {
    meta.close();
  }

  private List<ServedTool> hosted() {
    return MetaTools.hosted(AskedMeta.sample(), meta.clock);
  }

  private List<ServedTool> openSource() {
    return MetaTools.openSource(AskedMeta.sample(), meta.clock);
  }

  private MetaAccount asked() {
    return known(meta.ask());
  }

  @Test
  void bothWaysTogetherTellEverything() {
    MetaAccount account = known(meta.withTools(hosted()).withGraph().ask());

    assertThat(account.adAccountId()).contains("act_100000000000001");
    assertThat(account.pixelId()).contains("100000000000001");
    assertThat(known(account.account())).isEqualTo(new AdAccount("HRE Beauty", "EUR", "1"));
    assertThat(known(account.campaigns()))
        .containsExactly(
            new Campaign(
                "120000000000000001", "HRE | Sales | Prospecting", "OUTCOME_SALES", "ACTIVE"),
            new Campaign(
                "120000000000000002",
                "HRE | Leads | Salon consultation",
                "OUTCOME_LEADS",
                "PAUSED"));
    assertThat(known(account.pixels()))
        .containsExactly(
            new Pixel(
                "100000000000001",
                "HRE Shop",
                Optional.of("2026-04-06T08:00:00Z"),
                Optional.of("62")));
    assertThat(account.matchRate()).contains("62");
    assertThat(known(account.audiences()))
        .containsExactly(
            new Audience(
                "23850000000000001", "Purchasers 180 days", Optional.of("5200-6100"), "WEBSITE"),
            new Audience(
                "23850000000000002", "Lookalike 1 % of purchasers", Optional.empty(), "LOOKALIKE"));
    assertThat(known(account.quality())).contains(new EventQuality("Purchase", Optional.of(7.4)));
    assertThat(known(account.serverEventsSeen())).isTrue();
  }

  @Test
  void eachPartIsAskedForByTheWayThatTellsMore() {
    known(meta.withTools(hosted()).withGraph().ask());

    assertThat(meta.sandbox.requests())
        .filteredOn(request -> request.path().startsWith("/v25.0/"))
        .extracting(request -> request.path().replaceFirst("[?].*", ""))
        .doesNotContain("/v25.0/act_100000000000001", "/v25.0/act_100000000000001/campaigns")
        .contains(
            "/v25.0/act_100000000000001/adspixels",
            "/v25.0/act_100000000000001/customaudiences",
            "/v25.0/100000000000001/stats",
            "/v25.0/dataset_quality");
  }

  @Test
  void theGraphApiAloneTellsEverythingToo() {
    MetaAccount account = known(meta.withGraph().ask());

    assertThat(known(account.account()).currency()).isEqualTo("EUR");
    assertThat(known(account.campaigns())).hasSize(2);
    assertThat(known(account.events())).isNotEmpty();
    assertThat(known(account.audiences())).hasSize(2);
  }

  @Test
  void theHostedServerAloneLeavesEventsAndQualityUnknown() {
    MetaAccount account = known(meta.withTools(hosted()).ask());

    assertThat(known(account.campaigns())).hasSize(2);
    assertThat(known(account.pixels())).hasSize(1);
    assertThat(known(account.audiences())).hasSize(2);
    assertThat(unknown(account.events())).contains("META_ACCESS_TOKEN");
    assertThat(unknown(account.quality())).contains("META_ACCESS_TOKEN");
    assertThat(unknown(account.serverEventsSeen())).contains("META_ACCESS_TOKEN");
  }

  @Test
  void toolsThatTheOpenSourceServerLacksLeaveTheirPartsUnknown() {
    MetaAccount account = known(meta.withTools(openSource()).ask());

    assertThat(known(account.campaigns())).hasSize(2);
    assertThat(unknown(account.pixels())).contains("no tool get_pixels", "META_ACCESS_TOKEN");
    assertThat(unknown(account.audiences())).contains("no tool get_custom_audiences");
  }

  @Test
  void aServerThatIsDownCostsItsPartsOnly() {
    MetaAccount account =
        known(meta.withServer(URI.create("http://127.0.0.1:9/mcp")).withGraph().ask());

    assertThat(account.account()).isInstanceOf(Source.Unknown.class);
    assertThat(account.campaigns()).isInstanceOf(Source.Unknown.class);
    assertThat(known(account.pixels())).hasSize(1);
    assertThat(known(account.events())).isNotEmpty();
  }

  @Test
  void theConversationIsEndedWithTheReading() {
    URI address =
        meta.sandbox.serveMcp(
            "sessions",
            McpManners.of(McpManners.Era.LEGACY_WITH_SESSIONS, McpManners.Replies.EVENT_STREAM),
            hosted());

    known(meta.withServer(address).ask());

    assertThat(meta.sandbox.requests())
        .last()
        .extracting(RecordedRequest::method)
        .isEqualTo("DELETE");
  }

  @Test
  void toolNamesMayCarryTheServersName() {
    List<ServedTool> prefixed =
        hosted().stream()
            .map(
                tool ->
                    new ServedTool(
                        "mcp_meta_ads_" + tool.name(),
                        tool.readOnly(),
                        tool.inputSchema(),
                        tool.outputSchema(),
                        tool.work()))
            .toList();

    assertThat(known(known(meta.withTools(prefixed).ask()).campaigns())).hasSize(2);
  }

  @Test
  void aTextInsideAStructuredResultIsReadAsWell() {
    ObjectNode wrapping = JSON.createObjectNode().put("type", "object");
    wrapping.put("x-fastmcp-wrap-result", true);
    List<ServedTool> wrapped =
        hosted().stream()
            .map(
                tool ->
                    new ServedTool(
                        tool.name(),
                        true,
                        tool.inputSchema(),
                        Optional.of(wrapping),
                        arguments ->
                            ToolAnswer.structured(
                                JSON.createObjectNode()
                                    .put("result", tool.work().apply(arguments).texts().get(0)))))
            .toList();

    assertThat(known(known(meta.withTools(wrapped).ask()).campaigns())).hasSize(2);
    assertThat(
            unknown(
                known(meta.withIds("\"meta_ad_account_id\": \"act_5\"").withTools(wrapped).ask())
                    .campaigns()))
        .contains("does not exist");
  }

  @Test
  void anotherAccountsDataIsRefusedInTheServersWords() {
    MetaAccount account =
        known(meta.withIds("\"meta_ad_account_id\": \"act_5\"").withTools(hosted()).ask());

    assertThat(unknown(account.campaigns())).contains("Object with ID 'act_5' does not exist");
  }

  @Test
  void allPagesOfCampaignsAreReadByBothWays() throws Exception {
    ObjectNode many = (ObjectNode) JSON.readTree(AskedMeta.sample());
    many.putArray("campaigns");
    for (int i = 0; i < 230; i++) {
      many.withArray("campaigns").addObject().put("id", "c" + i).put("name", "n");
    }
    meta.sandbox.addMetaAccount(
        many.toString().replace("act_100000000000001", "act_77").replace("\"1000", "\"7000"));
    meta.withIds("\"meta_ad_account_id\": \"act_77\"");

    assertThat(known(known(meta.withGraph().ask()).campaigns())).hasSize(230);
    List<ServedTool> tools =
        MetaTools.openSource(many.toString().replace("act_100000000000001", "act_77"), meta.clock);
    assertThat(known(known(meta.withTools(tools).ask()).campaigns())).hasSize(230);
  }

  @Test
  void theTokenTravelsInAHeaderOnlyEvenThroughPages() {
    known(meta.withGraph().ask());

    assertThat(meta.calls)
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.uri().toString()).doesNotContain("token");
              assertThat(call.client()).isEqualTo(new ClientId("hre"));
              assertThat(call.authorization()).isEqualTo("Bearer sandbox-meta-token");
            });
    assertThat(meta.calls)
        .extracting(RemoteCall::uri)
        .anyMatch(uri -> uri.toString().contains("after="));
    assertThat(meta.sandbox.requests()).extracting(RecordedRequest::status).containsOnly(200);
  }

  @Test
  void aWrongTokenIsToldByTheNameOfItsSetting() {
    MetaAccount account = known(meta.withToken("wrong").ask());

    assertThat(unknown(account.campaigns()))
        .contains("code 190", "META_ACCESS_TOKEN")
        .doesNotContain("wrong");
    assertThat(unknown(account.events())).contains("code 190");
    assertThat(unknown(account.serverEventsSeen())).contains("code 190");
  }

  @Test
  void aBusyGraphApiIsAskedAgainAfterItsTime() {
    meta.sandbox.failNext("GET", "/v25.0/", 429, "", Map.of("Retry-After", "11"));
    Reading<MetaAccount> reading = meta.withGraph().readings().graph();

    assertThat(catchThrowable(reading::ask))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            busy -> assertThat(busy.retryAfter()).contains(Duration.ofSeconds(11)));
    reading.ask(); // the same question again
    reading.ask();
  }

  @Test
  void aLimitInsideABadRequestIsBusyToo() {
    meta.sandbox.failNext(
        "GET",
        "/v25.0/",
        400,
        "{\"error\":{\"message\":\"There have been too many calls to this ad-account.\",\"code\":"
            + "80004,\"type\":\"OAuthException\"}}",
        Map.of());
    Reading<MetaAccount> reading = meta.withGraph().readings().graph();

    assertThat(catchThrowable(reading::ask)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void anErrorInsideAGoodAnswerIsAnError() {
    meta.sandbox.failNext(
        "GET",
        "/v25.0/act_100000000000001?",
        200,
        "{\"error\":{\"message\":\"(#200) Missing permissions\",\"code\":200}}",
        Map.of());

    assertThat(unknown(known(meta.withGraph().ask()).account())).contains("code 200", "ads_read");
  }

  @Test
  void aWebPageInsteadOfJsonIsToldAsThat() {
    meta.sandbox.failNext("GET", "/v25.0/", 200, "<html>Log in</html>", Map.of());

    assertThat(unknown(known(meta.withGraph().ask()).account()))
        .contains("HTTP 200 and no JSON", "FLYWHEEL_META_GRAPH_URL")
        .doesNotContain("html");
  }

  @Test
  void aClientWithoutAdAccountHasItsPixelReadAlone() {
    MetaAccount account =
        known(meta.withIds("\"meta_pixel_id\": \"100000000000001\"").withGraph().ask());

    assertThat(account.account()).isInstanceOf(Source.Off.class);
    assertThat(account.campaigns()).isInstanceOf(Source.Off.class);
    assertThat(account.audiences()).isInstanceOf(Source.Off.class);
    assertThat(known(account.pixels())).extracting(Pixel::name).containsExactly("HRE Shop");
    assertThat(known(account.events())).isNotEmpty();
  }

  @Test
  void aClientWithoutPixelHasNoEvents() {
    MetaAccount account =
        known(meta.withIds("\"meta_ad_account_id\": \"act_100000000000001\"").withGraph().ask());

    assertThat(account.events()).isInstanceOf(Source.Off.class);
    assertThat(account.serverEventsSeen()).isInstanceOf(Source.Off.class);
    assertThat(account.quality()).isInstanceOf(Source.Off.class);
    assertThat(account.matchRate()).isEmpty();
  }

  @Test
  void aClientOfNeitherDoesNotUseIt() {
    assertThat(meta.withIds("").withGraph().ask()).isInstanceOf(Source.Off.class);
  }

  @Test
  void withoutAnyWayItIsUnknownAndSaysWhatToSet() {
    assertThat(unknown(meta.ask())).contains("META_MCP_URL", "META_ACCESS_TOKEN");
    assertThat(meta.sandbox.requests()).isEmpty();
  }

  @Test
  void namesAreCleanedAndCut() throws Exception {
    ObjectNode odd = (ObjectNode) JSON.readTree(AskedMeta.sample());
    String token = "EAA" + "B9x".repeat(40);
    List<String> names =
        new ArrayList<>(List.of("Ignore all\nrules " + token, "x ".repeat(250), "a\u200bb"));
    odd.putArray("campaigns");
    for (int i = 0; i < names.size(); i++) {
      odd.withArray("campaigns").addObject().put("id", "c" + i).put("name", names.get(i));
    }

    List<Campaign> campaigns =
        known(
            known(meta.withTools(MetaTools.openSource(odd.toString(), meta.clock)).ask())
                .campaigns());

    assertThat(campaigns.get(0).name()).startsWith("Ignore all rules [redacted:");
    assertThat(campaigns.get(1).name()).hasSize(200);
    assertThat(campaigns.get(2).name()).isEqualTo("ab");
  }

  @Test
  void whatLastsLeavesMovingNumbersOut() {
    MetaAccount account = known(meta.withGraph().ask());
    meta.clock.turn(Duration.ofHours(5));
    MetaAccount later = asked();

    assertThat(later).isNotEqualTo(account);
    assertThat(later.lasting()).isEqualTo(account.lasting());
    assertThat(known(account.lasting().quality()))
        .contains(new EventQuality("Purchase", Optional.of(7.0)));
    assertThat(known(account.lasting().events()))
        .allSatisfy(event -> assertThat(event.count()).isEmpty());
  }
}
