package ai.organized.flywheel.bench.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept connection that asks and is answered, one at a time, without waiting. */
final class Line implements AutoCloseable {
  final Answer answer;
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);
  private ByteBuffer out;

  /** When the request was due, in nanoseconds of {@link System#nanoTime}. */
  volatile long due;

  private Line(SocketChannel channel, Answer answer) {
    this.channel = channel;
    this.answer = answer;
  }

  static Line open(Target target, Answer answer) throws IOException {
    SocketChannel channel = SocketChannel.open(target.address());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return new Line(channel, answer);
  }

  SelectionKey register(Selector selector) throws IOException {
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends as much as goes; true: all of it. */
  boolean ask(ByteBuffer request, long dueAt) throws IOException {
    due = dueAt;
    answer.begin();
    out = request.duplicate();
    return write();
  }

  boolean write() throws IOException {
    channel.write(out);
    return !out.hasRemaining();
  }

  /**
   * Reads what is there; true: the answer is whole.
   *
   * @throws EOFException when the connection ended before
   */
  boolean read() throws IOException {
    int read;
    while ((read = channel.read(in)) > 0) {
      in.flip();
      answer.take(in);
      if (in.hasRemaining()) {
        throw new IllegalStateException("bytes after the end of the answer");
      }
      boolean mayBeMore = in.limit() == in.capacity();
      in.clear();
      if (answer.isWhole() || !mayBeMore) {
        return answer.isWhole();
      }
    }
    if (read < 0) {
      throw new EOFException("the connection ended before the answer did");
    }
    return answer.isWhole();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
