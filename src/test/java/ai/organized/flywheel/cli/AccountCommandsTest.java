package ai.organized.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.AccountSources;
import ai.organized.flywheel.account.AccountStates;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.cli.FlywheelProcess.Outcome;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import ai.organized.flywheel.storage.Database;
import ai.organized.flywheel.storage.Json;
import ai.organized.flywheel.storage.WholeFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
  private static final ClientId ACME = new ClientId("acme");

  @TempDir Path folder;
  private FlywheelProcess flywheel;

  @BeforeEach
  void prepare() {
    flywheel = FlywheelProcess.in(folder).with("-Dflywheel.home=" + Path.of("").toAbsolutePath());
    WholeFile.write(
        flywheel.data().resolve("clients/acme/config.json"),
        "{\"client_id\": \"acme\", \"google_ads\": {\"customer_id\": \"123-456-7890\"}}");
  }

  private void keep(AccountSources... sources) {
    try (Database database = Database.open(flywheel.data().resolve("flywheel.sqlite"))) {
      Clients clients = new Clients(flywheel.data().resolve("clients"));
      AccountStates states = new AccountStates(database.jdbi(), clients, Clock.systemUTC());
      for (AccountSources each : sources) {
        states.keep(ACME, each, true);
      }
    }
  }

  @Test
  void collectNamesEverySourceWithItsOutcome() {
    Outcome outcome = flywheel.run("account", "collect", "--client", "acme");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
              Tag Manager, web       unknown (no export was dropped)
              Tag Manager, server    off
              Google Ads             unknown (GOOGLE_ADS_MCP_URL is not set)
              Meta                   off
              Stape                  off
              Memory                 off
            Account state 1.0.0: first account state
            """);
    assertThat(flywheel.data().resolve("clients/acme/account_state.json")).exists();
  }

  @Test
  void collectedAsJsonItIsWhatTheFileShows() {
    Outcome outcome = flywheel.run("account", "collect", "--client", "acme", "--json");

    assertThat(flywheel.data().resolve("clients/acme/account_state.json"))
        .hasContent(outcome.out());
  }

  @Test
  void diffTellsWhatChangedBetweenTheLastTwo() {
    AccountSources unknown = AccountSources.unknown("timed out");
    keep(unknown, withoutMeta(unknown));

    Outcome outcome = flywheel.run("account", "diff", "--client", "acme");

    assertThat(outcome.out()).isEqualTo("1.0.0 → 1.0.1\n  patch  meta unknown → off\n");
  }

  @Test
  void diffAsJsonIsForScripts() {
    AccountSources unknown = AccountSources.unknown("timed out");
    keep(unknown, withoutMeta(unknown));

    Outcome outcome =
        flywheel.run(
            "account", "diff", "--client", "acme", "--from", "1.0.1", "--to", "1.0.0", "--json");

    JsonNode json = Json.parse(outcome.out());
    assertThat(json.path("from").asText()).isEqualTo("1.0.1");
    assertThat(json.at("/changes/0/change").asText()).isEqualTo("patch");
    assertThat(json.at("/changes/0/words").asText()).isEqualTo("meta off → unknown");
  }

  @Test
  void aVersionThatIsNotThereIsRefusedWithThoseThatAre() {
    keep(AccountSources.unknown("timed out"));

    Outcome outcome = flywheel.run("account", "diff", "--client", "acme", "--from", "9.9.9");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("there is no account state 9.9.9; there are: 1.0.0\n");
  }

  @Test
  void beforeAnythingWasCollectedItSaysWhatToDo() {
    Outcome outcome = flywheel.run("account", "show", "--client", "acme");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("flywheel account collect --client acme");
  }

  private static AccountSources withoutMeta(AccountSources sources) {
    return new AccountSources(
        sources.gtm(),
        sources.sgtm(),
        sources.googleAds(),
        new Source.Off<>(),
        sources.stape(),
        sources.memory());
  }
}
