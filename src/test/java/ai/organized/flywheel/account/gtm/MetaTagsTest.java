package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.MetaTag;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaTagsTest {
  private static final String BASE =
      "<script>fbq('init', '111122223333'); fbq('track', 'PageView');</script>"
          + "<noscript><img src=\"https://www.facebook.com/tr?id=111122223333&ev=PageView&noscript=1\"/>"
          + "</noscript>";

  @Test
  void pixelCodeGivesPixelAndEvents() {
    GtmContainer container = MadeContainer.web().tag("Base", "html", "html", BASE).read();

    assertThat(container.metaTags())
        .containsExactly(meta("Base", "111122223333", "PageView", false, false));
  }

  @Test
  void codeThatOnlyTracksSendsToTheOnlyPixelThatIsSetUp() {
    String purchase = "<script>fbq( \"track\" , \"Purchase\", {value: {{Value}}});</script>";
    GtmContainer container =
        MadeContainer.web()
            .tag("Base", "html", "html", BASE)
            .tag("Buy", "html", "html", purchase)
            .read();

    assertThat(container.metaTags())
        .contains(meta("Buy", "111122223333", "Purchase", false, false));
  }

  @Test
  void anIdThatOnlyRunTimeKnowsStaysUnknownForAll() {
    GtmContainer container =
        MadeContainer.web()
            .tag("Base", "html", "html", "<script>fbq('init', {{DLV - Pixel}})</script>")
            .tag("Other", "html", "html", BASE)
            .tag("Buy", "html", "html", "<script>fbq('track', 'Purchase')</script>")
            .read();

    assertThat(container.metaTags())
        .containsExactly(
            meta("Base", null, null, false, false),
            meta("Buy", null, "Purchase", false, false),
            meta("Other", "111122223333", "PageView", false, false));
  }

  @Test
  void trackSingleNamesItsOwnPixelAndAnImageTagIsOneToo() {
    GtmContainer container =
        MadeContainer.web()
            .variable("CONST - Pixel", "c", "value", "444455556666")
            .tag("One", "html", "html", "fbq('trackSingleCustom', '{{CONST - Pixel}}', 'Quiz')")
            .tag("Two", "img", "url", "https://www.facebook.com/tr?id={{CONST - Pixel}}&ev=Lead")
            .read();

    assertThat(container.metaTags())
        .containsExactly(
            meta("One", "444455556666", "Quiz", false, false),
            meta("Two", "444455556666", "Lead", false, false));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "standard, eventNameStandard, AddToCart",
    "custom, eventNameCustom, Quiz done",
    "standard, standardEventName, Lead",
    "Purchase, x, Purchase"
  })
  void theTemplatesOfThePixelAreKnown(String kind, String key, String event) {
    String found = kind.equals("Purchase") ? "Purchase" : event;
    GtmContainer container =
        MadeContainer.web()
            .template("5", "Facebook Pixel", "___INFO___")
            .tag("T", "cvt_170000001_5", "pixelIds", "11111,22222", "eventName", kind, key, event)
            .read();

    assertThat(container.metaTags())
        .containsExactly(
            meta("T", "11111", found, false, false), meta("T", "22222", found, false, false));
  }

  @Test
  void aServerTagPassesOnTheNameThatComesInAndTellsWhetherItHasAToken() {
    String token = "EAA" + "FakeToken".repeat(8);
    GtmExport export =
        MadeContainer.server()
            .variable("CONST - Pixel", "c", "value", "111122223333")
            .variable("CONST - Meta Token", "c", "value", token)
            .variable("CONST - Empty", "c", "value", "")
            .template("5", "Facebook Conversion API", "___INFO___")
            .tag(
                "All",
                "cvt_170000001_5",
                "pixelId",
                "{{CONST - Pixel}}",
                "accessToken",
                "{{CONST - Meta Token}}",
                "inheritEventName",
                "inherit",
                "eventName",
                "standard")
            .tag(
                "No token",
                "cvt_170000001_5",
                "pixelId",
                "77777",
                "accessToken",
                "{{CONST - Empty}}")
            .tag("Run time", "cvt_170000001_5", "pixelId", "77777", "accessToken", "{{Firestore}}")
            .export();

    assertThat(export.container().metaTags())
        .containsExactly(
            meta("All", "111122223333", null, true, true),
            meta("No token", "77777", null, true, false),
            meta("Run time", "77777", null, true, true));
    assertThat(export.version().toString() + export.container()).doesNotContain(token);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Meta CAPI - Purchase, true",
    "FB Conversions API, true",
    "CAPI - Lead, true",
    "TikTok Events API, false",
    "LinkedIn Conversions API, false",
    "Snapchat CAPI, false",
    "Metadata collector, false"
  })
  void withoutItsTemplateTheTagsNameHasToSayThatItIsMetas(String name, boolean isMeta) {
    GtmContainer container =
        MadeContainer.server().tag(name, "cvt_K123", "pixelId", "77777", "accessToken", "x").read();

    assertThat(container.metaTags()).hasSize(isMeta ? 1 : 0);
  }

  private static MetaTag meta(
      String tag, String pixel, String event, boolean server, boolean token) {
    return new MetaTag(
        tag, Optional.ofNullable(pixel), Optional.ofNullable(event), server, true, token);
  }
}
