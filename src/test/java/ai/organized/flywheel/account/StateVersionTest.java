package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.StateVersion.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateVersionTest {
  private static final String BASE =
      """
      {"containerVersion": {"containerVersionId": "7", "container": {"publicId": "GTM-ABC1234"},
        "tag": [{"name": "GA4", "type": "googtag"}],
        "trigger": [{"name": "CE", "type": "CUSTOM_EVENT", "customEventFilter": [
          {"type": "EQUALS", "parameter": [{"key": "arg1", "value": "purchase"}]}]}],
        "variable": [{"name": "DLV", "type": "v", "parameter": [
          {"key": "name", "value": "ecommerce.value"}]}]}}
      """;

  @Test
  void theFirstVersionIsOneZeroZero() {
    assertThat(StateVersion.next(List.of(), known(BASE)))
        .isEqualTo(new StateVersion("1.0.0", Change.FIRST, "first account state"));
  }

  @Test
  void nothingChangedKeepsTheVersion() {
    assertThat(after(known(BASE), known(BASE)))
        .isEqualTo(new StateVersion("1.2.3", Change.SAME, "nothing changed"));
  }

  @ParameterizedTest(name = "{0} → {1}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "GA4"           | "GA4 - Page"      | 1.2.4 | gtm tags: added GA4 - Page (googtag), removed GA4 (googtag)
          "name": "DLV"   | "name": "DLV 2"   | 1.2.4 | gtm variables: added DLV 2 (v), removed DLV (v)
          Id": "7"        | Id": "8"          | 1.2.4 | gtm container version 7 → 8
          Id": "7"        | Id": "0"          | 1.2.4 | gtm container version 7 → unpublished
          "purchase"      | "generate_lead"   | 1.3.0 | gtm dataLayer events: added generate_lead, removed purchase
          "EQUALS"        | "CONTAINS"        | 1.3.0 | gtm dataLayer events 1 → 0: removed purchase; gtm dataLayer event patterns 0 → 1: added purchase
          ecommerce.value | ecommerce.revenue | 1.3.0 | gtm dataLayer keys: added ecommerce.revenue, removed ecommerce.value
          GTM-ABC1234     | GTM-NEW5678       | 2.0.0 | gtm container GTM-ABC1234 replaced by GTM-NEW5678
          "publicId"      | "noPublicId"      | 1.2.4 | details changed
          """)
  void theWeightiestChangeDecides(String old, String replacement, String version, String reason) {
    StateVersion next = after(known(BASE), known(BASE.replace(old, replacement)));

    assertThat(next.version()).isEqualTo(version);
    assertThat(next.reason()).isEqualTo(reason);
  }

  @Test
  void allChangesAreToldTheWeightiestFirst() {
    String changed = BASE.replace("\"GA4\"", "\"GA4 - Page\"").replace("purchase", "order");

    assertThat(after(known(BASE), known(changed)).reason())
        .startsWith("gtm dataLayer events: added order, removed purchase; gtm tags: added");
  }

  @Test
  void aSourceThatFallsSilentIsAPatchAndOneThatBecomesKnownIsMinor() {
    AccountSources unknown = AccountSources.unknown("no export was dropped");

    assertThat(after(known(BASE), unknown))
        .isEqualTo(new StateVersion("1.2.4", Change.PATCH, "gtm known → unknown"));
    assertThat(after(unknown, known(BASE)))
        .isEqualTo(new StateVersion("1.3.0", Change.MINOR, "gtm unknown → known"));
  }

  @Test
  void aSourceThatTellsAgainIsComparedWithWhatItToldLast() {
    AccountState told = new AccountState("hre", "1.2.3", Instant.EPOCH, known(BASE));
    AccountState silent =
        new AccountState("hre", "1.2.4", Instant.EPOCH, AccountSources.unknown("timed out"));

    assertThat(StateVersion.next(List.of(silent, told), known(BASE)))
        .isEqualTo(new StateVersion("1.2.5", Change.PATCH, "gtm unknown → known"));
    assertThat(
            StateVersion.next(List.of(silent, told), known(BASE.replace("purchase", "order")))
                .version())
        .isEqualTo("1.3.0");
  }

  @Test
  void anotherReasonForKnowingNothingChangesNothing() {
    StateVersion next =
        after(AccountSources.unknown("timed out"), AccountSources.unknown("status 503"));

    assertThat(next.change()).isEqualTo(Change.SAME);
  }

  @Test
  void manyNamesAreCounted() {
    StateVersion next =
        after(Exports.known(Exports.large(1, "x")), Exports.known(Exports.large(9, "x")));

    assertThat(next.reason())
        .startsWith(
            "gtm dataLayer events 1 → 9: added x 1, x 2, x 3 [+5 more]; gtm dataLayer keys 1 → 9");
  }

  private static AccountSources known(String json) {
    return Exports.known(Exports.read("export.json", json));
  }

  private static StateVersion after(AccountSources before, AccountSources now) {
    AccountState previous = new AccountState("hre", "1.2.3", Instant.EPOCH, before);
    return StateVersion.next(List.of(previous), now);
  }
}
