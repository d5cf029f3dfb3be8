package ai.organized.flywheel.train.ssh;

import ai.organized.flywheel.remote.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Speaks with an SSH agent (draft-miller-ssh-agent) over its socket.
 *
 * <p>MINA's own client of an agent needs a native library; the JDK knows Unix sockets since 16.
 */
final class SshAgentSocket extends AbstractAgentProxy {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  /** The longest that OpenSSH's agent takes or gives (ssh-agent.c, AGENT_MAX_LEN). */
  private static final int LONGEST_MESSAGE = 256 << 10;

  private final SocketChannel socket;

  SshAgentSocket(Path path) throws IOException {
    super(null);
    socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  @Override
  protected synchronized Buffer request(Buffer request) throws IOException {
    try (CutOff cutOff = CutOff.at(Deadline.in(LONGEST_ANSWER), this::hangUp)) {
      ByteBuffer out = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
      while (out.hasRemaining() && !cutOff.happened()) {
        socket.write(out);
      }
      int length = read(Integer.BYTES).getInt();
      if (length < 1 || length > LONGEST_MESSAGE) {
        throw new IOException("the agent answered with " + length + " bytes");
      }
      return new ByteArrayBuffer(read(length).array());
    }
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (socket.read(in) < 0) {
        throw new EOFException("the agent hung up");
      }
    }
    return in.flip();
  }

  private void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    super.close();
  }
}
