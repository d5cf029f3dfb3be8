package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** One command on a channel of its own, from its start to its end or its deadline. */
final class RunningCommand {
  /** Numbers of signals as POSIX has them; SSH sends their names. */
  private static final Map<String, Integer> SIGNALS =
      Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "KILL", 9, "SEGV", 11, "TERM", 15);

  private static final Duration TO_HANG_UP = Duration.ofSeconds(1);

  private final String what;
  private final ClientSession session;
  private final String commandLine;
  private final CommandLines lines = new CommandLines();
  private final KeptOutput out = new KeptOutput(lines);
  private final KeptOutput err = new KeptOutput(lines);

  RunningCommand(TrainerAddress address, ClientSession session, List<String> arguments) {
    this.what = arguments.get(0) + " on the trainer " + address;
    this.session = session;
    this.commandLine = ShellWords.quote(arguments);
  }

  CommandResult await(Deadline deadline, Consumer<String> line) {
    deadline.require(what);
    try {
      ChannelExec channel = session.createExecChannel(commandLine);
      try {
        open(channel, deadline);
        handOn(deadline, line);
        if (!lines.complete()) {
          tellToEnd(channel);
          throw tooLate(deadline, null);
        }
        return result(channel);
      } finally {
        lines.abandon();
        channel.close(false).await(TO_HANG_UP);
        channel.close(true);
      }
    } catch (IOException | IllegalStateException e) {
      throw deadline.isOver() ? tooLate(deadline, e) : SshFailure.lost(what, e);
    }
  }

  private void open(ChannelExec channel, Deadline deadline) throws IOException {
    // Empty, and not absent: a command that reads must see the end at once.
    channel.setIn(InputStream.nullInputStream());
    channel.setOut(out);
    channel.setErr(err);
    channel.addCloseFutureListener(closed -> endOutput());
    channel.open().verify(deadline.left());
  }

  private void endOutput() {
    try {
      out.close();
      err.close();
    } catch (IOException e) {
      // interrupted: nobody waits for the last line
    } finally {
      lines.end();
    }
  }

  private void handOn(Deadline deadline, Consumer<String> line) {
    try {
      Optional<String> next = lines.next(deadline);
      while (next.isPresent()) {
        line.accept(next.get());
        next = lines.next(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(what + " was interrupted", null, e);
    }
  }

  private CommandResult result(ChannelExec channel) {
    long dropped = out.dropped() + err.dropped();
    if (channel.getExitStatus() != null) {
      return new CommandResult(channel.getExitStatus(), out.text(), err.text(), dropped);
    }
    if (channel.getExitSignal() != null) {
      int signal = SIGNALS.getOrDefault(channel.getExitSignal(), 0);
      return new CommandResult(128 + signal, out.text(), err.text(), dropped);
    }
    throw SshFailure.lost(what, null);
  }

  /** RFC 4254 6.9. OpenSSH passes it to all that the command started and did not detach. */
  private void tellToEnd(ChannelExec channel) throws IOException {
    Buffer signal = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, Long.SIZE);
    signal.putUInt(channel.getRecipient());
    signal.putString("signal");
    signal.putBoolean(false);
    signal.putString("TERM");
    session.writePacket(signal).await(TO_HANG_UP);
  }

  private UnavailableException tooLate(Deadline deadline, Throwable cause) {
    return new UnavailableException(
        what + " did not end within " + deadline.length().toSeconds() + " s", null, cause);
  }
}
