package ai.organized.flywheel.account.gtm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.gtm.GtmContainer.AdsTag;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdsTagsTest {
  @Test
  void idAndLabelAreResolvedAsFarAsConstantsGo() {
    GtmContainer container =
        MadeContainer.web()
            .variable("CONST - Ads", "c", "value", "AW-1234567890")
            .variable("DLV - Label", "v", "name", "label")
            .tag("A", "awct", "conversionId", "{{CONST - Ads}}", "conversionLabel", "AbC-D_efG")
            .tag("B", "awct", "conversionId", "1234567890", "conversionLabel", "{{DLV - Label}}")
            .tag("C", "awct", "conversionId", "{{DLV - Label}}")
            .read();

    assertThat(container.adsTags())
        .containsExactly(
            ads("A", "awct", "1234567890", "AbC-D_efG", false),
            ads("B", "awct", "1234567890", null, false),
            ads("C", "awct", null, null, false));
  }

  @Test
  void aGoogleTagIsOneOfAdsOnlyWithAnIdOfAds() {
    GtmContainer container =
        MadeContainer.web()
            .tag("Ads", "googtag", "tagId", "AW-1234567890")
            .tag("Analytics", "googtag", "tagId", "G-ABCDEF1234")
            .tag("Linker", "gclidw")
            .read();

    assertThat(container.adsTags())
        .containsExactly(
            ads("Ads", "googtag", "1234567890", null, false),
            ads("Linker", "gclidw", null, null, false));
    assertThat(container.measurementIds()).containsExactly("AW-1234567890", "G-ABCDEF1234");
  }

  @Test
  void measurementIdsComeFromAllTagsThatNameOne() {
    GtmContainer container =
        MadeContainer.web()
            .variable("GA", "c", "value", "G-CONST12345")
            .tag("Config", "gaawc", "measurementId", "G-CONFIG1234")
            .tag("Event", "gaawe", "measurementIdOverride", "{{GA}}")
            .tag("Tag", "googtag", "tagId", "GT-TAG12345")
            .tag("Server", "sgtmgaaw", "measurementId", "{{Event}}")
            .read();

    assertThat(container.measurementIds())
        .containsExactly("G-CONFIG1234", "G-CONST12345", "GT-TAG12345");
  }

  @ParameterizedTest(name = "{0} with {1} {2}: {3}")
  @CsvSource({
    "awct, enableEnhancedConversion, true, true",
    "awct, enableEnhancedConversion, false, false",
    "awct, cssProvidedEnhancedConversionValue, {{User data}}, true",
    "sp, userDataVariable, {{User data}}, true",
    "sgtmadsct, enableEnhancedMatch, true, true",
    "sgtmadsct, enableConversionLinker, true, false",
    "awud, x, y, true"
  })
  void enhancedConversionsHaveTheirEvidence(String type, String key, String value, boolean shown) {
    GtmContainer container = MadeContainer.web().tag("A", type, key, value).read();

    assertThat(container.adsTags()).extracting(AdsTag::enhanced).containsExactly(shown);
  }

  @Test
  void aTagIsLiveWhenItFiresOrWhenOneThatFiresTakesItAlong() {
    GtmContainer container =
        MadeContainer.web()
            .tag("first", "awct")
            .with("setupTag", "[{\"tagName\": \"second\"}, {\"tagName\": \"paused\"}]")
            .tag("second", "awct")
            .firedBy()
            .with("teardownTag", "[{\"tagName\": \"third\"}]")
            .tag("third", "awct")
            .firedBy()
            .tag("paused", "awct")
            .firedBy()
            .with("paused", "true")
            .tag("alone", "awct")
            .firedBy()
            .read();

    assertThat(container.adsTags())
        .filteredOn(AdsTag::live)
        .extracting(AdsTag::tag)
        .containsExactly("first", "second", "third");
  }

  private static AdsTag ads(String tag, String type, String id, String label, boolean enhanced) {
    return new AdsTag(
        tag, type, Optional.ofNullable(id), Optional.ofNullable(label), true, enhanced);
  }
}
