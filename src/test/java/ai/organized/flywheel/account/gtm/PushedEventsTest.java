package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushedEventsTest {
  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "dataLayer.push({event:'lead'})",
        "window.dataLayer.push( { \"event\" : \"lead\" } );",
        "window['dataLayer'].push({'event': 'lead'})",
        "dataLayer['push']({event: `lead`})",
        "dataLayer\n  .push({\n    value: {{DLV - Value}},\n    'event': 'lead'\n  });",
        "dataLayer.push({items: [{event: 'inner'}, {a: {b: '}'}}], f(x) { return 1 }, event: 'lead'})",
        "dataLayer.push({/* event: 'no' */ event: /* why */ 'lead', // the lead\n n: 1})",
        "callInWindow('dataLayer.push', {event: 'lead'})",
        "const send = createQueue('dataLayer'); send({event: 'lead'});",
        "<!-- a note --><script>dataLayer.push({event: 'lead'})</script>",
        "<script><!--\ndataLayer.push({event: 'lead'});\n//--></script>",
        "var cdn = 'https://cdn.example/x.js'; dataLayer.push({event:'lead'})",
        "fetch(u, {headers: {Accept: '*/*'}}); dataLayer.push({event:'lead'})"
      })
  void aPlainNameIsFound(String code) {
    assertThat(PushedEvents.in(code)).containsExactly("lead");
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "",
        "dataLayer.push(arguments)",
        "dataLayer.push({event: name})",
        "dataLayer.push({event: 'form_' + id})",
        "dataLayer.push({event: `form_${id}`})",
        "dataLayer.push({ecommerce: {event: 'inner'}})",
        "dataLayer.push({eventName: 'lead'})",
        "dataLayer.push({event: ''})",
        "// dataLayer.push({event: 'old'})",
        "/* dataLayer.push({event: 'old'}) */",
        "<!-- <script>dataLayer.push({event: 'old'})</script> -->",
        "myLayer.push({event: 'other'})",
        "dataLayer.push({",
        "dataLayer.push({event: 'cut"
      })
  void whatIsComputedCommentedOutOrBrokenIsNot(String code) {
    assertThat(PushedEvents.in(code)).isEmpty();
  }

  @Test
  void allPushesOfACodeAreFoundInTheirOrder() {
    String code = "dataLayer.push({event:'b'}); if (x) dataLayer.push({event:'a'});";

    assertThat(PushedEvents.in(code)).containsExactly("b", "a");
  }
}
