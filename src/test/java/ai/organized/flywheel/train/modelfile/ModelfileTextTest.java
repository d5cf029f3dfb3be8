package ai.organized.flywheel.train.modelfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelfileTextTest {
  private static String normal(String text) {
    return ModelfileText.normal(text);
  }

  @Test
  void aHarmlessTextStaysAsItIs() {
    String prompt =
        "You are a tracking expert.\n\n\tGTM: GTM-XXXX | 31 tags, \"GA4\" \"\" and ''' # FROM x\n"
            + "Über 68 % – naïve “quotes”, 日本語, e\u0301, 👍, 𝄞, $FROM, \\n ";

    assertThat(normal(prompt)).isEqualTo(prompt);
    assertThat(normal("")).isEmpty();
  }

  @Test
  void everyLineEndIsALineFeedAndEverySpaceASpace() {
    assertThat(normal("a\r\nb\rc\u000bd\fe\u0085f\u2028g\u2029h\n\r\ni"))
        .isEqualTo("a\nb\nc\nd\ne\nf\ng\nh\n\ni");
    assertThat(normal("100\u00a0%\u202fx\u2003y\u3000z")).isEqualTo("100 % x y z");
  }

  @Test
  void whatCannotBeSeenIsDropped() {
    assertThat(normal("a\u0000b\u001bc\u00add\u200be\u200df\ufeffg\ue000h\ud800i\uffffj"))
        .isEqualTo("abcdefghij");
  }

  @Test
  void threeQuotesInARowAreDrawnApart() {
    assertThat(normal("x\"\"\"y")).isEqualTo("x\"\" \"y");
    assertThat(normal("\"".repeat(7))).isEqualTo("\"\" \"\" \"\" \"");
    assertThat(normal("\"\u0000\"\u200d\"")).isEqualTo("\"\" \"");
  }
}
