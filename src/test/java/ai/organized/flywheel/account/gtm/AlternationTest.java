package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlternationTest {
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
    assertThat(Alternation.names(regex).map(found -> String.join(";", found)))
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
    assertThat(Alternation.names(regex)).isEmpty();
  }

  @Test
  void aListOfAnyLengthIsRead() {
    String words = "word ".repeat(50_000).strip();

    assertThat(Alternation.names(words + "|b")).contains(List.of(words, "b"));
  }
}
