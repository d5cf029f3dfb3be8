package ai.organized.flywheel.telemetry;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes kept questions, answers, edits and notes when their time is over; their figures stay. */
public final class ForgetTexts {
  private static final Logger LOG = LoggerFactory.getLogger(ForgetTexts.class);

  private final Jdbi jdbi;
  private final Duration keep;
  private final Clock clock;

  public ForgetTexts(Jdbi jdbi, Duration keep, Clock clock) {
    this.jdbi = jdbi;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * @return how many answers lost their texts
   */
  public int forget() {
    long before = clock.instant().minus(keep).toEpochMilli();
    int forgotten =
        jdbi.inTransaction(
            handle -> {
              handle.execute(
                  "update feedback set edit = case when edit is null then null else '' end, note ="
                      + " null where at < ? and (edit <> '' or note is not null)",
                  before);
              return handle.execute("delete from served_texts where at < ?", before);
            });
    if (forgotten > 0) {
      LOG.info("deleted the texts of {} answers, {} days old", forgotten, keep.toDays());
    }
    return forgotten;
  }
}
