package ai.organized.flywheel.train.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes one stream of a command: keeps its beginning and hands on its lines.
 *
 * <p>While the lines are not read as fast as they come, the trainer is made to wait: nothing piles
 * up here.
 */
final class KeptOutput extends OutputStream {
  static final int KEPT_BYTES = 256 << 10;
  private static final int LONGEST_LINE = 8 << 10;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CommandLines lines;
  private long dropped;

  KeptOutput(CommandLines lines) {
    this.lines = lines;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int room = Math.min(length, KEPT_BYTES - kept.size());
    kept.write(bytes, offset, room);
    dropped += length - room;
    for (int i = offset; i < offset + length; i++) {
      // A progress bar writes itself anew after each carriage return.
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        endLine();
      } else {
        line.write(bytes[i]);
        if (line.size() == LONGEST_LINE) {
          endLine();
        }
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    endLine();
  }

  private void endLine() throws IOException {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(UTF_8);
    line.reset();
    lines.put(text);
  }

  synchronized String text() {
    return kept.toString(UTF_8);
  }

  synchronized long dropped() {
    return dropped;
  }
}
