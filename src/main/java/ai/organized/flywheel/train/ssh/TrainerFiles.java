package ai.organized.flywheel.train.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Files of the trainer, by SFTP. Paths are below its login folder and written with {@code /}.
 *
 * <p>Every method throws {@link UnavailableException} when the line breaks or the deadline is over,
 * which ends the connection; and {@link RefusedException} for a path that leads out, a right that
 * is missing, or a full disk.
 */
public final class TrainerFiles {
  private final TrainerConnection connection;
  private final SftpLine line;

  TrainerFiles(TrainerConnection connection, SftpLine line) {
    this.connection = connection;
    this.line = line;
  }

  /** Makes the file whole or not at all, readable by its owner only; a file of that name goes. */
  public void upload(Path file, String to, Deadline deadline) {
    new Upload(connection, line, RemotePath.below(to)).send(file, deadline);
  }

  /** The same for what is in memory. */
  public void upload(byte[] bytes, String to, Deadline deadline) {
    new Upload(connection, line, RemotePath.below(to)).send(bytes, deadline);
  }

  /**
   * @param most bytes; a longer file is refused
   * @return empty when there is no such file
   */
  public Optional<String> read(String path, int most, Deadline deadline) {
    String at = RemotePath.below(path);
    return line.call(
        "reading",
        at,
        deadline,
        sftp -> {
          try (InputStream in = sftp.read(at)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
              throw new RefusedException(
                  "trainer_file", path + " on the trainer is longer than " + most + " bytes");
            }
            return Optional.of(new String(bytes, UTF_8));
          } catch (SftpException e) {
            return ifMissing(e, Optional.empty());
          }
        });
  }

  /** Bytes of a file; empty when there is none. */
  public OptionalLong size(String path, Deadline deadline) {
    String at = RemotePath.below(path);
    return line.call(
        "looking for",
        at,
        deadline,
        sftp -> {
          try {
            return OptionalLong.of(sftp.stat(at).getSize());
          } catch (SftpException e) {
            return ifMissing(e, OptionalLong.empty());
          }
        });
  }

  /** Whether there is a file or a folder. */
  public boolean exists(String path, Deadline deadline) {
    return size(path, deadline).isPresent();
  }

  /** Names in a folder, sorted; none when there is no such folder. */
  public List<String> list(String folder, Deadline deadline) {
    String at = RemotePath.below(folder);
    return line.call(
        "listing",
        at,
        deadline,
        sftp -> {
          List<String> names = new ArrayList<>();
          try (CloseableHandle handle = sftp.openDir(at)) {
            List<DirEntry> some = sftp.readDir(handle);
            while (some != null) {
              some.forEach(entry -> names.add(entry.getFilename()));
              some = sftp.readDir(handle);
            }
          } catch (SftpException e) {
            return ifMissing(e, List.<String>of());
          }
          names.removeAll(List.of(".", ".."));
          names.sort(null);
          return names;
        });
  }

  /** Makes a folder and those above it, for their owner only. */
  public void makeFolder(String folder, Deadline deadline) {
    String at = RemotePath.below(folder);
    line.run("making the folder", at, deadline, sftp -> Folders.make(sftp, at));
  }

  private static <T> T ifMissing(SftpException failure, T value) throws SftpException {
    if (failure.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
      return value;
    }
    throw failure;
  }
}
