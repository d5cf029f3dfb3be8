package ai.organized.flywheel.sandbox.googleads;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How many rows and which days a query may ask for. */
final class AdsLimits {
  private static final String MOMENT = "change_event.change_date_time";
  private static final long MOST_CHANGES = 10_000;
  private static final int OLDEST_CHANGE = 30;

  private static final Set<String> PERIODS =
      Set.of(
          "TODAY",
          "YESTERDAY",
          "LAST_7_DAYS",
          "LAST_BUSINESS_WEEK",
          "THIS_MONTH",
          "LAST_MONTH",
          "LAST_14_DAYS",
          "LAST_30_DAYS",
          "THIS_WEEK_SUN_TODAY",
          "THIS_WEEK_MON_TODAY",
          "LAST_WEEK_SUN_SAT",
          "LAST_WEEK_MON_SUN");

  private AdsLimits() {}

  /**
   * @return how many rows at most
   * @throws AdsError when the real API would refuse
   */
  static long check(AdsQuery query, Clock clock) {
    query.conditions().stream()
        .filter(condition -> condition.operator().equals("DURING"))
        .filter(condition -> !PERIODS.contains(condition.value()))
        .forEach(AdsLimits::refusePeriod);
    long limit = limit(query);
    if (query.resource().equals("change_event")) {
      checkChanges(query, limit, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
    return limit;
  }

  private static void refusePeriod(AdsQuery.Condition condition) {
    throw AdsError.query(
        "INVALID_VALUE_WITH_DURING_OPERATOR",
        "Invalid date literal supplied for DURING operator: " + condition.value() + ".");
  }

  private static long limit(AdsQuery query) {
    if (query.limit().isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!query.limit().get().matches("[1-9][0-9]{0,9}")) {
      throw AdsError.query(
          "BAD_LIMIT_VALUE", "Error in LIMIT clause: invalid value '" + query.limit().get() + "'.");
    }
    return Long.parseLong(query.limit().get());
  }

  private static void checkChanges(AdsQuery query, long limit, LocalDate today) {
    List<String> from = bounds(query, ">=", ">");
    if (from.isEmpty() || bounds(query, "<=", "<").isEmpty()) {
      throw AdsError.changeEvent(
          "CHANGE_DATE_RANGE_INFINITE",
          "The change_event search request must specify a finite range filter on"
              + " change_date_time.");
    }
    if (from.get(0).compareTo(today.minusDays(OLDEST_CHANGE).toString()) < 0) {
      throw AdsError.changeEvent(
          "START_DATE_TOO_OLD",
          "The requested start date is too old. It cannot be older than 30 days.");
    }
    if (limit == Long.MAX_VALUE) {
      throw AdsError.changeEvent(
          "LIMIT_NOT_SPECIFIED", "The change_event search request must specify a LIMIT.");
    }
    if (limit > MOST_CHANGES) {
      throw AdsError.changeEvent(
          "INVALID_LIMIT_CLAUSE",
          "The LIMIT specified by change_event request should be less than or equal to 10K.");
    }
  }

  private static List<String> bounds(AdsQuery query, String... operators) {
    return query.conditions().stream()
        .filter(condition -> condition.field().equals(MOMENT))
        .filter(condition -> Stream.of(operators).anyMatch(condition.operator()::equals))
        .map(AdsQuery.Condition::value)
        .toList();
  }
}
