package ai.organized.flywheel.serve;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Whether a client's {@code config.json} is still the one that was read; asks for its attributes
 * alone, which takes microseconds.
 *
 * @param inode another one when the file was replaced, whatever its time and size say
 */
record ConfigStamp(long modifiedNanos, long size, String inode) {
  private static final ConfigStamp NO_FILE = new ConfigStamp(0, -1, "");

  static ConfigStamp of(Clients clients, ClientId client) {
    Path file = clients.folder(client).resolve("config.json");
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new ConfigStamp(
          now.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          now.size(),
          String.valueOf(now.fileKey()));
    } catch (IOException e) {
      return NO_FILE; // what cannot be looked at cannot be read either: its data may not leave
    }
  }

  long modifiedSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(modifiedNanos);
  }
}
