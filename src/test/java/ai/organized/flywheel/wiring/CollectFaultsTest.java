package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.AccountStateJson;
import ai.organized.flywheel.sandbox.http.FaultyServer;
import ai.organized.flywheel.sandbox.http.FaultyServer.Fault;
import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One source down, slow or lying: the state is still built from the others, the fault is named in
 * it, and the collection ends in time. Three sources are at fault at a time, each in its own way,
 * and three are well; over the rounds each source has each fault once.
 */
class CollectFaultsTest {
  /** For faults that would last for ever. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  /** For those that show at once, on however busy a machine. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** To look at the table, to retry before the time is up, to write; on a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(4);

  /** A reason is a sentence or two; with it comes why there is no older container. */
  private static final int LONGEST_REASON = 450;

  private static final List<Fault> QUICK =
      List.of(
          Fault.CLOSED,
          Fault.HTML,
          Fault.ERROR_TEXT,
          Fault.ERROR_JSON,
          Fault.INTERNAL_ERROR,
          Fault.NOT_LET_IN,
          Fault.FIFTY_MEGABYTES);

  private static final List<Fault> SLOW =
      List.of(Fault.SILENT, Fault.ENDLESS_EVENTS, Fault.DRIPPING);

  @TempDir static Path folder;
  private static FaultyServer faulty;
  private static int rounds;

  /** The first collection of all, in which nothing is at fault, may take its time. */
  @BeforeAll
  static void open() {
    faulty = FaultyServer.start();
    try (CollectingLoop loop = CollectingLoop.start(folder.resolve("well"), Map.of())) {
      loop.configure("hre", "hre");
      loop.collect("hre");
      requireReasons(Map.of(), loop);
    }
  }

  @AfterAll
  static void close() {
    faulty.close();
  }

  /** A source, the setting that holds its address, and where its answers are in the state. */
  private enum Asked {
    TAG_MANAGER("GTM_MCP_URL", "/gtm"),
    META_TOOLS("META_MCP_URL", "/meta/account", "/meta/campaigns"),
    STAPE("STAPE_MCP_URL", "/stape"),
    GOOGLE_ADS("GOOGLE_ADS_MCP_URL", "/google_ads"),
    META_GRAPH("FLYWHEEL_META_GRAPH_URL", "/meta/pixels", "/meta/events", "/meta/quality"),
    MEMORY("CLAUDE_MEM_URL", "/memory");

    private final String setting;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> places;

    Asked(String setting, String... places) {
      this.setting = setting;
      this.places = List.of(places);
    }

    /** Why anything of it is unknown. */
    List<String> reasons(JsonNode state) {
      List<String> reasons = new ArrayList<>();
      for (String place : places) {
        for (JsonNode part : state.at(place).findParents("reason")) {
          if (part.path("status").asText().equals("unknown")) {
            reasons.add(part.path("reason").asText());
          }
        }
      }
      return reasons;
    }

    boolean isRest() {
      return this == META_GRAPH || this == MEMORY;
    }
  }

  /** Rounds that are played at the same time, each in an application of its own. */
  static Stream<List<Map<Asked, Fault>>> batches() {
    return Stream.of(rounds(QUICK, 0), rounds(QUICK, 3), rounds(SLOW, 0), rounds(SLOW, 3));
  }

  /**
   * @param half the first of the three sources that are at fault
   */
  private static List<Map<Asked, Fault>> rounds(List<Fault> faults, int half) {
    List<Map<Asked, Fault>> rounds = new ArrayList<>();
    for (int shift = 0; shift < faults.size(); shift++) {
      Map<Asked, Fault> round = new EnumMap<>(Asked.class);
      for (int i = 0; i < 3; i++) {
        round.put(Asked.values()[half + i], faults.get((i + shift) % faults.size()));
      }
      rounds.add(round);
    }
    return rounds;
  }

  @ParameterizedTest(name = "batch {index}")
  @MethodSource("batches")
  void theStateIsBuiltFromTheOthersAndNamesTheFaults(List<Map<Asked, Fault>> rounds) {
    try (AllLogs logs = AllLogs.from(Level.WARN)) {
      List<CollectingLoop> loops = rounds.stream().map(CollectFaultsTest::start).toList();
      try {
        long asked = System.nanoTime();
        loops.forEach(loop -> loop.ask("hre", "a test"));
        loops.forEach(loop -> loop.awaitAnswer("hre"));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
            .isLessThan(timeout(rounds.get(0)).plus(MARGIN));
        for (int i = 0; i < loops.size(); i++) {
          requireReasons(rounds.get(i), loops.get(i));
        }
      } finally {
        loops.forEach(CollectingLoop::close);
      }
      assertThat(logs.lines("ERROR")).isEmpty();
      assertThat(logs.lines("WARN")).noneMatch(line -> line.contains("graceful shutdown"));
      assertThat(logs.lines("WARN")).noneMatch(line -> line.contains(FaultyServer.RAW));
    }
  }

  private static Duration timeout(Map<Asked, Fault> round) {
    return round.values().stream().anyMatch(SLOW::contains) ? SHORT : LONG;
  }

  private static CollectingLoop start(Map<Asked, Fault> round) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FLYWHEEL_ACCOUNT_TIMEOUT_SECONDS", String.valueOf(timeout(round).toSeconds()));
    round.forEach((asked, fault) -> environment.put(asked.setting, faulty.at(fault).toString()));
    CollectingLoop loop = CollectingLoop.start(folder.resolve("round-" + ++rounds), environment);
    loop.configure("hre", "hre");
    return loop;
  }

  private static void requireReasons(Map<Asked, Fault> round, CollectingLoop loop) {
    String text = loop.stateText("hre");
    assertThat(text).doesNotContain(FaultyServer.RAW);
    assertThat(AccountStateJson.read(text.getBytes(StandardCharsets.UTF_8)).version())
        .isEqualTo("1.0.0");
    for (Asked asked : Asked.values()) {
      requireReasons(asked, round.get(asked), asked.reasons(loop.state("hre")));
    }
  }

  private static void requireReasons(Asked asked, Fault fault, List<String> reasons) {
    if (fault == null) {
      assertThat(reasons).as(asked + " is well").isEmpty();
      return;
    }
    assertThat(reasons)
        .as(asked + " is " + fault)
        .isNotEmpty()
        .anyMatch(reason -> reason.contains(words(asked, fault)))
        .allMatch(reason -> reason.length() <= LONGEST_REASON)
        .allMatch(
            reason -> reason.contains(words(asked, fault)) || reason.contains("failed too often"));
  }

  private static String words(Asked asked, Fault fault) {
    return switch (fault) {
      case CLOSED -> "Nothing answers";
      case SILENT, ENDLESS_EVENTS, DRIPPING -> "took longer than " + SHORT.toSeconds() + " s";
      case HTML -> asked.isRest() ? "HTTP 200 and no JSON" : "200 with HTML instead of JSON";
      case ERROR_TEXT -> asked.isRest() ? "HTTP 200 and no JSON" : "no answer of this protocol";
      case ERROR_JSON -> asked.isRest() ? "is overloaded" : "no answer of this protocol";
      case INTERNAL_ERROR -> "500";
      case NOT_LET_IN -> "401";
      case FIFTY_MEGABYTES -> "than 8 MiB";
    };
  }

  @Test
  void withAllSourcesDownThereIsTheDroppedContainerAndAReasonForEverythingElse() throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (Asked asked : Asked.values()) {
      environment.put(asked.setting, faulty.at(Fault.CLOSED).toString());
    }
    try (CollectingLoop loop = CollectingLoop.start(folder.resolve("down"), environment)) {
      loop.configure("hre", "hre");
      Path inbox = Files.createDirectories(loop.settings().places().gtmInbox().resolve("hre"));
      Files.copy(
          RunningLoop.SAMPLES.resolve("hre/gtm-container.json"), inbox.resolve("export.json"));

      loop.awaitFirstAnswer("hre");

      JsonNode state = loop.state("hre");
      assertThat(state.at("/gtm/status").asText()).isEqualTo("ok");
      assertThat(state.at("/gtm/container_id").asText()).isEqualTo("GTM-HRE0001");
      for (Asked asked : Asked.values()) {
        assertThat(asked.reasons(state)).as(asked.name()).isNotEmpty();
        assertThat(asked.reasons(state))
            .allMatch(
                reason ->
                    reason.contains("Nothing answers") || reason.contains("failed too often"));
      }
      assertThat(state.at("/system_prompt").asText()).contains("GTM-HRE0001", "Nothing answers");
    }
  }
}
