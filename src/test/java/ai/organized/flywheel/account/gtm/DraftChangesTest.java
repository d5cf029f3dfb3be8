package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.DraftChanges.Changed;
import ai.organized.flywheel.account.gtm.DraftChanges.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftChangesTest {
  @Test
  void anExportAndItselfDifferInNothing() {
    assertThat(DraftChanges.between(shop().export(), shop().export()).isEmpty()).isTrue();
  }

  @Test
  void whatCameWhatWentAndWhatDiffersIsNamed() {
    MadeContainer draft = shop();
    draft.version.withArray("/tag").remove(1);
    draft
        .tag("New", "html")
        .template("50", "New template", "___INFO___")
        .add("folder", "folderId", "New folder", "")
        .add("builtInVariable", "id", "Page URL", "PAGE_URL")
        .add("client", "clientId", "GA4", "gaaw_client")
        .add("transformation", "transformationId", "Drop IP", "tf_exclude_params")
        .add("zone", "zoneId", "Zone", "")
        .add("gtagConfig", "gtagConfigId", "Config", "google");

    DraftChanges changes = DraftChanges.between(shop().export(), draft.export());

    assertThat(changes.added())
        .containsExactly(
            new Entity("tag", "New"),
            new Entity("folder", "New folder"),
            new Entity("client", "GA4"),
            new Entity("transformation", "Drop IP"),
            new Entity("customTemplate", "New template"),
            new Entity("zone", "Zone"),
            new Entity("builtInVariable", "Page URL"),
            new Entity("gtagConfig", "Config"));
    assertThat(changes.removed()).containsExactly(new Entity("tag", "Chat"));
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void fieldsAreNamedAndParametersOneByOne() {
    MadeContainer draft =
        MadeContainer.web()
            .tag("Ads conversion", "awct", "conversionLabel", "NEW", "conversionId", "123456789")
            .firedBy("3", "4")
            .with("paused", "true")
            .tag("Chat", "html", "html", "hi")
            .trigger("Renamed", "CUSTOM_EVENT")
            .condition("customEventFilter", "EQUALS", "{{_event}}", "order")
            .trigger("Other", "PAGEVIEW");

    assertThat(DraftChanges.between(shop().export(), draft.export()).changed())
        .containsExactly(
            new Changed(
                "tag",
                "Ads conversion",
                List.of("firingTriggerId", "parameter.conversionLabel", "paused")),
            new Changed("trigger", "CE - purchase", List.of("customEventFilter", "name")));
  }

  @Test
  void bookkeepingOrderSpellingAndWhatStandsForNothingMakeNoDifference() {
    MadeContainer draft =
        MadeContainer.web()
            .tag("Ads conversion", "awct", "conversionId", "123456789", "conversionLabel", "OLD")
            .firedBy("3")
            .with("fingerprint", "\"999\"")
            .with("workspaceId", "\"8\"")
            .with("path", "\"accounts/1\"")
            .with("tagManagerUrl", "\"https://x\"")
            .with("paused", "false")
            .with("tagFiringOption", "\"oncePerEvent\"")
            .with("monitoringMetadata", "{\"type\": \"map\"}")
            .with("consentSettings", "{\"consentStatus\": \"notSet\"}")
            .with("notes", "\"\"")
            .tag("Chat", "html", "html", "hi")
            .trigger("CE - purchase", "customEvent")
            .condition("customEventFilter", "equals", "{{_event}}", "purchase")
            .trigger("Other", "pageview");

    assertThat(DraftChanges.between(shop().export(), draft.export()).isEmpty()).isTrue();
  }

  @Test
  void containersOfTwoAccountsAreComparedByNamesAlsoWhereIdsStand() {
    MadeContainer copy =
        MadeContainer.web()
            .trigger("Other", "PAGEVIEW") // takes the id that another one has in the first
            .customEvent("purchase")
            .template("1", "Banner", "___INFO___\n")
            .tag("Banner", "cvt_999_1")
            .firedBy("2");
    copy.version.put("containerId", "999");
    MadeContainer original =
        MadeContainer.web()
            .customEvent("purchase")
            .trigger("Other", "PAGEVIEW")
            .template("77", "Banner", "___INFO___\n")
            .tag("Banner", "cvt_170000001_77")
            .firedBy("1");

    assertThat(DraftChanges.between(original.export(), copy.export()))
        .isEqualTo(new DraftChanges(List.of(), List.of(), List.of()));
  }

  @Test
  void aTemplateWithOtherCodeIsChanged() {
    MadeContainer published = MadeContainer.web().template("5", "Banner", "___INFO___\n{}\nold");
    MadeContainer draft = MadeContainer.web().template("5", "Banner", "___INFO___\n{}\nnew");

    assertThat(DraftChanges.between(published.export(), draft.export()).changed())
        .containsExactly(new Changed("customTemplate", "Banner", List.of("templateData")));
  }

  @Test
  void theOrderOfRowsInATableCounts() {
    assertThat(DraftChanges.between(table("a", "b"), table("b", "a")).changed())
        .containsExactly(new Changed("variable", "Lookup", List.of("parameter.map")));
    assertThat(DraftChanges.between(table("a", "b"), table("a", "b")).isEmpty()).isTrue();
  }

  private static GtmExport table(String first, String second) {
    String row = "{\"type\": \"MAP\", \"map\": [{\"key\": \"key\", \"value\": \"%s\"}]}";
    return MadeContainer.web()
        .variable("Lookup", "remm")
        .with(
            "parameter",
            "[{\"type\": \"LIST\", \"key\": \"map\", \"list\": [%s, %s]}]"
                .formatted(row.formatted(first), row.formatted(second)))
        .export();
  }

  private static MadeContainer shop() {
    return MadeContainer.web()
        .tag("Ads conversion", "awct", "conversionId", "123456789", "conversionLabel", "OLD")
        .firedBy("3")
        .tag("Chat", "html", "html", "hi")
        .customEvent("purchase")
        .trigger("Other", "PAGEVIEW");
  }
}
