package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggersTest {
  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          EQUALS            ; {{Page Path}}    ; /thanks       ;             ; Page Path equals /thanks
          CONTAINS          ; {{Page Path}}    ; /checkout     ;             ; Page Path contains /checkout
          CONTAINS          ; {{Page Path}}    ; /checkout     ; negate      ; not Page Path contains /checkout
          MATCH_REGEX       ; {{Page URL}}     ; ^/(a|b)       ; ignore_case ; Page URL matches regex (ignore case) ^/(a|b)
          STARTS_WITH       ; {{Click URL}}    ; tel:          ;             ; Click URL starts with tel:
          ENDS_WITH         ; {{Click URL}}    ; .pdf          ;             ; Click URL ends with .pdf
          CSS_SELECTOR      ; {{Click Element}}; a.buy *       ;             ; Click Element matches CSS selector a.buy *
          GREATER_OR_EQUALS ; {{DLV - Value}}  ; {{CONST - 9}} ;             ; DLV - Value is at least CONST - 9
          URL_MATCHES       ; {{Page URL}}     ; shop.example  ;             ; Page URL matches URL shop.example
          NEW_IN_2030       ; {{Page URL}}     ; x             ;             ; Page URL new in 2030 x
          """)
  void aConditionIsSaidInWords(String type, String left, String right, String flag, String words) {
    String[] flags = flag == null ? new String[0] : new String[] {flag};
    MadeContainer made =
        MadeContainer.web().trigger("T", "PAGEVIEW").condition("filter", type, left, right, flags);

    assertThat(made.read().triggers().get(0).filterConditions()).containsExactly(words);
  }

  @Test
  void theApisSpellingGivesTheSameWords() {
    MadeContainer made =
        MadeContainer.web()
            .trigger("T", "pageview")
            .condition("filter", "startsWith", "{{Page Path}}", "/de/");

    assertThat(made.read().triggers())
        .extracting(Trigger::filterConditions)
        .containsExactly(java.util.List.of("Page Path starts with /de/"));
  }

  @Test
  void theEventFilterStandsAloneAndAllConditionsAreKept() {
    MadeContainer made =
        MadeContainer.web()
            .trigger("T", "CUSTOM_EVENT")
            .condition("customEventFilter", "MATCH_REGEX", "{{_event}}", "form_.*", "ignore_case")
            .condition("filter", "EQUALS", "{{Form ID}}", "lead")
            .condition("autoEventFilter", "CONTAINS", "{{Page Path}}", "/contact");

    Trigger trigger = made.read().triggers().get(0);

    assertThat(trigger.customEventFilter()).contains("event matches regex (ignore case) form_.*");
    assertThat(trigger.filterConditions())
        .containsExactly("Page Path contains /contact", "Form ID equals lead");
  }

  @Test
  void timersScrollsVisibilityAndGroupsSayTheirSettings() {
    MadeContainer made =
        MadeContainer.web()
            .trigger("A first", "PAGEVIEW") // has id 1
            .trigger("B timer", "TIMER")
            .with("interval", "{\"type\": \"TEMPLATE\", \"value\": \"5000\"}")
            .with("limit", "{\"type\": \"TEMPLATE\", \"value\": \"3\"}")
            .trigger(
                "C scroll",
                "SCROLL_DEPTH",
                "verticalThresholdUnits",
                "PERCENT",
                "verticalThresholdsPercent",
                "25,50")
            .trigger(
                "D seen",
                "ELEMENT_VISIBILITY",
                "elementSelector",
                "#reviews",
                "onScreenRatio",
                "50")
            .trigger("E group", "TRIGGER_GROUP")
            .with(
                "parameter",
                """
                [{"type": "LIST", "key": "triggerIds", "list": [
                  {"type": "TRIGGER_REFERENCE", "value": "1"},
                  {"type": "TRIGGER_REFERENCE", "value": "2147479553"}]}]
                """);

    assertThat(made.read().triggers())
        .extracting(trigger -> String.join("; ", trigger.filterConditions()))
        .containsExactly(
            "",
            "every 5000 ms, at most 3 times",
            "vertical scroll to 25,50 %",
            "element #reviews visible to 50 %",
            "all of: A first, All Pages");
  }
}
