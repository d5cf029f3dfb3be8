package ai.organized.flywheel.bench.month;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Waits until nothing is left to do at this moment of the month, and says when there will be. */
final class Quiet {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Rows that are due or held, and whose work goes on by itself; what is open, in words. */
  private static final List<String> BUSY =
      List.of(
          "select 'the cycle of ' || client_id from cycles where asked_at is not null and"
              + " (asked_at + :settle <= :now or lease_until > :now)",
          "select 'the account of ' || client_id from account_collections where asked_at is not"
              + " null",
          "select 'the recheck of ' || client_id from evaluation_requests where asked_at <= :now"
              + " or lease_until > :now",
          "select 'the training of ' || client_id || ', ' || state from training_jobs where state"
              + " not in ('done', 'failed') and (next_step <= :now or lease_owner is not null)",
          // a webhook takes one a second: the next one waits until the clock is turned
          "select 'a message to ' || client_id from notifications where sent_at is null and"
              + " next_try <= :now and (lease_owner is not null or not exists (select 1 from"
              + " notifications told where told.sent_at > :now - 1000))");

  private static final String NEXT =
      "select min(at) from (select asked_at + :settle as at from cycles where asked_at is not null"
          + " union all select asked_at from evaluation_requests where asked_at is not null"
          + " union all select next_step from training_jobs where state not in ('done', 'failed')"
          + " union all select case when next_try > :now then next_try else :now + 1000 end from"
          + " notifications where sent_at is null)";

  private final World world;

  Quiet(World world) {
    this.world = world;
  }

  /**
   * @throws IllegalStateException naming what is at work still when patience ends
   */
  void await() {
    await(this::busy);
  }

  /** Until so many answers of the gateway are in the store. */
  void awaitAnswers(int count) {
    await(() -> missing(count));
  }

  private void await(Supplier<Optional<String>> open) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<String> busy = open.get();
    while (busy.isPresent()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "on " + world.clock().instant() + " this does not end: " + busy.get());
      }
      sleep();
      busy = open.get();
    }
  }

  private Optional<String> missing(int count) {
    int kept =
        world
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from served_answers")
                        .mapTo(Integer.class)
                        .one());
    return kept < count ? Optional.of("only " + kept + " answers are kept") : Optional.empty();
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }

  private Optional<String> busy() {
    if (hasDrop(world.settings().places().experimentInbox())) {
      return Optional.of("a drop in the inbox");
    }
    return world
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(String.join(" union all ", BUSY))
                    .bind("now", world.clock().millis())
                    .bind("settle", settle())
                    .mapTo(String.class)
                    .findFirst());
  }

  private static boolean hasDrop(Path inbox) {
    if (!Files.exists(inbox)) {
      return false;
    }
    try (Stream<Path> files = Files.list(inbox)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When something is due next; empty: nothing is planned. */
  Optional<Instant> next() {
    return world
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(NEXT)
                    .bind("now", world.clock().millis())
                    .bind("settle", settle())
                    .mapTo(Long.class)
                    .findOne()
                    .map(Instant::ofEpochMilli));
  }

  private long settle() {
    return world.settings().cycle().settle().toMillis();
  }
}
