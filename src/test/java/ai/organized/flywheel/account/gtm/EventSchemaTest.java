package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.Event;
import ai.organized.flywheel.account.gtm.GtmContainer.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {
  @Test
  void evidenceOfOneEventIsGathered() {
    GtmContainer container =
        MadeContainer.web()
            .customEvent("purchase")
            .tag("Push", "html", "html", "<script>dataLayer.push({'event': 'purchase'})</script>")
            .tag("GA4", "gaawe", "eventName", "purchase")
            .tag("GA4 other", "gaawe", "eventName", "generate_lead")
            .read();

    assertThat(container.events())
        .containsExactly(
            new Event("generate_lead", List.of(Evidence.SENT)),
            new Event("purchase", List.of(Evidence.LISTENED, Evidence.PUSHED, Evidence.SENT)));
  }

  @Test
  void anAlternationIsExpandedAndAnyOtherPatternKept() {
    GtmContainer container =
        MadeContainer.web()
            .trigger("A", "CUSTOM_EVENT")
            .condition("customEventFilter", "MATCH_REGEX", "{{_event}}", "^(a|b|gtm.dom)$")
            .trigger("B", "CUSTOM_EVENT")
            .condition("customEventFilter", "MATCH_REGEX", "{{_event}}", ".*")
            .read();

    assertThat(container.events()).extracting(Event::name).containsExactly("a", "b");
    assertThat(container.eventPatterns()).containsExactly(".*");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"{{Event}}", "{{_event}}", "{{Event Name}}", "{{Ereignis}}", "{{My event}}"})
  void conditionsOnTheEventCountWhateverItsVariableIsCalled(String reference) {
    GtmContainer container =
        MadeContainer.server()
            .add("builtInVariable", "id", "Ereignis", "EVENT_NAME")
            .variable("My event", "ed", "keyPath", "event_name")
            .trigger("T", "ALWAYS")
            .condition("filter", "EQUALS", reference, "lead")
            .condition("filter", "EQUALS", "{{Client Name}}", "GA4")
            .read();

    assertThat(container.events()).containsExactly(new Event("lead", List.of(Evidence.LISTENED)));
  }

  @Test
  void whatANameOnlyBeginsOrEndsWithIsAPattern() {
    GtmContainer container =
        MadeContainer.web()
            .trigger("T", "PAGEVIEW")
            .condition("filter", "STARTS_WITH", "{{Event}}", "form.")
            .condition("filter", "ENDS_WITH", "{{Event}}", "_done")
            .condition("filter", "CONTAINS", "{{Event}}", "step")
            .read();

    assertThat(container.eventPatterns()).containsExactly("^form\\.", "_done$", "step");
  }

  @Test
  void negatedConditionsBuiltInEventsAndPassedOnNamesAreNoEvents() {
    GtmContainer container =
        MadeContainer.web()
            .trigger("T", "CUSTOM_EVENT")
            .condition("customEventFilter", "EQUALS", "{{_event}}", "test", "negate")
            .customEvent("gtm.historyChange")
            .tag("GA4", "gaawe", "eventName", "{{Event}}")
            .tag("GA4 server", "sgtmgaaw", "eventName", "{{_event}}")
            .tag("GA4 computed", "gaawe", "eventName", "{{JS - name}}")
            .read();

    assertThat(container.events()).isEmpty();
  }

  @Test
  void constantsInNamesAreResolved() {
    GtmContainer container =
        MadeContainer.web()
            .variable("CONST - Prefix", "c", "value", "shop")
            .variable("CONST - Lead", "c", "value", "{{CONST - Prefix}}_lead")
            .variable("CONST - Circle", "c", "value", "{{CONST - Circle}}")
            .tag("GA4", "gaawe", "eventName", "{{CONST - Lead}}")
            .tag("GA4 circle", "gaawe", "eventName", "{{CONST - Circle}}")
            .read();

    assertThat(container.events()).extracting(Event::name).containsExactly("shop_lead");
  }

  @Test
  void theWordsOfTheContainerItselfAreKeptBesideWhatIsConcluded() {
    RawEvents raw =
        MadeContainer.web()
            .customEvent("purchase")
            .trigger("A", "CUSTOM_EVENT")
            .condition("customEventFilter", "MATCH_REGEX", "{{_event}}", "a|b")
            .trigger("B", "ALWAYS")
            .condition("filter", "EQUALS", "{{Event}}", "filtered")
            .tag("GA4", "gaawe", "eventName", "{{Event}}")
            .export()
            .rawEvents();

    assertThat(raw)
        .isEqualTo(new RawEvents(List.of("purchase"), List.of("a|b"), List.of("{{Event}}")));
  }

  @Test
  void whatATemplateIsCalledAndPushesMayBeNothingButAKey() {
    String key = "q8Zr2LmX9".repeat(4);
    String text =
        "___INFO___\n\n{\"displayName\": \""
            + key
            + "\"}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n"
            + "callInWindow('dataLayer.push', {event: '"
            + key
            + "'});\n";

    GtmExport export = MadeContainer.web().template("3", "T", text).export();

    assertThat(export.version().toString()).doesNotContain(key);
    assertThat(export.redacted()).containsEntry("high-entropy", 2);
  }

  @Test
  void eventsThatATemplatePushesAreKeptWithoutItsCode() {
    String text =
        """
        ___INFO___

        {"displayName": "Consent \\u0026 more"}

        ___SANDBOXED_JS_FOR_WEB_TEMPLATE___

        const dataLayerPush = require('createQueue');
        const push = createQueue('dataLayer');
        push({event: 'consent_given', choice: data.choice});

        ___TESTS___

        code: dataLayer.push({event: 'only_in_a_test'});
        """;
    GtmExport export = MadeContainer.web().template("3", "Consent", text).export();

    assertThat(export.container().events())
        .containsExactly(new Event("consent_given", List.of(Evidence.PUSHED)));
    assertThat(export.version().path("customTemplate").path(0).path("templateData").toString())
        .contains("\"displayName\":\"Consent & more\"", "\"sha256\":\"")
        .doesNotContain("createQueue");
  }

  @Test
  void whatWasKeptOfAnExportReadsTheSameAgain() {
    GtmExport export =
        MadeContainer.web().template("3", "T", "___INFO___\n{}\n").customEvent("lead").export();

    GtmExport again = Exports.export("kept.json", export.version().toString());

    assertThat(again.version()).isEqualTo(export.version());
    assertThat(again.container()).isEqualTo(export.container());
  }
}
