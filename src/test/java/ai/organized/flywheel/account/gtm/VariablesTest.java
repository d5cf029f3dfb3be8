package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource({
    "v, name, ecommerce.items.0.price, ecommerce.items.0.price",
    "ed, keyPath, user_data.email_address, user_data.email_address",
    "k, name, _fbp, cookie _fbp",
    "ck, name, _fbc, cookie _fbc",
    "u, component, PATH, URL path",
    "u, component, URL, URL",
    "j, name, window.shop, JavaScript window.shop",
    "rh, headerName, User-Agent, header User-Agent",
    "qp, queryParamName, gclid, query gclid",
    "aev, varType, HISTORY_NEW_URL_FRAGMENT, event history new url fragment",
    "d, elementId, total, element #total",
    "vis, elementSelector, .cart, element .cart visibility",
    "awec, email, {{DLV - Email}}, user-provided data: email"
  })
  void aVariableSaysWhatItReads(String type, String key, String value, String words) {
    assertThat(parameterOf(MadeContainer.web().variable("V", type, key, value))).isEqualTo(words);
  }

  @Test
  void aQueryKeyTheTableOfALookupAndSettingsAreNamed() {
    MadeContainer made =
        MadeContainer.web()
            .variable("A", "u", "component", "QUERY", "queryKey", "utm_source")
            .variable("B", "smm", "input", "{{Page Path}}")
            .with(
                "parameter",
                """
                [{"type": "TEMPLATE", "key": "input", "value": "{{Page Path}}"},
                 {"type": "LIST", "key": "map", "list": [{"type": "MAP"}, {"type": "MAP"}]}]
                """)
            .variable("C", "gtes")
            .with(
                "parameter",
                """
                [{"type": "LIST", "key": "eventSettingsTable", "list": [{"type": "MAP", "map": [
                  {"type": "TEMPLATE", "key": "parameter", "value": "user_id"},
                  {"type": "TEMPLATE", "key": "parameterValue", "value": "{{DLV - User}}"}]}]}]
                """);

    assertThat(made.read().variables())
        .extracting(variable -> variable.parameter().orElse("-"))
        .containsExactly(
            "URL query utm_source", "lookup of Page Path, 2 rows", "event settings: user_id");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "AW-1234567890",
        "G-ABCDEF1234",
        "GT-ABC1234",
        "GTM-WEB1234",
        "UA-12345678-1",
        "DC-1234567",
        "481920375512334",
        "act_645790768357540",
        "EUR"
      })
  void aConstantShowsAnIdThatIsNoSecret(String id) {
    assertThat(parameterOf(MadeContainer.web().variable("C", "c", "value", id))).isEqualTo(id);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"tt_made_up_token_0000", "https://sst.shop.example", "euro", "12345", ""})
  void anyOtherConstantShowsNothing(String value) {
    Variable variable =
        MadeContainer.web().variable("C", "c", "value", value).read().variables().get(0);

    assertThat(variable.parameter()).isEmpty();
  }

  private static String parameterOf(MadeContainer made) {
    return made.read().variables().get(0).parameter().orElseThrow();
  }
}
