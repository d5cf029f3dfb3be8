package ai.organized.flywheel.train;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.settings.Settings.Training;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What trainings cost in the calendar month (UTC), and what they may. */
public final class Budget {
  /**
   * What may have been billed: a job that failed before its provider had it costs nothing, unless
   * the answer to its creation was lost.
   */
  private static final String SPENT =
      "select coalesce(sum("
          + " case when earlier_at >= :from and earlier_at < :to then coalesce(earlier_usd, 0)"
          + " else 0 end + case when planned_at >= :from and planned_at < :to and not (state = 'failed'"
          + " and created_at is null and (file_id is null or intent_at is null))"
          + " then coalesce(billed_usd, estimated_usd, 0) else 0 end), 0) from training_jobs";

  private final Jdbi jdbi;
  private final Training limits;
  private final Clock clock;

  public Budget(Jdbi jdbi, Training limits, Clock clock) {
    this.jdbi = jdbi;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What was spent, or will be by what is under way.
   *
   * @param client USD of the client
   * @param total USD of all clients
   */
  public record Month(YearMonth month, double client, double total) {}

  public Month spent(ClientId client) {
    return jdbi.withHandle(handle -> spent(handle, client));
  }

  private Month spent(Handle handle, ClientId client) {
    YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    return new Month(
        month,
        sum(handle, month, SPENT + " where client_id = :client", client),
        sum(handle, month, SPENT + " where :client is not null", client));
  }

  private static double sum(Handle handle, YearMonth month, String query, ClientId client) {
    return handle
        .createQuery(query)
        .bind("client", client.value())
        .bind("from", first(month))
        .bind("to", first(month.plusMonths(1)))
        .mapTo(Double.class)
        .one();
  }

  private static long first(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** Refuses what may not be spent; names the sums and what to type. */
  public void require(ClientId client, TrainingCost cost, String next) {
    jdbi.useHandle(handle -> require(handle, client, cost, next));
  }

  /**
   * The same as the caller's transaction sees it.
   *
   * @param next what to type to spend it all the same
   * @throws RefusedException when it would be too much, or how much is not known
   */
  public void require(Handle handle, ClientId client, TrainingCost cost, String next) {
    if (limits.clientBudget().isEmpty() && limits.totalBudget().isEmpty()) {
      return;
    }
    Month spent = spent(handle, client);
    if (cost.usd().isEmpty()) {
      throw new RefusedException(
          "cost_unknown",
          "what its training would cost is not known ("
              + cost.words()
              + "), and there is a budget: "
              + words(client, spent)
              + "; put the price into config/prices.json, or "
              + next);
    }
    double usd = cost.usd().getAsDouble();
    if (usd > 0
        && (isAbove(limits.clientBudget(), spent.client() + usd)
            || isAbove(limits.totalBudget(), spent.total() + usd))) {
      throw new RefusedException(
          "over_budget",
          "its training would cost about "
              + dollars(usd)
              + " ("
              + cost.words()
              + "), more than the budget allows: "
              + words(client, spent)
              + "; raise it (flywheel.train.client-budget-usd, flywheel.train.total-budget-usd), or "
              + next);
    }
  }

  private static boolean isAbove(OptionalDouble limit, double sum) {
    // Sums of cents: a millionth of a dollar is rounding.
    return limit.isPresent() && sum > limit.getAsDouble() + 1e-6;
  }

  /** Where the month stands, for people. */
  public String words(ClientId client) {
    return words(client, spent(client));
  }

  private String words(ClientId client, Month spent) {
    return String.format(
        Locale.ROOT,
        "in %s client %s has %s of %s, all clients %s of %s",
        spent.month(),
        client,
        dollars(spent.client()),
        limit(limits.clientBudget()),
        dollars(spent.total()),
        limit(limits.totalBudget()));
  }

  private static String limit(OptionalDouble limit) {
    return limit.isPresent() ? dollars(limit.getAsDouble()) : "no limit";
  }

  public static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%,.2f", usd);
  }
}
