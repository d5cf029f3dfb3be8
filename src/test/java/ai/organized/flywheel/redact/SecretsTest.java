package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  /** The numbers stand for so many made-up letters and digits: no secret is written down here. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Use sk-<40> now            | Use [redacted:api-key] now
          (sk-ant-api03-<40>)        | ([redacted:api-key])
          sk-proj-<40>_x-1           | [redacted:api-key]
          key EAA<40>.               | key [redacted:meta-token].
          x%3DEAA<40>                | x%3D[redacted:meta-token]
          line\\nEAA<40>             | line\\n[redacted:meta-token]
          ?key=AIza<40>&v=1          | ?key=[redacted:google-api-key]&v=1
          ya29.<40>                  | [redacted:google-oauth]
          GOCSPX-<40>                | [redacted:google-oauth]
          ghp_<40>                   | [redacted:github-token]
          github_pat_<40>            | [redacted:github-token]
          xoxb-123-<40>              | [redacted:slack-token]
          xoxp-123-<40>              | [redacted:slack-token]
          https://hooks.slack.com/services/T0/B0/<40>! | [redacted:slack-webhook]!
          id AKIA<16>.   | id [redacted:aws-key].
          eyJ<40>.eyJ<40>.<40>       | [redacted:jwt]
          sk_live_<40>               | [redacted:stripe-key]
          rk_live_<40>               | [redacted:stripe-key]
          Bearer <40>                | Bearer [redacted:bearer]
          Authorization: Basic <40>= | Authorization: Basic [redacted:secret]
          Authorization:\\n  Basic <40>= | Authorization:\\n  Basic [redacted:secret]
          token:\\\\n  <40>          | token:\\\\n  [redacted:secret]
          api_key=<40>               | api_key=[redacted:secret]
          "api-key": "<40>"          | "api-key": "[redacted:secret]"
          client_secret: <40>        | client_secret: [redacted:secret]
          accessToken = '<40>';      | accessToken = '[redacted:secret]';
          Password: <40>             | Password: [redacted:secret]
          token%3D<40>%26x           | token%3D[redacted:secret]
          """)
  void eachKindIsReplacedByItsName(String text, String expected) {
    String secret = text.replace("<40>", "Fake0Fake1".repeat(4)).replace("<16>", "FAKE".repeat(4));

    assertThat(Secrets.clean(secret)).isEqualTo(expected);
  }

  @Test
  void aPrivateKeyGoesWithItsFrame() {
    String key = new Fakes(1).planted(PlantedSecrets.PRIVATE_KEY).secret();

    assertThat(Secrets.clean("before\n" + key + "\nafter"))
        .isEqualTo("before\n[redacted:private-key]\nafter");
  }

  @Test
  void aPrivateKeyOnOneLineOrCutOffInTheMiddleGoesToo() {
    String key = new Fakes(2).planted(PlantedSecrets.PRIVATE_KEY).secret();

    assertThat(Secrets.clean("{\"k\":\"" + key.replace("\n", "\\n") + "\"}"))
        .isEqualTo("{\"k\":\"[redacted:private-key]\"}");
    assertThat(Secrets.clean(key.substring(0, 150))).isEqualTo("[redacted:private-key]");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "550e8400-e29b-41d4-a716-446655440000",
        "GTM-ABC1234",
        "AW-1234567890/AbC-D_efG-h12_34-567",
        "G-ABCDEF1234",
        "1029907382331846",
        "act_645790768357540",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "https://shop.example/products/summer-dress-blue-xl?variant=40123456789012&utm_medium=cpc",
        "{{CONST - Meta Access Token}}",
        "access_token: {{CONST - Meta Access Token}}",
        "#shopify-section-template--16789__main > div.sk-header-navigation-col-12 a:nth-child(2)",
        ".task-list-item-completed-2024-container",
        "token = readCookieByName('session_identifier')",
        "token: user_data.session_token_value",
        "const secret = process.env.META_ACCESS_TOKEN",
        "API Key\n====================",
        "the bearer authentication-and-refresh flow",
        "Basic ecommerce-tracking-2024-setup",
        "the token ecommerce.items.0.item_list_id_2",
        "an ASIAPACIFICREMARKETING2024 campaign",
        "[redacted:secret] token: [redacted:meta-token]"
      })
  void whatOnlyLooksLikeASecretComesBackAsTheSameInstance(String text) {
    assertThat(Secrets.clean(text)).isSameAs(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noPlantedSecretSurvivesAndTheRestStays(long seed) {
    Fakes fakes = new Fakes(seed);
    for (PlantedSecrets kind : Fakes.SECRETS) {
      Planted planted = fakes.planted(kind);
      String before = fakes.clean(10) + fakes.between();
      String after = fakes.between() + fakes.clean(10);

      String cleaned = Secrets.clean(before + planted.text() + after);

      assertThat(cleaned).doesNotContain(planted.secret()).startsWith(before).endsWith(after);
      assertThat(longestCommonPart(cleaned, planted.secret()))
          .as("what is left of %s in %s", planted.secret(), cleaned)
          .isLessThan(12);
    }
  }

  /** Any pieces glued together, so that borders fall where nobody put them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cleaningTwiceChangesNothingMore(long seed) {
    Fakes fakes = new Fakes(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      Planted planted = fakes.planted(fakes.pick(Fakes.SECRETS));
      text.append(fakes.pick(List.of("", "=", "-", "_", ".", "/", "\\n", "%", ": ", " ")))
          .append(i % 3 == 0 ? fakes.lookAlike() : planted.text());
    }

    String once = Secrets.clean(text.toString());

    assertThat(Secrets.clean(once)).isSameAs(once);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cleanTextComesBackAsTheSameInstance(long seed) {
    String text = new Fakes(seed).clean(200);

    assertThat(Secrets.clean(text)).isSameAs(text);
  }

  @Test
  void aTextThatTriesToKeepTheScanBusyIsCleanedInReasonableTime() {
    String text = ("-----BEGIN PRIVATE KEY----- token=" + "a".repeat(15) + " sk-eyJ").repeat(2_000);

    assertThat(Secrets.clean(text + "=".repeat(200_000))).contains("[redacted:");
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static int longestCommonPart(String text, String secret) {
    int longest = 0;
    for (int start = 0; start < secret.length(); start++) {
      while (start + longest < secret.length()
          && text.contains(secret.substring(start, start + longest + 1))) {
        longest++;
      }
    }
    return longest;
  }
}
