package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "purchase, purchase",
    "^purchase$, purchase",
    "a|b|c, a;b;c",
    "^(a|b)$, a;b",
    "^(?:a|b)$, a;b",
    "^a$|^b$, a;b",
    "checkout\\.step_1|lead-form, checkout.step_1;lead-form",
    "gtm.dom|order placed, gtm.dom;order placed"
  })
  void aPureAlternationIsAListOfNames(String regex, String names) {
    assertThat(EventNames.alternatives(regex).map(found -> String.join(";", found)))
        .isEqualTo(Optional.of(names));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        ".*",
        "form_.*",
        "a|b+",
        "a||b",
        "",
        "(a|b",
        "^(a)|(b)$",
        "[ab]",
        "a?",
        "lead.",
        "a|\\d"
      })
  void anythingMoreStaysAPattern(String regex) {
    assertThat(EventNames.alternatives(regex)).isEmpty();
  }
}
