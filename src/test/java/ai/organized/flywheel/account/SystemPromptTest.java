package ai.organized.flywheel.account;

import static org.assertj.core.api.Assertions.assertThat;

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
  void aWebContainerIsToldInTheStyleOfTheModelfile() {
    assertThat(prompt(Exports.known(Exports.web())))
        .isEqualTo(
            """
            You are a conversion tracking expert for HRE.
            GTM: GTM-WEB1234 | web, version 12 | 4 tags, 6 triggers, 5 variables
            Tags: AW - All Purchases, GA4 - Purchase, GA4 Config, Chat widget (paused)
            dataLayer: add_to_cart, purchase, view_item, events like form_.*
            DLV: ecommerce.items, ecommerce.value
            Triggers: CE - Ecommerce, CE - Forms, CE - History, CE - Not test, CE - purchase, Contact clicks
            Variables: CONST - Shop currency, DLV - Items, DLV - Value, DLV - Value again, JS - Total
            Google Ads: unknown (not collected yet)
            Meta: unknown (not collected yet)
            Past fixes: unknown (not collected yet)""");
  }

  @Test
  void aServerContainerIsToldWithItsClients() {
    assertThat(prompt(Exports.known(Exports.read("server-container.json"))))
        .contains(
            "sGTM: GTM-SRV5678 | server, version 3 | 2 tags, 2 triggers, 3 variables, 2 clients")
        .contains("\nEvents: purchase\nEvent data: user_data.email_address, value\n")
        .contains("\nClients: GA4, Web Container\n");
  }

  @Test
  void aWorkspaceIsToldToBeUnpublished() {
    assertThat(prompt(Exports.known(Exports.read("api-shape.json"))))
        .contains("GTM: GTM-API9012 | web, unpublished workspace | 1 tags");
  }

  @Test
  void unknownOffAndEmptyAreDifferentThings() {
    assertThat(prompt(AccountSources.of(new Source.Unknown<>("no export was dropped"))))
        .contains("\nGTM: unknown (no export was dropped)\n");
    assertThat(prompt(AccountSources.of(new Source.Off<>()))).contains("\nGTM: not used\n");
    assertThat(prompt(Exports.known(Exports.read("empty.json", "{\"containerVersion\": {}}"))))
        .contains("GTM: container id unknown | side unknown | 0 tags, 0 triggers, 0 variables")
        .contains("\ndataLayer: no custom events\n");
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
    AccountState silent = state(AccountSources.of(new Source.Unknown<>(noise)));

    String prompt = SystemPrompt.build(noise, Optional.of(state));

    assertThat(PromptTokens.count(prompt)).isLessThanOrEqualTo(SystemPrompt.MAX_TOKENS);
    assertThat(prompt.lines().count()).isLessThanOrEqualTo(11);
    assertThat(SystemPrompt.build(noise, Optional.of(state))).isEqualTo(prompt);
    assertThat(PromptTokens.count(SystemPrompt.build(noise, Optional.of(silent))))
        .isLessThanOrEqualTo(SystemPrompt.MAX_TOKENS);
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @Test
  void theSameSourcesGiveTheSamePromptInWhateverVersion() {
    AccountSources sources = Exports.known(Exports.web());
    AccountState later = new AccountState("hre", "7.0.0", Instant.MAX, sources);

    assertThat(SystemPrompt.build("HRE", Optional.of(later))).isEqualTo(prompt(sources));
  }

  private static String prompt(AccountSources sources) {
    return SystemPrompt.build("HRE", Optional.of(state(sources)));
  }

  private static AccountState state(AccountSources sources) {
    return new AccountState("hre", "1.0.0", Instant.EPOCH, sources);
  }
}
