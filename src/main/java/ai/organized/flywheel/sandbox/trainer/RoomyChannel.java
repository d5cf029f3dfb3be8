package ai.organized.flywheel.sandbox.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A file that can be written to as long as there is room on the disk. */
record RoomyChannel(SeekableByteChannel file, AtomicLong room) implements SeekableByteChannel {
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (room.addAndGet(-bytes.remaining()) < 0) {
      throw new IOException("No space left on device");
    }
    return file.write(bytes);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return file.read(bytes);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long at) throws IOException {
    file.position(at);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
