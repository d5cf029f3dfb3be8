package ai.organized.flywheel.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a row and until when, so that two processes on one store never work on the same one.
 *
 * <p>A row is taken by one {@code update … where lease_until is null or lease_until < now}: whoever
 * changes one row has it. A lease that ran out, or whose process is dead, can be taken over.
 *
 * @param owner process id, its start and the holder's own name: {@code 4711@1790000000000/jobs}
 */
public record Lease(String owner, Duration length, Clock clock) {

  /** A lease of this process. */
  public static Lease of(String name, Duration length, Clock clock) {
    ProcessHandle self = ProcessHandle.current();
    return new Lease(self.pid() + "@" + startOf(self) + "/" + name, length, clock);
  }

  public long now() {
    return clock.millis();
  }

  public long until() {
    return clock.instant().plus(length).toEpochMilli();
  }

  /** Whether the process that wrote this owner is gone; a reused process id has another start. */
  public static boolean isDead(String owner) {
    int at = owner.indexOf('@');
    int slash = owner.indexOf('/', at);
    long pid = Long.parseLong(owner.substring(0, at));
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty() || !owner.substring(at + 1, slash).equals(startOf(process.get()));
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L).toString();
  }
}
