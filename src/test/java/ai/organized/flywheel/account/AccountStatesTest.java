package ai.organized.flywheel.account;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.meta.MetaAccount.From;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.dataset.Examples;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountStatesTest {
  @TempDir Path folder;
  private TemporaryStore store;
  private AccountStates states;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
    states = new AccountStates(store.jdbi(), store.clients(), store.clock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyVersionHasItsFileAndTheNewestOneMore() throws IOException {
    states.keep(ACME, AccountSources.unknown("timed out"), true);
    states.keep(ACME, Accounts.full(), true);

    Path client = store.clients().folder(ACME);
    assertThat(Json.parse(Files.readString(client.resolve("account_state_v1.json"))).at("/version"))
        .hasToString("\"1.0.0\"");
    assertThat(client.resolve("account_state_v2.json"))
        .hasSameBinaryContentAs(client.resolve("account_state.json"));
    assertThat(Json.parse(Files.readString(client.resolve("account_state.json"))).at("/version"))
        .hasToString("\"1.1.0\"");
  }

  @Test
  void whatChangesByItselfMakesNoVersion() {
    states.keep(ACME, Accounts.full(), true);
    AccountSources later =
        Accounts.withMeta(
            Accounts.known(
                Accounts.meta(
                    Accounts.known(
                        List.of(
                            Accounts.event("Purchase", From.BOTH, 99),
                            Accounts.event("AddToCart", From.PIXEL, 7))))));

    assertThat(states.keep(ACME, later, true).change()).isEqualTo(StateVersion.Change.SAME);
    assertThat(states.history(ACME, 10)).hasSize(1);
  }

  @Test
  void anotherReasonForNotKnowingMakesNoVersion() {
    states.keep(ACME, Accounts.withMeta(new Source.Unknown<>("timed out")), true);

    assertThat(states.keep(ACME, Accounts.withMeta(new Source.Unknown<>("503")), true).change())
        .isEqualTo(StateVersion.Change.SAME);
  }

  @Test
  void whatMakesNoVersionIsShownAllTheSame() throws IOException {
    states.keep(ACME, Accounts.withMeta(new Source.Unknown<>("timed out")), true);
    store.clock().turn(Duration.ofHours(1));
    states.keep(ACME, Accounts.withMeta(new Source.Unknown<>("503")), true);

    assertThat(states.newest(ACME).orElseThrow().sources().meta())
        .isEqualTo(new Source.Unknown<>("503"));
    Path file = store.clients().folder(ACME).resolve("account_state.json");
    assertThat(Json.parse(Files.readString(file)).at("/meta/reason")).hasToString("\"503\"");
    assertThat(Json.parse(Files.readString(file)).at("/version")).hasToString("\"1.0.0\"");
    assertThat(states.newest(ACME).orElseThrow().takenAt()).isEqualTo(store.clock().instant());
  }

  @Test
  void experimentsAreTiedToTheStateThatWasCollectedWhenTheyCameIn() {
    store.addExperiments(ACME, List.of(Examples.of("early", 1, "q1", "a1", 0.9)));
    store.addExperiments(OTHER, List.of(Examples.of("others", 1, "q", "a", 0.9)));
    assertThat(tiedTo()).containsOnly(Optional.empty());

    states.keep(ACME, AccountSources.unknown("timed out"), true);
    store.addExperiments(ACME, List.of(Examples.of("late", 2, "q2", "a2", 0.9)));
    states.keep(ACME, Accounts.full(), true);

    assertThat(tiedTo()).containsExactlyInAnyOrder(Optional.of("1.0.0"), Optional.of("1.1.0"));
    assertThat(tiedTo(OTHER)).containsOnly(Optional.empty());
  }

  private List<Optional<String>> tiedTo() {
    return tiedTo(ACME);
  }

  private List<Optional<String>> tiedTo(ClientId client) {
    List<Optional<String>> versions = new ArrayList<>();
    store
        .datasets()
        .candidates(client, 0)
        .forEach((place, example) -> versions.add(example.accountState()));
    return versions;
  }

  @Test
  void aStateOfAnEarlierFlywheelIsReadForItsVersion() {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into account_states"
                        + " (client_id, number, version, reason, state, format, taken_at)"
                        + " values ('acme', 3, '2.4.1', 'tags', '{\"gtm\": \"of old\"}', 1, 0)"));

    assertThat(states.newest(ACME).orElseThrow().version()).isEqualTo("2.4.1");
    assertThat(states.keep(ACME, Accounts.full(), true).version()).isEqualTo("2.5.0");
  }

  @Test
  void whatWasReadAMomentAgoIsFreshAndLaterItIsNot() {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("insert into account_collections (client_id) values ('acme')"));
    states.keep(ACME, Accounts.full(), true);

    store.clock().turn(Duration.ofMinutes(14));
    assertThat(states.readWithin(ACME, Duration.ofMinutes(15))).contains(Accounts.full());
    assertThat(states.readWithin(ACME, Duration.ZERO)).isEmpty();
    store.clock().turn(Duration.ofMinutes(2));
    assertThat(states.readWithin(ACME, Duration.ofMinutes(15))).isEmpty();
  }
}
