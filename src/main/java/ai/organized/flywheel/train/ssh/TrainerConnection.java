package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/**
 * A signed-in line to the trainer, used by one thread; closing it ends nothing that runs there
 * detached.
 */
public final class TrainerConnection implements AutoCloseable {
  private static final Duration TO_HANG_UP = Duration.ofSeconds(2);

  private final TrainerAddress address;
  private final SshClient ssh;
  private final ClientSession session;
  private final SftpLine sftp;

  TrainerConnection(TrainerAddress address, SshClient ssh, ClientSession session) {
    this.address = address;
    this.ssh = ssh;
    this.session = session;
    this.sftp = new SftpLine(this, session);
  }

  /**
   * Runs a command in the login folder, with nothing to read.
   *
   * <p>What needs a shell is written as {@code sh -c SCRIPT sh VALUE…}: the script is ours and
   * fixed, the values reach it as {@code "$1"} and so on, and no shell reads them.
   *
   * @param arguments the command and its arguments, taken as they are
   * @throws RefusedException when an argument has a NUL
   * @throws UnavailableException when it has not ended by the deadline (it is then told to end, but
   *     whether it does nobody knows), or the line breaks
   */
  public CommandResult run(List<String> arguments, Deadline deadline) {
    return run(arguments, deadline, line -> {});
  }

  /**
   * The same, while it runs.
   *
   * @param line gets every line of its output and of its errors as it comes, on this thread; one
   *     longer than 8 KiB comes in pieces
   */
  public CommandResult run(List<String> arguments, Deadline deadline, Consumer<String> line) {
    return new RunningCommand(address, session, arguments).await(deadline, line);
  }

  /** Its files. */
  public TrainerFiles files() {
    return new TrainerFiles(this, sftp);
  }

  TrainerAddress address() {
    return address;
  }

  @Override
  public void close() {
    try {
      session.close(false).await(TO_HANG_UP);
    } catch (IOException | IllegalStateException e) {
      // interrupted, or cut already: it is cut then
    } finally {
      NewSshClient.cut(ssh);
    }
  }
}
