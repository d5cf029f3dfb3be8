package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.account.gtm.DraftChanges.Changed;
import ai.organized.flywheel.account.gtm.DraftChanges.Entity;
import ai.organized.flywheel.account.source.Reading;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.sandbox.mcp.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GtmThroughMcpTest {
  @TempDir Path folder;
  private GtmServer server;

  @BeforeEach
  void open() {
    server = new GtmServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void thePublishedContainerIsTheSameAsItsExport() {
    GtmRead read = known(server.serve(shop(45)).read(GtmServer.CONFIG));

    assertThat(read.published().container()).isEqualTo(shop(45).read());
    assertThat(read.published().version().toString()).doesNotContain("dataLayer.push");
    assertThat(server.asked)
        .containsExactly(
            "gtm_version live",
            "gtm_version live tag 1",
            "gtm_version live tag 2",
            "gtm_version live tag 3",
            "gtm_version live trigger 1",
            "gtm_version live variable 1",
            "gtm_version live customTemplate 1",
            "gtm_version live builtInVariable 1",
            "gtm_workspace list  1",
            "gtm_workspace getStatus");
  }

  @Test
  void theWorkspaceTellsWhatItWouldChangeAndInWhichFields() {
    MadeContainer draft =
        shop(1)
            .tag("New", "html")
            .tag("Ads", "awct", "conversionId", "123456789")
            .with("paused", "true");
    draft.version.put("containerVersionId", "0");
    draft.version.withArray("/trigger").remove(0);
    MadeContainer live = shop(1).tag("x", "html").tag("Ads", "awct", "conversionId", "123456788");
    ((ObjectNode) live.version.path("tag").path(1)).put("tagId", "99"); // not in the draft

    GtmRead read = known(server.serve(live, draft).read(GtmServer.CONFIG));

    assertThat(read.draft())
        .isEqualTo(
            new Source.Known<>(
                new DraftChanges(
                    List.of(new Entity("tag", "New")),
                    List.of(new Entity("tag", "x"), new Entity("trigger", "CE - purchase")),
                    List.of(
                        new Changed("tag", "Ads", List.of("parameter.conversionId", "paused"))))));
  }

  @Test
  void aWorkspaceWithoutChangesSaysSo() {
    GtmRead read = known(server.serve(shop(1)).read(GtmServer.CONFIG));

    assertThat(known(read.draft()).isEmpty()).isTrue();
  }

  @Test
  void whatOnlyDiffersInBookkeepingIsChangedInNoFieldThatIsKept() {
    MadeContainer live = MadeContainer.web().tag("Hello", "html").with("fingerprint", "\"1\"");
    MadeContainer draft = MadeContainer.web().tag("Hello", "html").with("fingerprint", "\"2\"");
    draft.version.put("containerVersionId", "0");

    GtmRead read = known(server.serve(live, draft).read(GtmServer.CONFIG));

    assertThat(known(read.draft()).changed())
        .containsExactly(new Changed("tag", "Hello", List.of()));
  }

  @Test
  void aPublicIdIsLookedUpInTheAccount() {
    MadeContainer other = MadeContainer.server();
    other.version.put("containerId", "5").withObject("/container").put("publicId", "GTM-OTHER12");

    GtmRead read =
        known(
            server
                .serve(shop(1), other)
                .read("{\"gtm\": {\"account_id\": \"600\", \"container_id\": \"GTM-MADE123\"}}"));

    assertThat(read.published().container().containerId()).contains("GTM-MADE123");
    assertThat(server.asked.get(0)).isEqualTo("gtm_container list  1");
  }

  @ParameterizedTest(name = "{index}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"gtm": {"account_id": "600", "container_id": "GTM-NOTHERE"}} | GTM-NOTHERE is not in account 600
          {"gtm": {"account_id": "601", "container_id": "170000001"}}   | Google API Error 404
          {"gtm": {"container_id": "170000001"}}                        | has no gtm.account_id
          """)
  void whatCannotBeReadIsUnknownWithTheReason(String config, String reason) {
    Source<GtmRead> source = server.serve(shop(1)).read(config);

    assertThat(source).isInstanceOf(Source.Unknown.class);
    assertThat(((Source.Unknown<GtmRead>) source).reason()).contains(reason);
  }

  @Test
  void aClientWithoutContainerDoesNotUseIt() {
    assertThat(server.serve(shop(1)).read("{}")).isEqualTo(new Source.Off<GtmRead>());
  }

  @Test
  void withoutAServerItIsUnknown() {
    assertThat(server.read(GtmServer.CONFIG))
        .isEqualTo(new Source.Unknown<GtmRead>("GTM_MCP_URL is not set"));
  }

  @Test
  void anUnknownWorkspaceLeavesThePublishedContainerKnown() {
    String config =
        "{\"gtm\": {\"account_id\": \"600\", \"container_id\": \"170000001\","
            + " \"workspace_id\": \"77\"}}";

    GtmRead read = known(server.serve(shop(1)).read(config));

    assertThat(read.published().container().tags()).hasSize(1);
    assertThat(read.draft()).isInstanceOf(Source.Unknown.class);
  }

  @Test
  void ofSeveralWorkspacesOneHasToBeNamed() {
    server.serve(
        work ->
            arguments ->
                arguments.path("action").asText().equals("list")
                    ? ToolAnswer.text(
                        "{\"data\": [{\"workspaceId\": \"1\"}, {\"workspaceId\": \"2\"}]}")
                    : work.apply(arguments),
        shop(1));

    GtmRead read = known(server.read(GtmServer.CONFIG));

    assertThat(read.draft())
        .isEqualTo(
            new Source.Unknown<DraftChanges>(
                "the container has 2 workspaces; name one as gtm.workspace_id in the client's"
                    + " config.json"));
  }

  @Test
  void afterALimitItGoesOnWhereItStopped() {
    AtomicInteger calls = new AtomicInteger();
    server.serve(failingAt(3, calls), shop(45));
    Reading<GtmRead> reading = server.open(GtmServer.CONFIG);

    assertThatThrownBy(reading::ask)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Quota exceeded");
    reading.ask();

    assertThat(server.asked.subList(0, 5))
        .containsExactly(
            "gtm_version live",
            "gtm_version live tag 1",
            "gtm_version live tag 2",
            "gtm_version live tag 2",
            "gtm_version live tag 3");
  }

  @Test
  void aContainerThatIsPublishedMeanwhileIsReadFromTheBeginning() {
    AtomicInteger calls = new AtomicInteger();
    server.serve(publishingAt(3, calls), shop(45));
    Reading<GtmRead> reading = server.open(GtmServer.CONFIG);

    assertThatThrownBy(reading::ask)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("published while it was being read");
    while (reading.hasNext()) {
      reading.ask();
    }

    GtmContainer container = known(reading.result()).published().container();
    assertThat(container.versionId()).contains("8");
    assertThat(container.tags()).hasSize(45);
  }

  @Test
  void itNeverAsksForAnythingButReading() {
    server.serve(shop(3)).read(GtmServer.CONFIG);

    assertThat(server.asked).allMatch(words -> words.matches("\\w+ (live|list|getStatus)\\b.*"));
  }

  private static Function<Function<ObjectNode, ToolAnswer>, Function<ObjectNode, ToolAnswer>>
      failingAt(int call, AtomicInteger calls) {
    return work ->
        arguments ->
            calls.incrementAndGet() == call
                ? ToolAnswer.error(
                    "Error performing live on container version: Google API Error 429 - Quota"
                        + " exceeded for quota metric 'Queries'")
                : work.apply(arguments);
  }

  private static Function<Function<ObjectNode, ToolAnswer>, Function<ObjectNode, ToolAnswer>>
      publishingAt(int call, AtomicInteger calls) {
    return work ->
        arguments -> {
          ToolAnswer answer = work.apply(arguments);
          return calls.incrementAndGet() < call
              ? answer
              : ToolAnswer.text(
                  answer
                      .texts()
                      .get(0)
                      .replace("\"containerVersionId\" : \"7\"", "\"containerVersionId\" : \"8\""));
        };
  }

  private static MadeContainer shop(int tags) {
    MadeContainer made =
        MadeContainer.web()
            .customEvent("purchase")
            .variable("CONST - Pixel", "c", "value", "111122223333")
            .add("builtInVariable", "id", "Event", "EVENT")
            .template(
                "5",
                "Consent",
                """
                ___INFO___
                {}
                ___SANDBOXED_JS_FOR_WEB_TEMPLATE___
                callInWindow('dataLayer.push', {event: 'consent'});
                """);
    for (int i = 0; i < tags; i++) {
      made.tag("GA4 " + i, "gaawe", "eventName", "event_" + i).firedBy("1");
    }
    return made;
  }

  private static <T> T known(Source<T> source) {
    return source.fold(
        value -> value,
        reason -> {
          throw new AssertionError("unknown: " + reason);
        },
        () -> {
          throw new AssertionError("off");
        });
  }
}
