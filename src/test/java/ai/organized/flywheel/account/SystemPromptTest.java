package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.source.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemPromptTest {
  @Test
  void anAccountIsToldInTheOrderOfTheAccountStatePage() {
    assertThat(prompt(Accounts.full()))
        .isEqualTo(
            """
            You are a conversion tracking expert for HRE.
            GTM: GTM-HRE0001 (web, version 12; 2 tags, 1 triggers, 1 variables; unpublished changes: 1 added, 1 changed) | sGTM: GTM-HRESRV1 (server, version 12; 2 tags, 1 triggers, 1 variables, 1 clients; unpublished changes: unknown)
            Conversion actions: All Purchases (tag:AW-100000001/AbCdEf), Lead Form Submit
            Tags: AW - All Purchases, GA4 - Purchase
            dataLayer events: add_to_cart, purchase
            dataLayer schema: ecommerce.items, ecommerce.value
            Triggers: CE - purchase
            Variables: DLV - value
            sGTM tags: AW - All Purchases, GA4 - Purchase
            sGTM events: add_to_cart, purchase
            sGTM event data: ecommerce.items, ecommerce.value
            sGTM clients: GA4
            Google Ads: 1234567890, USD, America/New_York | conversion tracking AW-100000001
            Campaigns: PMAX – All (PERFORMANCE_MAX)
            Meta Pixel: 100000000000001 | CAPI: configured via Stape hrestape01 | ad account act_100000000000001
            Meta events: Purchase (both), AddToCart (pixel)
            Meta audiences: Buyers 180 d
            Known issues: PMAX – All: conversions with $0 value in 30 days; Meta got no server counterpart of the pixel's AddToCart; the workspace of GTM-HRE0001 is not published: 1 added, 1 changed
            Past fixes: PMAX $0 value → sGTM cart items mapping""");
  }

  @Test
  void whatIsUnknownSaysSoWithItsReason() {
    assertThat(prompt(AccountSources.unknown("timed out")))
        .isEqualTo(
            """
            You are a conversion tracking expert for HRE.
            GTM: unknown (timed out) | sGTM: unknown (timed out)
            Google Ads: unknown (timed out)
            Meta: unknown (timed out)
            Past fixes: unknown (timed out)""");
    assertThat(
            prompt(
                Accounts.withGoogleAds(
                    Accounts.known(Accounts.googleAds(new Source.Unknown<>("status 503"))))))
        .contains("\nConversion actions: unknown (status 503)\n");
  }

  @Test
  void whatIsOffIsNotUnknown() {
    AccountSources off =
        new AccountSources(
            new Source.Off<>(),
            new Source.Off<>(),
            new Source.Off<>(),
            new Source.Off<>(),
            new Source.Off<>(),
            new Source.Off<>());

    assertThat(prompt(off))
        .isEqualTo(
            """
            You are a conversion tracking expert for HRE.
            GTM: not used
            Google Ads: not configured
            Meta: not configured""");
  }

  @Test
  void aWorkspaceIsToldToBeUnpublished() {
    assertThat(prompt(Exports.known(Exports.read("api-shape.json"))))
        .contains("GTM: GTM-API9012 (web, unpublished workspace; 1 tags");
  }

  @Test
  void aContainerWithNothingInItSaysSo() {
    assertThat(prompt(Exports.known(Exports.read("empty.json", "{\"containerVersion\": {}}"))))
        .contains("GTM: container id unknown (side unknown; 0 tags, 0 triggers, 0 variables;")
        .contains("\ndataLayer events: none is listened to, pushed or sent\n");
  }

  @Test
  void withoutAnyStateOneLineSaysSo() {
    assertThat(SystemPrompt.build("HRE", Optional.empty()))
        .isEqualTo(
            "You are a conversion tracking expert for HRE.\n"
                + "Account state: unknown, nothing has been collected yet.");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "GA4 - Event",
        "価値の追跡タグ購入",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "<|endoftext|>",
        "x",
        "a name that goes on and on and on and on and on and on and on and on and on and on"
      })
  void fiveThousandOfEverythingFitAndFillTheBudget(String words) {
    String prompt = prompt(Exports.known(Exports.large(5_000, words)));

    assertThat(PromptTokens.count(prompt))
        .isLessThanOrEqualTo(SystemPrompt.MAX_TOKENS)
        .isGreaterThan(SystemPrompt.MAX_TOKENS - 40);
    assertThat(prompt).contains("5000 tags including: ").containsPattern("\\[\\+4\\d{3} more]");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noContainerAndNoNameBreaksTheBudgetOrTheLines(long seed) {
    Random random = new Random(seed);
    String noise =
        random
            .ints(1 + random.nextInt(300), 0, 0x20000)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    AccountState state = state(Exports.known(Exports.large(random.nextInt(60), noise)));
    AccountState silent = state(AccountSources.unknown(noise));

    String prompt = SystemPrompt.build(noise, Optional.of(state));

    assertThat(PromptTokens.count(prompt)).isLessThanOrEqualTo(SystemPrompt.MAX_TOKENS);
    assertThat(prompt.lines().count()).isLessThanOrEqualTo(12);
    assertThat(SystemPrompt.build(noise, Optional.of(state))).isEqualTo(prompt);
    assertThat(PromptTokens.count(SystemPrompt.build(noise, Optional.of(silent))))
        .isLessThanOrEqualTo(SystemPrompt.MAX_TOKENS);
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @Test
  void theSameSourcesGiveTheSamePromptInWhateverVersion() {
    AccountState later = new AccountState("hre", "7.0.0", Instant.MAX, Accounts.full());

    assertThat(SystemPrompt.build("HRE", Optional.of(later))).isEqualTo(prompt(Accounts.full()));
  }

  private static String prompt(AccountSources sources) {
    return SystemPrompt.build("HRE", Optional.of(state(sources)));
  }

  private static AccountState state(AccountSources sources) {
    return new AccountState("hre", "1.0.0", Instant.EPOCH, sources);
  }
}
