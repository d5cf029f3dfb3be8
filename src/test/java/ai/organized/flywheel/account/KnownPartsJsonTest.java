package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.memory.Memory;
import ai.organized.flywheel.account.meta.MetaAccount;
import ai.organized.flywheel.account.source.Source;
import ai.organized.flywheel.account.stape.StapeContainers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownPartsJsonTest {
  private static final MetaAccount META =
      new MetaAccount(
          Optional.of("act_1"),
          Optional.of("2"),
          new Source.Known<>(new MetaAccount.AdAccount("HRE", "EUR", "1")),
          new Source.Unknown<>("the server is down"),
          new Source.Known<>(
              List.of(new MetaAccount.Pixel("2", "Shop", Optional.empty(), Optional.of("62")))),
          new Source.Known<>(
              List.of(
                  new MetaAccount.PixelEvent(
                      "Purchase",
                      MetaAccount.From.BOTH,
                      Optional.of(389L),
                      Optional.of("2026-04-06T06:00:00Z")))),
          new Source.Known<>(true),
          new Source.Known<>(List.of(new MetaAccount.EventQuality("Purchase", Optional.of(7.4)))),
          new Source.Off<>());

  private static final StapeContainers STAPE =
      new StapeContainers(
          List.of(
              new StapeContainers.StapeContainer(
                  "hrestape01",
                  "HRE server",
                  "Running",
                  Optional.empty(),
                  Optional.of("hrestape01.euw.stape.example"),
                  new Source.Known<>(
                      List.of(new StapeContainers.Domain("sgtm.hre.example", "Ready"))),
                  Optional.of("GTM-HRESRV1"),
                  List.of("geo_headers"),
                  List.of())));

  private static final Memory MEMORY =
      new Memory(
          "hre",
          List.of(
              new Memory.Fix(
                  Optional.of("2026-03-23"),
                  "bugfix",
                  "PMAX $0 value fixed",
                  Optional.empty(),
                  List.of("problem-solution"))),
          new Source.Unknown<>("its table session_summaries is gone"));

  @Test
  void whatIsKnownOfMetaStapeAndMemoryIsReadAsItWasWritten() {
    AccountSources nothing = AccountSources.unknown("not collected");
    AccountState state =
        new AccountState(
            "hre",
            "1.0.0",
            Instant.parse("2026-04-06T08:00:00Z"),
            new AccountSources(
                nothing.gtm(),
                nothing.sgtm(),
                nothing.googleAds(),
                new Source.Known<>(META),
                new Source.Known<>(STAPE),
                new Source.Known<>(MEMORY)));

    byte[] json = AccountStateJson.write(state);

    assertThat(AccountStateJson.read(json)).isEqualTo(state);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains(
            "\"server_events_seen\": true",
            "\"from\": \"both\"",
            "\"count\": 389",
            "\"server_container_id\": \"GTM-HRESRV1\"",
            "\"learned\": {");
  }
}
