package ai.organized.flywheel.account.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String KEY = "q8Zr2LmX9".repeat(4);

  private final Redactions redactions = new Redactions();

  @Test
  void aKeyThatNothingAnnouncesGoesWhereItIsTheWholeText() {
    assertThat(Excerpt.of(KEY, Excerpt.TITLE, redactions)).isEqualTo("[redacted:high-entropy]");
    assertThat(redactions.counts().toString()).isEqualTo("{high-entropy=1}");
  }

  @Test
  void aFieldsNameSaysWhatItsValueIs() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("identifier", KEY).put("apiKey", "made-up-api-key").put("name", "Brand");

    assertThat(Excerpt.of(row, "identifier", Excerpt.TITLE, redactions)).contains(KEY);
    assertThat(Excerpt.of(row, "apiKey", Excerpt.TITLE, redactions)).contains("[redacted:secret]");
    assertThat(Excerpt.of(row, "name", Excerpt.TITLE, redactions)).contains("Brand");
  }

  @Test
  void aSecretThatTheCutWouldHalveIsTakenOutBefore() {
    String text = "x".repeat(180) + " " + "EAA" + "Ab1".repeat(30);

    assertThat(Excerpt.of(text, Excerpt.TITLE, redactions))
        .endsWith("x [redacted:meta-tok…")
        .hasSize(Excerpt.TITLE);
  }
}
