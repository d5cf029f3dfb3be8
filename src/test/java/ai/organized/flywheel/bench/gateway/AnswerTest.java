package ai.organized.flywheel.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP answer, however its bytes are cut into reads. */
class AnswerTest {
  private static final String FIXED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nx: y\r\n\r\nhello";
  private static final String CHUNKED_HEAD =
      "HTTP/1.1 503 Busy\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
  private static final String CHUNKED = CHUNKED_HEAD + "3\r\nhel\r\n2\r\nlo\r\n0\r\nt: r\r\n\r\n";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Answer answer =
      new Answer(
          bytes -> {
            while (bytes.hasRemaining()) {
              body.write(bytes.get());
            }
          });

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {FIXED, CHUNKED})
  void itIsWholeAtItsLastByteAndNotBefore(String text) {
    for (int cut = 0; cut < text.length(); cut++) {
      body.reset();
      answer.begin();
      answer.take(bytes(text.substring(0, cut)));
      assertThat(answer.isWhole()).as("after %s bytes", cut).isFalse();
      ByteBuffer rest = bytes(text.substring(cut) + "HTTP/1.1 next");
      answer.take(rest);
      assertThat(answer.isWhole()).isTrue();
      assertThat(answer.length()).isEqualTo(5);
      assertThat(body).hasToString("hello");
      assertThat(rest.remaining()).isEqualTo("HTTP/1.1 next".length());
    }
    assertThat(answer.status()).isEqualTo(text.equals(FIXED) ? 200 : 503);
    assertThat(answer.closes()).isEqualTo(text.equals(CHUNKED));
  }

  @Test
  void oneWithoutABodyIsWholeAfterItsHead() {
    answer.begin();
    answer.take(bytes("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
    assertThat(answer.isWhole()).isTrue();
  }

  @Test
  void whatIsNoHttpOrHasNoKnownEndIsRefused() {
    answer.begin();
    assertThatThrownBy(() -> answer.take(bytes("\u0000\u0001 no HTTP \r\n\r\n")))
        .hasMessageContaining("no HTTP/1.1");
    answer.begin();
    assertThatThrownBy(() -> answer.take(bytes("HTTP/1.1 200 OK\r\n\r\n")))
        .hasMessageContaining("whose end nobody knows");
  }
}
