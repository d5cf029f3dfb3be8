package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.Consent;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import org.junit.jupiter.api.Test;

class TagsTest {
  @Test
  void triggersAreNamedBuiltInOnesLabelledAndDanglingIdsSaidSo() {
    MadeContainer made = MadeContainer.web().customEvent("purchase"); // has id 1
    made.tag("GA4", "gaawe")
        .firedBy("1", "2147479553", "2147479572", "2147479573", "2147479574", "42")
        .with("blockingTriggerId", "[\"1\"]");

    Tag tag = made.read().tags().get(0);

    assertThat(tag.firingTriggers())
        .containsExactly(
            "All Pages",
            "CE - purchase",
            "Consent Initialization",
            "Initialization",
            "built-in trigger 2147479574",
            "missing trigger 42");
    assertThat(tag.blockingTriggers()).containsExactly("CE - purchase");
  }

  @Test
  void consentSequencesAndNotesAreKept() {
    MadeContainer made =
        MadeContainer.web()
            .tag("Pixel", "html")
            .with(
                "consentSettings",
                """
                {"consentStatus": "NEEDED", "consentType": {"type": "LIST", "list":
                  [{"type": "TEMPLATE", "value": "ad_storage"},
                   {"type": "TEMPLATE", "value": "ad_user_data"}]}}
                """)
            .with("setupTag", "[{\"tagName\": \"Consent\", \"stopOnSetupFailure\": true}]")
            .with("teardownTag", "[{\"tagName\": \"Clean up\"}]")
            .with("notes", "\"" + "note ".repeat(60) + "\"");

    Tag tag = made.read().tags().get(0);

    assertThat(tag.consent()).isEqualTo(Consent.NEEDED);
    assertThat(tag.consentNeeded()).containsExactly("ad_storage", "ad_user_data");
    assertThat(tag.setupTags()).containsExactly("Consent");
    assertThat(tag.teardownTags()).containsExactly("Clean up");
    assertThat(tag.notes()).contains("note ".repeat(40) + "…");
  }

  @Test
  void theApiSaysConsentInItsOwnSpelling() {
    MadeContainer made =
        MadeContainer.web()
            .tag("A", "html")
            .with("consentSettings", "{\"consentStatus\": \"notNeeded\"}")
            .tag("B", "html")
            .with("consentSettings", "{\"consentStatus\": \"needed\"}");

    assertThat(made.read().tags())
        .extracting(Tag::consent)
        .containsExactly(Consent.NOT_NEEDED, Consent.NEEDED);
  }

  @Test
  void aCustomTypeHasItsTemplatesNameWhereTheExportHasTheTemplate() {
    GtmContainer container =
        MadeContainer.web()
            .template("9", "Cookie Banner", "___INFO___")
            .template("10", "Pixel", "___INFO___")
            .with("galleryReference", "{\"galleryTemplateId\": \"KFNBV\"}")
            .tag("a", "cvt_170000001_9")
            .tag("b", "cvt_KFNBV")
            .tag("c", "cvt_170000001_77")
            .read();

    assertThat(container.tags())
        .extracting(tag -> tag.template().orElse("?"))
        .containsExactly("Cookie Banner", "Pixel", "?");
  }

  @Test
  void aTagIsLiveWhenATriggerThatExistsCanFireIt() {
    GtmContainer container =
        MadeContainer.web()
            .tag("fires", "html")
            .tag("paused", "html")
            .with("paused", "true")
            .tag("has no trigger", "html")
            .firedBy()
            .tag("lost its trigger", "html")
            .firedBy("42")
            .read();

    assertThat(container.tags())
        .filteredOn(Tag::live)
        .extracting(Tag::name)
        .containsExactly("fires");
  }
}
