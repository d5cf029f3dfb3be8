package ai.organized.flywheel.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;

/** A machine that slept over the hour of a schedule does the work once when it wakes up. */
class MisfireTest {
  @TempDir Path data;

  @Test
  void whatWasMissedIsDoneOnceNowAndThenAtItsHourAgain() throws Exception {
    try (RunningLoop loop = RunningLoop.start(data, Map.of())) {
      Scheduler scheduler =
          loop.application().context().getComponent("quartz", QuartzComponent.class).getScheduler();
      List<String> names = new ArrayList<>();
      for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyGroup())) {
        CronTrigger trigger = (CronTrigger) scheduler.getTrigger(key);
        names.add(key.getName());
        assertThat(trigger.getMisfireInstruction())
            .as(key + " says what becomes of a missed hour")
            .isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
        assertThat(trigger.getTimeZone().getID()).as(key.toString()).isEqualTo("UTC");
        isFiredOnceWhenAwake((OperableTrigger) trigger.getTriggerBuilder().build());
      }
      assertThat(names).contains("weekly", "make-room", "recheck", "collect", "nightly");
    }
  }

  /** Two weeks of sleep, in which some hours were missed several times. */
  @SuppressWarnings("JavaUtilDate") // Quartz speaks it
  private static void isFiredOnceWhenAwake(OperableTrigger slept) {
    Instant now = new Date().toInstant();
    slept.setStartTime(Date.from(now.minus(Duration.ofDays(14))));
    slept.computeFirstFireTime(null);
    assertThat(slept.getNextFireTime()).isBefore(Date.from(now));

    slept.updateAfterMisfire(null);

    assertThat(slept.getNextFireTime())
        .isAfterOrEqualTo(Date.from(now))
        .isBeforeOrEqualTo(new Date());
    slept.triggered(null);
    assertThat(slept.getNextFireTime()).isAfter(new Date());
  }
}
