package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The SFTP channel of a connection, opened when it is first needed. */
final class SftpLine {
  /** What is done on the channel. */
  interface Step<T> {
    T on(SftpClient sftp) throws IOException;
  }

  /** What is done on the channel and gives nothing. */
  interface Act {
    void on(SftpClient sftp) throws IOException;
  }

  /** A disk with less free than this takes no file worth sending. */
  private static final long FULL_BELOW_KIB = 1_024;

  private static final Duration LONGEST_ASIDE = Duration.ofSeconds(10);

  private final TrainerConnection connection;
  private final ClientSession session;
  private SftpClient client;

  SftpLine(TrainerConnection connection, ClientSession session) {
    this.connection = connection;
    this.session = session;
  }

  void run(String doing, String at, Deadline deadline, Act act) {
    call(
        doing,
        at,
        deadline,
        sftp -> {
          act.on(sftp);
          return true;
        });
  }

  /**
   * @param doing for messages, such as "reading"
   * @param at begins with {@code .}
   */
  <T> T call(String doing, String at, Deadline deadline, Step<T> step) {
    String where = doing + " " + RemotePath.said(at) + " on the trainer " + connection.address();
    deadline.require(where);
    try (CutOff cutOff = CutOff.at(deadline, () -> session.close(true))) {
      try {
        return step.on(open(where));
      } catch (IOException | IllegalStateException e) {
        throw e instanceof SftpException sftp && session.isOpen()
            ? refused(where, sftp, at, deadline)
            : cutOff.happened() ? cutOff.failure(where, e) : SshFailure.lost(where, e);
      }
    }
  }

  /**
   * Removes what was begun, when the line is still there; what stays, stays under its other name.
   */
  void forget(String part) {
    try (CutOff cutOff = CutOff.at(Deadline.in(LONGEST_ASIDE), () -> session.close(true))) {
      if (client != null && client.isOpen() && !cutOff.happened()) {
        client.remove(part);
      }
    } catch (IOException | IllegalStateException e) {
      // not there, or not ours to remove: the failure that led here is told
    }
  }

  private SftpClient open(String where) throws IOException {
    if (client == null) {
      try {
        client = SftpClientFactory.instance().createSftpClient(session);
      } catch (IOException e) {
        if (session.isOpen()) {
          throw new RefusedException(
              "trainer_sftp",
              where + " needs SFTP: let its sshd_config say: Subsystem sftp internal-sftp");
        }
        throw e;
      }
    }
    return client;
  }

  private RefusedException refused(
      String where, SftpException failure, String at, Deadline deadline) {
    if (isFull(failure, at, deadline)) {
      return new RefusedException(
          "trainer_disk_full",
          where + ": the disk of the trainer is full; see there with: df -h ~");
    }
    return new RefusedException(
        "trainer_file",
        where
            + " was refused: "
            + SftpConstants.getStatusName(failure.getStatus())
            + "; see the rights of the folder and the quota of the user there");
  }

  /** OpenSSH says "Failure" for a full disk as for everything else (errno_to_portable). */
  private boolean isFull(SftpException failure, String at, Deadline deadline) {
    return switch (failure.getStatus()) {
      case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED -> true;
      case SftpConstants.SSH_FX_FAILURE -> freeKib(at, deadline) < FULL_BELOW_KIB;
      default -> false;
    };
  }

  /** As POSIX has it: a line of words, the fourth of the last is what is free. */
  private long freeKib(String at, Deadline deadline) {
    String folder = RemotePath.folder(at);
    CommandResult df = connection.run(List.of("df", "-Pk", folder), deadline.within(LONGEST_ASIDE));
    String[] rows = df.out().strip().split("\n", -1);
    String[] words = rows[rows.length - 1].strip().split("\\s+", -1);
    boolean known = df.succeeded() && words.length >= 6 && words[3].matches("-?[0-9]{1,18}");
    return known ? Long.parseLong(words[3]) : Long.MAX_VALUE;
  }
}
