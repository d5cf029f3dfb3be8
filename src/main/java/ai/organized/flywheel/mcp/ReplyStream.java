package ai.organized.flywheel.mcp;

import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.failure.UnavailableException;
import ai.organized.flywheel.remote.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a reply while it comes in: until the deadline, whether it stalls, drips or never
 * ends, and up to {@link #LARGEST}.
 *
 * <p>The JDK bounds the time until the headers are in and nothing after them; this bounds the rest.
 * Who closes it before its end hangs up.
 */
final class ReplyStream extends InputStream implements BodySubscriber<ReplyStream> {
  /**
   * Bytes. A page of rows stays below one MiB and the largest GTM container at a few; what is
   * larger was not meant for us, and would stand in memory several times over as JSON.
   */
  static final int LARGEST = 8 << 20;

  private final String what;
  private final Deadline deadline;

  /** What came in; nothing at all is a knock: something has happened. */
  private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private volatile Subscription line;
  private volatile boolean closed;
  private volatile boolean complete;
  private volatile Throwable broken;
  private boolean ended;
  private int total;

  /**
   * @param what is being read, to begin messages with
   */
  ReplyStream(String what, Deadline deadline) {
    this.what = what;
    this.deadline = deadline;
  }

  @Override
  public CompletionStage<ReplyStream> getBody() {
    return CompletableFuture.completedFuture(this); // handed out before its end, unlike most
  }

  @Override
  public void onSubscribe(Subscription opened) {
    line = opened;
    if (closed) {
      opened.cancel();
    } else {
      opened.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(buffers);
  }

  @Override
  public void onError(Throwable cause) {
    broken = cause;
    onComplete();
  }

  @Override
  public void onComplete() {
    complete = true;
    arrived.add(List.of());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Waits for at least one byte.
   *
   * @throws UnavailableException when the deadline passes first
   * @throws RefusedException {@code reply_too_large}
   * @throws IOException when the connection breaks
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (unread.isEmpty() && !ended) {
      take();
    }
    if (unread.isEmpty()) {
      return -1;
    }
    ByteBuffer next = unread.element();
    int count = Math.min(length, next.remaining());
    next.get(into, offset, count);
    if (!next.hasRemaining()) {
      unread.remove();
    }
    return count;
  }

  private void take() throws IOException {
    List<ByteBuffer> buffers = await();
    if (buffers.isEmpty() && complete && arrived.isEmpty()) {
      ended = true;
      if (broken != null) {
        throw new IOException("the reply broke off", broken);
      }
      return;
    }
    for (ByteBuffer buffer : buffers) {
      total += buffer.remaining();
      if (buffer.hasRemaining()) {
        unread.add(buffer);
      }
    }
    if (total > LARGEST) {
      close();
      throw new RefusedException(
          "reply_too_large", what + " is larger than " + (LARGEST >> 20) + " MiB; ask for less");
    }
    line.request(1);
  }

  private List<ByteBuffer> await() {
    try {
      List<ByteBuffer> buffers = null;
      while (buffers == null) {
        buffers = arrived.poll(deadline.require(what).toNanos(), TimeUnit.NANOSECONDS);
      }
      return buffers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted while reading. " + what, null, e);
    }
  }

  @Override
  public void close() {
    ended = true;
    closed = true;
    Subscription opened = line;
    if (opened != null) {
      opened.cancel(); // else onSubscribe does, which comes later
    }
  }
}
