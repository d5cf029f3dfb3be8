package ai.organized.flywheel.train.ssh;

/**
 * What a command on the trainer came to.
 *
 * @param exitCode as the shell says it: 127 for a command that is not there, 128 + n for one that
 *     signal n ended
 * @param out the first 256 KiB of its standard output
 * @param err the first 256 KiB of its standard error
 * @param dropped bytes of either that were more than that
 */
public record CommandResult(int exitCode, String out, String err, long dropped) {
  public boolean succeeded() {
    return exitCode == 0;
  }

  public boolean isNotThere() {
    return exitCode == 127;
  }

  /** Whether it says itself that the disk, or the user's share of it, is full. */
  public boolean saysDiskIsFull() {
    return saysDiskIsFull(err) || saysDiskIsFull(out);
  }

  static boolean saysDiskIsFull(String text) {
    return text.contains("No space left on device") || text.contains("Disk quota exceeded");
  }
}
