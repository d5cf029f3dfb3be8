package ai.organized.flywheel.bench.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection of the soak; a new one takes its place when the other side closed it. */
final class SoakLine {
  private final Target target;
  private final Selector selector;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Line line;
  private SelectionKey key;
  private SoakRequest request;

  SoakLine(Target target, Selector selector) throws IOException {
    this.target = target;
    this.selector = selector;
    open();
  }

  private void open() throws IOException {
    line =
        Line.open(
            target,
            new Answer(
                bytes -> {
                  while (bytes.hasRemaining()) {
                    body.write(bytes.get());
                  }
                }));
    key = line.register(selector);
    key.attach(this);
  }

  void ask(SoakRequest asked, long now) throws IOException {
    request = asked;
    body.reset();
    if (!line.ask(asked.bytes(), now)) {
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  SoakRequest request() {
    return request;
  }

  boolean isAsking() {
    return request != null;
  }

  long askedAt() {
    return line.due;
  }

  /** Reads or writes what goes; a verdict when that ended the request. */
  Optional<Verdict> turn() throws IOException {
    try {
      if (key.isWritable()) {
        if (line.write()) {
          key.interestOps(SelectionKey.OP_READ);
        }
        return Optional.empty();
      }
      if (request == null) { // nothing was asked: only an end can come
        renew();
        return Optional.empty();
      }
      return line.read() ? Optional.of(whole()) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(broken(Verdict.CUT));
    } catch (IllegalStateException e) {
      return Optional.of(broken(Verdict.WRONG));
    }
  }

  private Verdict whole() throws IOException {
    String text = body.toString(StandardCharsets.UTF_8);
    Verdict verdict = Verdict.of(line.answer.status(), request.streamed(), text);
    if (line.answer.closes()) {
      renew();
    }
    request = null;
    return verdict;
  }

  /** Ends the request by ending the connection. */
  Verdict broken(Verdict why) throws IOException {
    renew();
    request = null;
    return why;
  }

  private void renew() throws IOException {
    line.close();
    open();
  }

  void close() throws IOException {
    line.close();
  }
}
