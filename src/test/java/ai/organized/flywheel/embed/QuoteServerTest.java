package ai.organized.flywheel.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteServerTest {
  private static final List<String> SENT = List.of("The budget of Kensington grows by half.");

  @Test
  void whatAServerSaysIsQuotedOnOneLineAndCut() {
    assertThat(QuoteServer.of("no such\n\u202emodel", SENT)).isEqualTo(" \"no such model\"");
    assertThat(QuoteServer.of("word ".repeat(100), SENT)).hasSizeLessThan(210).endsWith("…\"");
    assertThat(QuoteServer.of("  ", SENT)).isEmpty();
  }

  @Test
  void nothingIsQuotedThatRepeatsAPartOfAText() {
    assertThat(QuoteServer.of("input \"budget of Kensington\" is bad", SENT)).isEmpty();
    assertThat(QuoteServer.of("the budget is bad", SENT)).isNotEmpty();
    assertThat(QuoteServer.of("bad input: \"Kensington\"", List.of("Kensington"))).isEmpty();
  }
}
