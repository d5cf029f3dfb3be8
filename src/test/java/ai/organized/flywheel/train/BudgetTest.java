package ai.organized.flywheel.train;

import static ai.organized.flywheel.fixtures.TemporaryStore.ACME;
import static ai.organized.flywheel.fixtures.TemporaryStore.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.fixtures.TemporaryStore;
import ai.organized.flywheel.settings.Settings.Training;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
  @TempDir Path folder;
  private TemporaryStore store;

  @BeforeEach
  void open() {
    store = new TemporaryStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Budget budget(OptionalDouble client, OptionalDouble total) {
    Training limits =
        new Training(List.of("openai"), OptionalInt.empty(), Duration.ofHours(24), client, total);
    return new Budget(store.jdbi(), limits, store.clock());
  }

  private Budget budget(double client, double total) {
    return budget(OptionalDouble.of(client), OptionalDouble.of(total));
  }

  private void job(ClientId client, int version, String columns) {
    store.plannedVersion(client, version);
    store
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update training_jobs set " + columns + " where client_id = ? and version = ?",
                    client.value(),
                    version));
  }

  private ThrowingCallable asking(Budget budget, OptionalDouble usd) {
    return () -> budget.require(ACME, new TrainingCost(usd, "counted"), "add --yes");
  }

  @ParameterizedTest
  @CsvSource({
    "state = 'planned'; estimated_usd = 3.5,                                 3.5",
    "state = 'running'; estimated_usd = 3.5; created_at = 1,                 3.5",
    "state = 'done'; estimated_usd = 3.5; created_at = 1; billed_usd = 2.25, 2.25",
    "state = 'failed'; estimated_usd = 3.5; created_at = 1,                  3.5",
    "state = 'failed'; estimated_usd = 3.5,                                  0",
    "state = 'failed'; estimated_usd = 3.5; file_id = 'f'; intent_at = 1,     3.5",
    "state = 'failed'; estimated_usd = 3.5; file_id = 'f',                    0",
    "state = 'running'; estimated_usd = 3.5; earlier_usd = 1; earlier_at = planned_at,                4.5",
    "state = 'failed'; estimated_usd = 3.5; earlier_usd = 1; earlier_at = planned_at,                 1",
    "state = 'running'; estimated_usd = 3.5; earlier_usd = 1; earlier_at = 1, 3.5",
    "state = 'planned',                                                      0",
    "state = 'done'; estimated_usd = 3.5; planned_at = 1,                    0"
  })
  void whatAProviderHadOrWillHaveCounts(String columns, double spent) {
    job(ACME, 1, columns.replace(';', ','));

    assertThat(budget(10, 10).spent(ACME).client()).isCloseTo(spent, within(1e-9));
    assertThat(budget(10, 10).spent(OTHER).client()).isZero();
    assertThat(budget(10, 10).spent(OTHER).total()).isCloseTo(spent, within(1e-9));
  }

  @Test
  void aMonthEndsAtMidnightUtc() {
    job(ACME, 1, "estimated_usd = 3");
    Budget budget = budget(10, 10);
    assertThat(budget.spent(ACME).client()).isEqualTo(3);

    store.clock().turn(Duration.ofDays(31));

    assertThat(budget.spent(ACME).client()).isZero();
  }

  @Test
  void upToTheLimitOfTheClientIsAllowedAndACentAboveIsNot() {
    job(ACME, 1, "estimated_usd = 3");
    job(OTHER, 1, "estimated_usd = 90");

    assertThatCode(asking(budget(5, 500), OptionalDouble.of(2))).doesNotThrowAnyException();
    assertThatThrownBy(asking(budget(5, 500), OptionalDouble.of(2.01)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("about $2.01 (counted)")
        .hasMessageContaining("client acme has $3.00 of $5.00, all clients $93.00 of $500.00")
        .hasMessageContaining("flywheel.train.client-budget-usd")
        .hasMessageEndingWith("add --yes");
  }

  @Test
  void allClientsTogetherHaveALimitToo() {
    job(OTHER, 1, "estimated_usd = 90");

    assertThatThrownBy(asking(budget(50, 100), OptionalDouble.of(11)))
        .hasMessageContaining("all clients $90.00 of $100.00");
    assertThatCode(asking(budget(50, 100), OptionalDouble.of(10))).doesNotThrowAnyException();
  }

  @Test
  void whatIsNotKnownIsNotFree() {
    assertThatThrownBy(asking(budget(50, 100), OptionalDouble.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not known")
        .hasMessageContaining("config/prices.json");
    assertThatCode(
            asking(budget(OptionalDouble.empty(), OptionalDouble.empty()), OptionalDouble.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void whatCostsNothingIsAllowedAboveEveryLimit() {
    job(ACME, 1, "estimated_usd = 99");

    assertThatCode(asking(budget(5, 5), OptionalDouble.of(0))).doesNotThrowAnyException();
  }
}
