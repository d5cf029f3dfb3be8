package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.UnavailableException;
import java.net.ConnectException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Reads what MINA throws. */
final class SshFailure {
  private SshFailure() {}

  /** The world is busy: the line was not made, or broke. */
  static UnavailableException lost(String what, Throwable cause) {
    String why =
        refused(cause)
            ? " was refused: nothing listens there; is it switched on?"
            : " broke off: the line was lost";
    return new UnavailableException(what + why, null, cause);
  }

  private static boolean refused(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the trainer would not take any key that it was shown.
   *
   * <p>OpenSSH ends a line with too many wrong keys as a protocol error and says why in words.
   */
  static boolean isRefusedKey(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SshException ssh
          && (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
              || String.valueOf(ssh.getMessage()).contains("Too many authentication failures"))) {
        return true;
      }
    }
    return false;
  }
}
