package ai.organized.flywheel.cli;

import java.io.IOException;
import java.sql.SQLException;

/** Whether a failure comes from a disk that has no room left, wherever it was noticed. */
final class FullDisk {
  static final String MESSAGE =
      "There is no room left on the disk of the data folder (or it cannot be written to). Nothing is"
          + " half written: free some space and type the command again";

  /** SQLITE_IOERR and SQLITE_FULL, https://sqlite.org/rescode.html; the extended codes end so. */
  private static final int IO_ERROR = 10;

  private static final int FULL = 13;

  private FullDisk() {}

  static boolean isBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean file =
          cause instanceof IOException && String.valueOf(cause.getMessage()).contains("No space");
      if (file || (cause instanceof SQLException sql && isFull(sql.getErrorCode() & 0xff))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFull(int code) {
    return code == IO_ERROR || code == FULL;
  }
}
