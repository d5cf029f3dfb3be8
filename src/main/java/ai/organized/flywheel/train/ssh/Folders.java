package ai.organized.flywheel.train.ssh;

import java.io.IOException;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Folders on the trainer, for their owner only. */
final class Folders {
  private static final int OWNER_ONLY = 0700;

  private Folders() {}

  /**
   * @param folder begins with {@code .}
   */
  static void make(SftpClient sftp, String folder) throws IOException {
    if (folder.equals(".") || isThere(sftp, folder)) {
      return;
    }
    make(sftp, RemotePath.folder(folder));
    sftp.mkdir(folder);
    sftp.setStat(folder, new SftpClient.Attributes().perms(OWNER_ONLY));
  }

  private static boolean isThere(SftpClient sftp, String folder) throws IOException {
    try {
      return sftp.stat(folder).isDirectory();
    } catch (SftpException e) {
      if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
        return false;
      }
      throw e;
    }
  }
}
