package ai.organized.flywheel.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.organized.flywheel.fixtures.PlantedSecrets;
import ai.organized.flywheel.fixtures.PlantedSecrets.Planted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in another writing: in addresses, with signs that nobody sees, as numbers. */
class HiddenSecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "EAA" + "Ab1".repeat(20);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSecretInAnAddressIsFoundHoweverItIsEncoded(long seed) {
    Fakes fakes = new Fakes(seed);
    for (PlantedSecrets kind : PlantedSecrets.values()) {
      Planted planted = fakes.planted(kind);
      if (planted.text().isEmpty()) {
        continue;
      }
      String form = URLEncoder.encode(planted.text(), StandardCharsets.UTF_8);
      for (String encoded : new String[] {form, form.replace("+", "%20"), encoded(form)}) {
        Redactions redactions = new Redactions();

        String cleaned = redactions.clean("GET https://shop.example/x?q=" + encoded + " failed");

        assertThat(cleaned).doesNotContain(core(planted.secret())).endsWith(" failed");
        assertThat(redactions.counts()).as(cleaned).hasSize(1).containsKey(kind.label());
        assertThat(new Redactions().clean(cleaned)).isEqualTo(cleaned);
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The longest part that looks the same in any writing; of an address its middle. */
  private static String core(String secret) {
    if (secret.contains("@")) {
      return secret.substring(secret.indexOf('@') - 1, secret.indexOf('@') + 3);
    }
    String longest = "";
    for (String part : secret.split("[^A-Za-z0-9]", -1)) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/s%C3%BC%C3%9F?utm_campaign=Summer%20Sale%2C%202026%21",
        "100 % of all; 50%off; a%zzb; %",
        "data:image/svg+xml,%3Csvg%20xmlns%3D%27http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg%27%3E",
        "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67, Soft\u00adhyphen"
      })
  void whatHidesNothingStaysAsItWas(String text) {
    assertThat(new Redactions().clean(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e"})
  void signsThatNobodySeesHideNoSecret(String sign) {
    String hidden = TOKEN.substring(0, 20) + sign + TOKEN.substring(20);

    assertThat(new Redactions().clean("the " + hidden)).isEqualTo("the [redacted:meta-token]");
    assertThat(new Redactions().clean(JSON.createArrayNode().add(hidden)).path(0).asText())
        .isEqualTo("[redacted:meta-token]");
  }

  @Test
  void aNumberThatIsNamedLikeASecretGoes() throws IOException {
    JsonNode told =
        JSON.readTree("{\"api_secret\": 123456789012345, \"id\": 123456789012345, \"token\": 7}");

    Redactions redactions = new Redactions();
    assertThat(redactions.clean(told))
        .isEqualTo(
            JSON.readTree(
                "{\"api_secret\": \"[redacted:secret]\", \"id\": 123456789012345, \"token\": 7}"));
    assertThat(redactions.counts().toString()).isEqualTo("{secret=1}");
  }

  @Test
  void aValueAloneIsJudgedByItsNameToo() {
    String key = "q8Zr2LmX9".repeat(4);

    assertThat(new Redactions().clean("name", key)).isEqualTo("[redacted:high-entropy]");
    assertThat(new Redactions().clean("", "made-up-api-key")).isEqualTo("made-up-api-key");
    assertThat(new Redactions().clean("apiKey", "made-up-api-key")).isEqualTo("[redacted:secret]");
    assertThat(new Redactions().clean("identifier", key)).isEqualTo(key);
  }

  @Test
  void whatWasTakenOutBeforeIsCountedByItsMarks() {
    Redactions redactions = new Redactions();

    redactions.addMarked(
        "refused: [redacted:jwt] and [redacted:jwt] of [redacted:email], [redacted]");

    assertThat(redactions.counts().toString()).isEqualTo("{email=1, jwt=2}");
  }

  @Test
  void aLongEncodedTextTakesNoLonger() {
    String text = "%3Cpath%20d%3D%22M0%200%22%2F%3E".repeat(50_000);

    assertTimeout(
        Duration.ofSeconds(10), () -> assertThat(new Redactions().clean(text)).isSameAs(text));
  }
}
