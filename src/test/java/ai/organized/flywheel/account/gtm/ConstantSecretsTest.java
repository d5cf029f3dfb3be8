package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConstantSecretsTest {
  private static final String ODD = "tt-made-up-" + "0123456";

  @Test
  void aConstantThatIsNamedLikeASecretIsNotKept() {
    GtmExport export =
        MadeContainer.server().variable("CONST - Access Token", "c", "value", ODD).export();

    assertThat(export.version().toString()).doesNotContain(ODD).contains("[redacted:secret]");
  }

  @Test
  void aConstantThatIsUsedLikeASecretIsNotKept() {
    GtmExport export =
        MadeContainer.server()
            .variable("CONST - TikTok", "c", "value", ODD)
            .tag(
                "TikTok",
                "cvt_K1",
                "name",
                "{{CONST - TikTok}}",
                "accessToken",
                "{{CONST - TikTok}}")
            .export();

    assertThat(export.version().toString()).doesNotContain(ODD).contains("[redacted:secret]");
  }

  @Test
  void anyOtherConstantStaysForComparison() {
    GtmExport export =
        MadeContainer.server()
            .variable("CONST - Server", "c", "value", "https://sst.example")
            .export();

    assertThat(export.version().toString()).contains("https://sst.example");
  }

  @Test
  void aSecretInATagIsNotKept() {
    String token = "EAA" + "FakeToken".repeat(8);
    GtmExport export = MadeContainer.web().tag("T", "html", "html", "x='" + token + "'").export();

    assertThat(export.version().toString()).doesNotContain(token);
  }
}
