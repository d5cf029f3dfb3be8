package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.organized.flywheel.account.gtm.GtmContainer.Counts;
import ai.organized.flywheel.account.gtm.GtmContainer.Event;
import ai.organized.flywheel.account.gtm.GtmContainer.Side;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import ai.organized.flywheel.account.gtm.GtmContainer.Trigger;
import ai.organized.flywheel.account.gtm.GtmContainer.Variable;
import ai.organized.flywheel.failure.RefusedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GtmExportReaderTest {
  private final GtmExportReader reader = new GtmExportReader();

  @Test
  void aWebContainerGivesItsNamesEventsAndKeys() {
    GtmContainer web = Exports.web();

    assertThat(web.containerId()).contains("GTM-WEB1234");
    assertThat(web.name()).contains("shop.example");
    assertThat(web.side()).isEqualTo(Side.WEB);
    assertThat(web.versionId()).contains("12");
    assertThat(web.draft()).isFalse();
    assertThat(web.counts()).isEqualTo(new Counts(4, 6, 5, 0, 0, 1, 0, 0, 1));
    assertThat(web.tags())
        .extracting(Tag::name, Tag::type, Tag::paused)
        .containsExactly(
            tuple("AW - All Purchases", "awct", false),
            tuple("Chat widget", "html", true),
            tuple("GA4 - Purchase", "gaawe", false),
            tuple("GA4 Config", "googtag", false));
    assertThat(web.triggers()).hasSize(6).extracting(Trigger::name).contains("CE - purchase");
    assertThat(web.variables())
        .contains(new Variable("DLV - Items", "v", Optional.of("ecommerce.items")));
    assertThat(web.templates()).containsExactly("Consent Banner");
    assertThat(web.events())
        .extracting(Event::name)
        .containsExactly("add_to_cart", "chat_open", "purchase", "view_item");
    assertThat(web.eventPatterns()).containsExactly("form_.*");
    assertThat(web.keys()).containsExactly("ecommerce.items", "ecommerce.value");
  }

  @Test
  void aServerContainerGivesItsClientsTransformationsAndEventDataKeys() {
    GtmContainer server = Exports.read("server-container.json");

    assertThat(server.side()).isEqualTo(Side.SERVER);
    assertThat(server.clients()).containsExactly("GA4", "Web Container");
    assertThat(server.transformations()).containsExactly("Drop IP");
    assertThat(server.events()).extracting(Event::name).containsExactly("purchase");
    assertThat(server.keys()).containsExactly("user_data.email_address", "value");
  }

  @Test
  void valuesOfConstantsAndCodeAreNeverCopied() {
    assertThat(Exports.read("server-container.json").toString()).doesNotContain("MADE-UP");
    assertThat(Exports.web().toString()).doesNotContain("EUR-only", "return 42", "<script>");
  }

  @Test
  void namesPassTheRedaction() {
    String token = "EAA" + "FakeToken".repeat(6);
    GtmContainer container = MadeContainer.web().tag("Pixel " + token, "html").read();

    assertThat(container.tags())
        .extracting(Tag::name)
        .containsExactly("Pixel [redacted:meta-token]");
  }

  @Test
  void theApiSpellingMeansTheSameAsTheExports() {
    GtmContainer api = Exports.read("api-shape.json");

    assertThat(api.draft()).as("version 0 is a workspace").isTrue();
    assertThat(api.side()).isEqualTo(Side.WEB);
    assertThat(api.triggers())
        .extracting(Trigger::type)
        .containsExactlyInAnyOrder("CUSTOM_EVENT", "CUSTOM_EVENT", "YOUTUBE_VIDEO", "SCROLL_DEPTH");
    assertThat(api.events())
        .extracting(Event::name)
        .containsExactly("checkout_1", "checkout_2", "generate_lead");
    assertThat(api.keys()).containsExactly("lead.id");
  }

  @Test
  void theVersionAloneAsTheApiGivesItIsReadTheSame() {
    MadeContainer made = MadeContainer.web().tag("Hello", "html").customEvent("purchase");

    assertThat(Exports.read("live.json", made.version.toString())).isEqualTo(made.read());
  }

  @Test
  void aByteOrderMarkMakesNoDifference() throws Exception {
    byte[] plain = Exports.bytes("web-container.json");
    byte[] marked = new byte[plain.length + 3];
    System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
    System.arraycopy(plain, 0, marked, 3, plain.length);

    assertThat(reader.read("marked.json", new ByteArrayInputStream(marked)).container())
        .isEqualTo(Exports.web());
  }

  @Test
  void theOrderOfAnExportMakesNoDifference() {
    String ab = "{\"containerVersion\": {\"tag\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}}";
    String ba = "{\"containerVersion\": {\"tag\": [{\"name\": \"b\"}, {\"name\": \"a\"}]}}";

    assertThat(Exports.read("ab.json", ab)).isEqualTo(Exports.read("ba.json", ba));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"containerVersion": {}}                                                | UNKNOWN
          {"containerVersion": {"container": {"publicId": null}, "tag": null}}    | UNKNOWN
          {"containerVersion": {"tag": [{"name": "x", "type": "gaawe"}]}}         | WEB
          {"containerVersion": {"variable": [{"name": "x", "type": "v"}]}}        | WEB
          {"containerVersion": {"client": [{"name": "GA4"}]}}                     | SERVER
          {"containerVersion": {"container": {"usageContext": ["androidSdk5"]}}}  | ANDROID
          """)
  void whatAPartialExportLacksIsUnknownUnlessOnlyOneSideCanHoldTheRest(String json, Side side) {
    GtmContainer partial = Exports.read("partial.json", json);

    assertThat(partial.side()).isEqualTo(side);
    assertThat(partial.containerId()).isEmpty();
    assertThat(partial.versionId()).isEmpty();
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                  | is empty
          `  `                                | is empty
          hello                               | is not JSON; it begins with: hello
          <html><body>Sign in</body></html>   | is not JSON; it begins with: <html>
          {"containerVersion": nope, }        | is not JSON: Unrecognized token '…'
          {"containerVersion": eyJhIjoxfQ, }  | is not JSON: Unrecognized token '…'
          {"containerVersion": {}};           | is not JSON: Unexpected character (';'
          {"containerVersion": {"tag": [      | is truncated
          var c = {"containerVersion": {}}    | has junk before the first "{": var c =
          {"exportFormatVersion": 2, "tag": 1} | has no containerVersion; found: exportFormatVersion, tag
          {"containerVersion": "x"}           | has no containerVersion; found: containerVersion
          {}                                  | has no containerVersion; found: an empty object
          [{"containerVersion": {}}]          | has no containerVersion; found: a JSON array
          {"containerVersion": {"tag": {}}}   | has no list under containerVersion.tag
          """)
  void whatIsNoExportIsRefusedWithOneClearMessage(String text, String why) {
    assertThatThrownBy(() -> Exports.read("drop.json", text))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("GTM export drop.json " + why)
        .hasMessageEndingWith("(Admin > Export Container) and drop the new file");
  }

  @Test
  void anArchiveIsShownWithoutTheBytesThatATerminalWouldObey() {
    byte[] zip = {'P', 'K', 3, 4, 27, '[', '3', '1', 'm', (byte) 0xFF};

    assertThatThrownBy(() -> reader.read("export.json", zip))
        .hasMessageStartingWith("GTM export export.json is not JSON; it begins with: PK·[31m·.");
  }

  @Test
  void aRefusalShowsNoSecret() {
    String token = "EAA" + "FakeToken".repeat(20);

    assertThatThrownBy(() -> Exports.read("drop.json", "token " + token + " {"))
        .hasMessageContaining("[redacted:meta-token]");
    assertThatThrownBy(() -> Exports.read("drop.json", "{\"a\": " + token + "}"))
        .hasMessageNotContaining("FakeToken");
    assertThatThrownBy(() -> Exports.read("drop.json", "{\"" + token + "\": 1}"))
        .hasMessageNotContaining("FakeToken");
  }

  @Test
  void aFileCutAnywhereIsTruncated() {
    byte[] whole =
        new String(Exports.bytes("api-shape.json"), StandardCharsets.UTF_8)
            .strip()
            .getBytes(StandardCharsets.UTF_8);

    for (int end = 1; end < whole.length; end++) {
      byte[] cut = Arrays.copyOf(whole, end);
      assertThatThrownBy(() -> reader.read("cut.json", cut))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is truncated");
    }
  }

  @Test
  void aFileOfSixHundredKilobytesIsReadAndKeptSmall() {
    String code = "___INFO___\n\n{}\n\n___NOTES___\n" + "x".repeat(60_000);
    MadeContainer made = MadeContainer.server();
    for (int i = 0; i < 11; i++) {
      made.template("t" + i, "Template " + i, code + i);
    }
    assertThat(made.json().length()).isGreaterThan(655_000);

    GtmExport export = made.export();

    assertThat(export.container().templates()).hasSize(11);
    assertThat(export.version().toString().length()).isLessThan(5_000);
  }

  @Test
  void aFileAboveTheLimitIsRefusedUnread() {
    byte[] large = new byte[GtmExportReader.MAX_BYTES + 1];

    assertThatThrownBy(() -> reader.read("large.json", new ByteArrayInputStream(large)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is larger than 16 MiB");
  }
}
