package ai.organized.flywheel.sandbox.trainer;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** What SFTP sees: the home folder by its real path, nothing beside it, and so much room in it. */
final class HomeDisk implements SftpFileSystemAccessor {
  private final Path home;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  HomeDisk(Path home) {
    this.home = home;
  }

  void leave(long bytes) {
    room.set(bytes);
  }

  @Override
  public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath)
      throws IOException {
    Path path = home.resolve(remotePath).normalize();
    if (!path.startsWith(home)) {
      throw new AccessDeniedException(remotePath);
    }
    return path;
  }

  @Override
  public SeekableByteChannel openFile(
      SftpSubsystemProxy subsystem,
      FileHandle fileHandle,
      Path file,
      String handle,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    return new RoomyChannel(
        SftpFileSystemAccessor.super.openFile(
            subsystem, fileHandle, file, handle, options, attributes),
        room);
  }
}
