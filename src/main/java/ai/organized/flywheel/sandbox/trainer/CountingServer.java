package ai.organized.flywheel.sandbox.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** MINA's server, which counts what comes in and can stop listening. */
final class CountingServer extends SshServer {
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  CountingServer() {
    SshServer filled = ServerBuilder.builder().factory(() -> this).build(true);
    filled.setSessionFactory(new CountingSessions());
  }

  /**
   * @param listen false: a connection to {@code place} is refused by the kernel
   */
  void listen(boolean listen, InetSocketAddress place) {
    try {
      if (!listen) {
        acceptor.unbind();
      } else if (acceptor.getBoundAddresses().isEmpty()) {
        acceptor.bind(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int connections() {
    return connections.get();
  }

  long bytesReceived() {
    return bytes.get();
  }

  private final class CountingSessions extends SessionFactory {
    CountingSessions() {
      super(CountingServer.this);
    }

    @Override
    protected ServerSessionImpl doCreateSession(IoSession line) throws Exception {
      connections.incrementAndGet();
      return new ServerSessionImpl(getServer(), line) {
        @Override
        public void messageReceived(Readable buffer) throws Exception {
          bytes.addAndGet(buffer.available());
          super.messageReceived(buffer);
        }
      };
    }
  }
}
