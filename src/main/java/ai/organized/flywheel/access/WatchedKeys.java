package ai.organized.flywheel.access;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys as the file says now: it is looked at often and read when it changed. */
final class WatchedKeys {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedKeys.class);

  /** A key that is removed opens nothing after this time. */
  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private static final String NO_FILE = "none";

  private final KeyFile file;
  private final AtomicReference<Seen> seen;

  /**
   * @param mark changes when the file does
   * @param problem why nobody comes in
   */
  private record Seen(long at, String mark, List<ApiKey> keys, Optional<String> problem) {}

  WatchedKeys(KeyFile file) {
    this.file = file;
    this.seen = new AtomicReference<>(read(mark()));
  }

  /**
   * @return empty: there are none
   * @throws UnavailableException when the file cannot be read or understood, or held keys before
   *     and is away
   */
  List<ApiKey> keys() {
    Seen now = seen.get();
    if (System.nanoTime() - now.at() > LOOK_NANOS) {
      String mark = mark();
      Seen fresh =
          mark.equals(now.mark())
              ? new Seen(System.nanoTime(), mark, now.keys(), now.problem())
              : lockedOut(now, mark) ? away(now) : read(mark);
      // Whoever looked meanwhile may have seen a newer file.
      now = seen.compareAndSet(now, fresh) ? fresh : seen.get();
    }
    if (now.problem().isPresent()) {
      throw new UnavailableException(
          "the API keys of this server cannot be read; its log says why, and nobody comes in");
    }
    return now.keys();
  }

  /** Whoever takes the file away, even for the moment of a copy, would open the door to all. */
  private static boolean lockedOut(Seen before, String mark) {
    return mark.equals(NO_FILE) && (!before.keys().isEmpty() || before.problem().isPresent());
  }

  private Seen away(Seen before) {
    String problem =
        "the file of API keys "
            + file.path()
            + " is away; put it back, or start anew to do without keys";
    LOG.error("nobody comes in: {}", problem);
    return new Seen(System.nanoTime(), NO_FILE, before.keys(), Optional.of(problem));
  }

  /** Of a file that is written while it is read the mark is older: it is read again. */
  private Seen read(String mark) {
    long at = System.nanoTime();
    try {
      return new Seen(at, mark, file.read(), Optional.empty());
    } catch (RefusedException e) {
      LOG.error("nobody comes in: {}", e.getMessage());
      return new Seen(at, mark, List.of(), Optional.of(e.getMessage()));
    }
  }

  /**
   * Only what is surely not there counts as no file; what cannot be looked at is read and fails.
   */
  private String mark() {
    try {
      BasicFileAttributes file = Files.readAttributes(this.file.path(), BasicFileAttributes.class);
      return String.join(
          " ",
          Stream.of(file.lastModifiedTime(), file.size(), file.fileKey())
              .map(String::valueOf)
              .toList());
    } catch (NoSuchFileException e) {
      return NO_FILE;
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
