package ai.organized.flywheel.wiring;

import ai.organized.flywheel.failure.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * One {@code run} a store: the operating system holds the lock and lets go when the process dies.
 */
final class RunLock implements AutoCloseable {
  private static final int LOOKS = 4;

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws RefusedException naming the process that runs on the store already
   */
  static RunLock take(Path data) {
    Path file = data.resolve(".run.lock");
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.close();
        throw new RefusedException(
            "already_running",
            "a run is at work on "
                + data
                + " (process "
                + Files.readString(file).trim()
                + "); stop it first, or name another folder with FLYWHEEL_DATA_DIR");
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
      return new RunLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /** Whether a run is at work; a look holds the lock itself for a moment. */
  static boolean isHeld(Path data) {
    Path file = data.resolve(".run.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return lock(channel) == null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  /** A command that looks whether a run is there is gone in a moment: it is not taken for one. */
  private static boolean isTaken(FileChannel channel) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (lock(channel) != null) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of the run lock", e);
    }
  }
}
