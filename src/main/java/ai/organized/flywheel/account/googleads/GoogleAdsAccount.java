package ai.organized.flywheel.account.googleads;

import ai.organized.flywheel.account.source.Source;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Google Ads account as far as it could be read; every part may be unknown on its own.
 *
 * @param accountId digits
 * @param enhancedConversionsForLeads or, of an account that v26 of the API tells about, enhanced
 *     conversions as a whole
 * @param changes of four weeks, the newest first
 * @param performanceFlags what looks wrong in the numbers of 30 days; known when those are. Actions
 *     that never fired are only found when the conversion actions are known too
 * @param setupFlags what looks wrong in the campaigns and in the conversion actions, of these as
 *     far as they are known; unknown when both are
 */
public record GoogleAdsAccount(
    String accountId,
    Source<Customer> customer,
    Source<ConversionTracking> conversionTracking,
    Source<Boolean> enhancedConversionsForLeads,
    Source<List<Campaign>> campaigns,
    Source<List<ConversionAction>> conversionActions,
    Source<List<AssetGroup>> assetGroups,
    Source<List<Goal>> goals,
    Source<List<Upload>> uploads,
    Source<List<Change>> changes,
    Source<List<Flag>> performanceFlags,
    Source<List<Flag>> setupFlags) {

  /** Statuses of campaigns that serve; Google moves them between these by itself. */
  private static final Set<String> SERVING = Set.of("ELIGIBLE", "LIMITED", "LEARNING");

  /** Q1. */
  public record Customer(
      String name, String currency, String timeZone, boolean autoTagging, boolean manager) {}

  /**
   * Q2.
   *
   * @param id the {@code AW-} id, digits
   * @param status Google's word: {@code CONVERSION_TRACKING_MANAGED_BY_SELF}
   * @param managedBy customer whose conversion actions count, when it is another; digits
   */
  public record ConversionTracking(
      Optional<String> id,
      Optional<String> crossAccountId,
      String status,
      boolean customerDataTerms,
      Optional<String> managedBy) {}

  /**
   * Q3.
   *
   * @param type {@code SEARCH}, {@code PERFORMANCE_MAX} …
   * @param budget a day, in the account's currency
   * @param primaryStatusReasons why it does not serve as it could
   */
  public record Campaign(
      String id,
      String name,
      String type,
      String status,
      Optional<BigDecimal> budget,
      Optional<String> primaryStatus,
      List<String> primaryStatusReasons) {
    public Campaign {
      budget = budget.map(GoogleAdsAccount::plain);
    }

    private Campaign lasting() {
      return primaryStatus.filter(SERVING::contains).isEmpty()
          ? this
          : new Campaign(id, name, type, status, budget, Optional.of("ELIGIBLE"), List.of());
    }
  }

  /**
   * Q4.
   *
   * @param sendTo {@code AW-123/label} out of its tag snippets; empty for imported ones
   * @param primary whether bidding uses it
   */
  public record ConversionAction(
      String id,
      String name,
      String status,
      String type,
      String category,
      boolean primary,
      List<String> sendTo,
      Optional<BigDecimal> defaultValue,
      Optional<String> defaultCurrency,
      boolean alwaysUseDefaultValue) {
    public ConversionAction {
      defaultValue = defaultValue.map(GoogleAdsAccount::plain);
    }
  }

  /** Q5: of a Performance Max campaign. */
  public record AssetGroup(
      String id, String name, String status, String campaign, Optional<String> adStrength) {}

  /** Q7: whether conversions of this category and origin are bid for, in the whole account. */
  public record Goal(String category, String origin, boolean biddable) {}

  /** Q8: offline conversions that were uploaded. */
  public record Upload(String conversionAction, String status, List<String> alerts) {
    private Upload lasting() {
      return new Upload(conversionAction, status, List.of());
    }
  }

  /** Q9: who changed it is left out. */
  public record Change(String day, String resource, String operation, List<String> fields) {}

  /**
   * @param code for machines: {@code zero_value}, {@code spend_without_conversions}, {@code
   *     no_recent_conversion}; {@code duplicate_primary}, {@code not_eligible}, {@code limited} (it
   *     serves, but not as it could)
   * @param subject name of the campaign or conversion action; of duplicates their category
   * @param words for people, without figures that change every day
   */
  public record Flag(String code, String subject, String words) {
    static final String LIMITED = "limited";

    static List<Flag> sorted(Collection<Flag> flags) {
      return flags.stream()
          .sorted(
              Comparator.comparing(Flag::code)
                  .thenComparing(Flag::subject)
                  .thenComparing(Flag::words))
          .toList();
    }
  }

  /** All flags that could be found. */
  public List<Flag> flags() {
    return Stream.of(performanceFlags, setupFlags)
        .flatMap(flags -> flags.asOptional().stream())
        .flatMap(List::stream)
        .toList();
  }

  /** One spelling for one amount: records with equal ones are equal, whoever sent them. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The same without what changes by itself from day to day, for comparing two states: the list of
   * changes, how a serving campaign fares, yesterday's upload alerts, and the reasons of what is
   * unknown.
   */
  public GoogleAdsAccount lasting() {
    return new GoogleAdsAccount(
        accountId,
        lasting(customer, UnaryOperator.identity()),
        lasting(conversionTracking, UnaryOperator.identity()),
        lasting(enhancedConversionsForLeads, UnaryOperator.identity()),
        lasting(campaigns, all -> all.stream().map(Campaign::lasting).toList()),
        lasting(conversionActions, UnaryOperator.identity()),
        lasting(assetGroups, UnaryOperator.identity()),
        lasting(goals, UnaryOperator.identity()),
        lasting(uploads, all -> all.stream().map(Upload::lasting).toList()),
        new Source.Off<>(),
        lasting(performanceFlags, UnaryOperator.identity()),
        lasting(
            setupFlags,
            all -> all.stream().filter(flag -> !flag.code().equals(Flag.LIMITED)).toList()));
  }

  private static <T> Source<T> lasting(Source<T> part, UnaryOperator<T> normalised) {
    return part.fold(
        value -> new Source.Known<>(normalised.apply(value)),
        reason -> new Source.Unknown<>("unknown"),
        Source.Off::new);
  }
}
