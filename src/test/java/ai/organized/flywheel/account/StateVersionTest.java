package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.StateVersion.Change;
import java.time.Instant;
import java.util.Optional;
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
    assertThat(StateVersion.next(Optional.empty(), known(BASE)))
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
          "GA4"           | "GA4 - Page"      | 1.2.4 | tags: added GA4 - Page (googtag), removed GA4 (googtag)
          "name": "DLV"   | "name": "DLV 2"   | 1.2.4 | variables: added DLV 2 (v), removed DLV (v)
          Id": "7"        | Id": "8"          | 1.2.4 | container version 7 → 8
          Id": "7"        | Id": "0"          | 1.2.4 | container version 7 → unpublished
          "purchase"      | "generate_lead"   | 1.3.0 | dataLayer events: added generate_lead, removed purchase
          "EQUALS"        | "CONTAINS"        | 1.3.0 | dataLayer events 1 → 0: removed purchase
          ecommerce.value | ecommerce.revenue | 1.3.0 | dataLayer keys: added ecommerce.revenue, removed ecommerce.value
          GTM-ABC1234     | GTM-NEW5678       | 2.0.0 | container GTM-ABC1234 replaced by GTM-NEW5678
          "publicId"      | "noPublicId"      | 1.2.4 | container details changed
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
        .startsWith("dataLayer events: added order, removed purchase; tags: added");
  }

  @Test
  void aSourceThatFallsSilentIsAPatchAndOneThatBecomesKnownIsMinor() {
    AccountSources unknown = AccountSources.of(new Source.Unknown<>("no export was dropped"));

    assertThat(after(known(BASE), unknown))
        .isEqualTo(new StateVersion("1.2.4", Change.PATCH, "gtm known → unknown"));
    assertThat(after(unknown, known(BASE)))
        .isEqualTo(new StateVersion("1.3.0", Change.MINOR, "gtm unknown → known"));
  }

  @Test
  void anotherReasonForKnowingNothingChangesNothing() {
    StateVersion next =
        after(
            AccountSources.of(new Source.Unknown<>("timed out")),
            AccountSources.of(new Source.Unknown<>("status 503")));

    assertThat(next.change()).isEqualTo(Change.SAME);
  }

  @Test
  void manyNamesAreCounted() {
    StateVersion next =
        after(Exports.known(Exports.large(1, "x")), Exports.known(Exports.large(9, "x")));

    assertThat(next.reason())
        .startsWith("dataLayer events 1 → 9: added x 1, x 2, x 3 [+5 more]; dataLayer keys 1 → 9");
  }

  private static AccountSources known(String json) {
    return Exports.known(Exports.read("export.json", json));
  }

  private static StateVersion after(AccountSources before, AccountSources now) {
    AccountState previous = new AccountState("hre", "1.2.3", Instant.EPOCH, before);
    return StateVersion.next(Optional.of(previous), now);
  }
}
