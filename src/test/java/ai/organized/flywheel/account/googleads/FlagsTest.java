package ai.organized.flywheel.account.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import ai.organized.flywheel.account.googleads.AskCampaignNumbers.Numbers;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Campaign;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.ConversionAction;
import ai.organized.flywheel.account.googleads.GoogleAdsAccount.Flag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {
  @ParameterizedTest(name = "{0}: cost {1}, conversions {2}, value {3}: {4}")
  @CsvSource({
    "PERFORMANCE_MAX, 10, 3,    0,    zero_value",
    "SHOPPING,        10, 0.4,  0.00, zero_value",
    "SHOPPING,        0,  3,    0,    zero_value",
    "SEARCH,          10, 3,    0,    ",
    "PERFORMANCE_MAX, 10, 3,    0.01, ",
    "PERFORMANCE_MAX, 10, 3,    ,     ",
    "PERFORMANCE_MAX, 10, 0,    0,    spend_without_conversions",
    "SEARCH,          10, 0.0,  0,    spend_without_conversions",
    "SEARCH,          0,  0,    0,    ",
    "SEARCH,          10, ,     0,    ",
    "SEARCH,          ,   0,    0,    ",
    "SEARCH,          10, 3,    99,   "
  })
  void campaignIsJudgedByItsNumbers(
      String type, String cost, String conversions, String value, String code) {
    Numbers numbers = new Numbers("Alpha", type, number(cost), number(conversions), number(value));

    assertThat(PerformanceFlags.of(List.of(numbers), List.of(), Set.of()))
        .extracting(Flag::code)
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest(name = "{0}, fired {1}: {2}")
  @CsvSource({
    "ENABLED, false, true",
    "ENABLED, true,  false",
    "HIDDEN,  false, false",
    "REMOVED, false, false"
  })
  void enabledActionThatNeverFiredIsFlagged(String status, boolean fired, boolean flagged) {
    ConversionAction action = action("1", "Lead", status, "SIGNUP", false);

    assertThat(PerformanceFlags.of(List.of(), List.of(action), fired ? Set.of("1") : Set.of("2")))
        .isEqualTo(
            flagged
                ? List.of(
                    new Flag("no_recent_conversion", "Lead", "Lead: no conversion in 30 days"))
                : List.of());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "ENABLED, ELIGIBLE,      ",
    "ENABLED, NOT_ELIGIBLE,  not_eligible",
    "ENABLED, MISCONFIGURED, not_eligible",
    "ENABLED, PENDING,       not_eligible",
    "ENABLED, LIMITED,       limited",
    "ENABLED, LEARNING,      limited",
    "ENABLED, ,              ",
    "PAUSED,  PAUSED,        "
  })
  void enabledCampaignThatIsNotEligibleIsFlagged(String status, String primary, String code) {
    Campaign campaign =
        new Campaign(
            "1",
            "Alpha",
            "SEARCH",
            status,
            Optional.empty(),
            Optional.ofNullable(primary),
            List.of("NO_KEYWORDS"));

    assertThat(SetupFlags.of(List.of(campaign), List.of()))
        .isEqualTo(
            code == null
                ? List.of()
                : List.of(
                    new Flag(code, "Alpha", "Alpha: enabled but " + primary + " (NO_KEYWORDS)")));
  }

  @Test
  void primaryActionsOfOneCategoryAreFlaggedOnce() {
    List<ConversionAction> actions =
        List.of(
            action("1", "All Purchases", "ENABLED", "PURCHASE", true),
            action("2", "GA4 purchase", "ENABLED", "PURCHASE", true),
            action("3", "Imported", "ENABLED", "PURCHASE", false),
            action("4", "Old", "HIDDEN", "PURCHASE", true),
            action("5", "Lead", "ENABLED", "SUBMIT_LEAD_FORM", true));

    assertThat(SetupFlags.of(List.of(), actions))
        .containsExactly(
            new Flag(
                "duplicate_primary",
                "PURCHASE",
                "PURCHASE: more than one primary conversion action (All Purchases, GA4 purchase)"));
  }

  @Test
  void actionsThatNobodyPutIntoACategoryAreNoDuplicates() {
    assertThat(
            SetupFlags.of(
                List.of(),
                List.of(
                    action("1", "One", "ENABLED", "DEFAULT", true),
                    action("2", "Other", "ENABLED", "DEFAULT", true))))
        .isEmpty();
  }

  private static ConversionAction action(
      String id, String name, String status, String category, boolean primary) {
    return new ConversionAction(
        id,
        name,
        status,
        "WEBPAGE",
        category,
        primary,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Optional<BigDecimal> number(String text) {
    return Optional.ofNullable(text).map(BigDecimal::new);
  }
}
