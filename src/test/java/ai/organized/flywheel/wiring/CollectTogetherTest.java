package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.organized.flywheel.account.AccountSources;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.sandbox.http.FaultyServer;
import ai.organized.flywheel.sandbox.http.FaultyServer.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one source or one client does to the others when several are collected. */
class CollectTogetherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private FaultyServer faulty;

  @BeforeEach
  void open() {
    faulty = FaultyServer.start();
  }

  @AfterEach
  void close() {
    faulty.close();
  }

  private Map<String, String> faulty(Fault fault, int timeoutSeconds, String... settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_ACCOUNT_TIMEOUT_SECONDS", String.valueOf(timeoutSeconds));
    for (String setting : settings) {
      environment.put(setting, faulty.at(fault).toString());
    }
    return environment;
  }

  @Test
  void oneClientsSlowSourceHoldsUpNoQuestionOfAnotherClient() {
    try (CollectingLoop loop =
        CollectingLoop.start(folder, faulty(Fault.SILENT, 7, "STAPE_MCP_URL"))) {
      loop.configure("hre", "hre");
      loop.configure("rtt", "rtt");
      loop.ask("hre", "a test");
      loop.awaitTaken("hre");

      loop.collect("rtt");

      assertThat(loop.isAnswered("hre")).isFalse();
      assertThat(loop.sources("rtt").googleAds()).isInstanceOf(Source.Known.class);
      loop.awaitAnswer("hre");
      assertThat(loop.sources("hre").googleAds()).isInstanceOf(Source.Known.class);
    }
  }

  @Test
  void sourcesThatAreSilentForManyClientsSpendNoTimeOfTheOthers() {
    List<String> clients = IntStream.range(0, 8).mapToObj(i -> "client-" + i).toList();
    try (CollectingLoop loop =
        CollectingLoop.start(
            folder, faulty(Fault.SILENT, 7, "GOOGLE_ADS_MCP_URL", "STAPE_MCP_URL"))) {
      clients.forEach(client -> loop.configure("hre", client));
      clients.forEach(client -> loop.ask(client, "a test"));

      for (String client : clients) {
        loop.awaitAnswer(client);
        AccountSources sources = loop.sources(client);
        assertThat(sources.googleAds()).as(client).isInstanceOf(Source.Unknown.class);
        assertThat(sources.stape()).as(client).isInstanceOf(Source.Unknown.class);
        assertThat(List.of(sources.gtm(), sources.meta(), sources.memory()))
            .as(client)
            .allMatch(source -> source instanceof Source.Known);
      }
    }
  }

  @Test
  void aSourceThatFailedOftenIsLeftAloneAndTheOthersGoOn() {
    try (CollectingLoop loop =
        CollectingLoop.start(folder, faulty(Fault.INTERNAL_ERROR, 20, "GOOGLE_ADS_MCP_URL"))) {
      for (String client : List.of("one", "two")) {
        loop.configure("hre", client);
        loop.collect(client);
        assertThat(loop.state(client).at("/google_ads/reason").asText()).contains("500");
      }
      int requests = faulty.requests();
      assertThat(requests).isPositive();

      for (String client : List.of("three", "four")) {
        loop.configure("hre", client);
        loop.collect(client);
        assertThat(loop.state(client).at("/google_ads/reason").asText())
            .contains("google_ads failed too often", "left alone for 60 s");
        assertThat(loop.state(client).at("/stape/status").asText()).isEqualTo("ok");
        assertThat(loop.state(client).at("/meta/status").asText()).isEqualTo("ok");
      }
      assertThat(faulty.requests()).isEqualTo(requests);
    }
  }

  @Test
  void whoeverIsGivenUpIsHungUpOnAndNoThreadStaysWithIt() {
    try (CollectingLoop loop =
        CollectingLoop.start(
            folder,
            faulty(
                Fault.DRIPPING,
                2,
                "GTM_MCP_URL",
                "GOOGLE_ADS_MCP_URL",
                "META_MCP_URL",
                "FLYWHEEL_META_GRAPH_URL",
                "STAPE_MCP_URL",
                "CLAUDE_MEM_URL"))) {
      loop.configure("hre", "hre");
      loop.collect("hre");
      await().atMost(PATIENCE).until(() -> faulty.callers() == 0);
      long clients = httpClients();

      loop.collect("hre");
      await().atMost(PATIENCE).until(() -> faulty.callers() == 0);
      assertThat(httpClients()).isLessThanOrEqualTo(clients);
    }
  }

  /** Each has one such thread, for as long as it lives. */
  private static long httpClients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .count();
  }
}
