package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.hash.Sha256;
import ai.organized.flywheel.remote.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpException;

/** Sends one file: under another name, then checked, then renamed. */
final class Upload {
  private static final int OWNER_ONLY = 0600;

  private static final String SENDING = "sending";

  private static final int CHUNK = 32 << 10;

  /** Linux has the one, macOS the other; 127: neither. */
  private static final String SHA256 =
      "if command -v sha256sum >/dev/null 2>&1; then sha256sum < \"$1\";"
          + " elif command -v shasum >/dev/null 2>&1; then shasum -a 256 < \"$1\";"
          + " else exit 127; fi";

  private final TrainerConnection connection;
  private final SftpLine line;
  private final String to;
  private final String part;

  /**
   * @param to begins with {@code ./}
   */
  Upload(TrainerConnection connection, SftpLine line, String to) {
    this.connection = connection;
    this.line = line;
    this.to = to;
    this.part =
        RemotePath.folder(to) + "/." + RemotePath.name(to) + "." + UUID.randomUUID() + ".part";
  }

  void send(Path file, Deadline deadline) {
    try (InputStream in = Files.newInputStream(file)) {
      send(in, deadline);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  void send(byte[] bytes, Deadline deadline) {
    send(new ByteArrayInputStream(bytes), deadline);
  }

  private void send(InputStream in, Deadline deadline) {
    MessageDigest digest = Sha256.digest();
    boolean whole = false;
    try {
      line.run(SENDING, to, deadline, sftp -> Folders.make(sftp, RemotePath.folder(to)));
      long size = line.call(SENDING, to, deadline, sftp -> write(sftp, in, digest));
      check(size, HexFormat.of().formatHex(digest.digest()), deadline);
      line.run(SENDING, to, deadline, this::rename);
      whole = true;
    } finally {
      if (!whole) {
        line.forget(part);
      }
    }
  }

  private long write(SftpClient sftp, InputStream in, MessageDigest digest) throws IOException {
    try (CloseableHandle handle =
        sftp.open(part, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive))) {
      // While it is empty: others never see a byte of it.
      sftp.setStat(handle, new SftpClient.Attributes().perms(OWNER_ONLY));
      byte[] chunk = new byte[CHUNK];
      long at = 0;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sftp.write(handle, at, chunk, 0, read);
        digest.update(chunk, 0, read);
        at += read;
      }
      return at;
    }
  }

  private void check(long size, String sha256, Deadline deadline) {
    long there = line.call(SENDING, to, deadline, sftp -> sftp.stat(part).getSize());
    CommandResult sum = connection.run(List.of("/bin/sh", "-c", SHA256, "sh", part), deadline);
    boolean differs = !sum.isNotThere() && !sum.out().startsWith(sha256);
    if (there != size || differs) {
      throw new UnavailableException(
          "sending "
              + RemotePath.said(to)
              + " to the trainer "
              + connection.address()
              + ": what arrived is not what was sent");
    }
  }

  /** The plain rename of SFTP does not replace a file, OpenSSH's own does, at once. */
  private void rename(SftpClient sftp) throws IOException {
    OpenSSHPosixRenameExtension atOnce = sftp.getExtension(OpenSSHPosixRenameExtension.class);
    if (atOnce != null && atOnce.isSupported()) {
      atOnce.posixRename(part, to);
      return;
    }
    try {
      sftp.rename(part, to);
    } catch (SftpException e) {
      sftp.remove(to);
      sftp.rename(part, to);
    }
  }
}
