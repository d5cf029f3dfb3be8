package ai.organized.flywheel.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.organized.flywheel.failure.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadReplyTest {
  private static final int LONGEST = 8 << 20;

  private final ReadReply readReply = new ReadReply();

  private RemoteReply read(String retryAfter) {
    return readReply.read(429, retryAfter, null);
  }

  @Test
  void aReplyIsStatusTimeAndText() {
    RemoteReply reply =
        readReply.read(200, "7", new ByteArrayInputStream("{\"ü\":\"価\"}".getBytes(UTF_8)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(reply.body()).isEqualTo("{\"ü\":\"価\"}");
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "1, PT1S", "120, PT2M", "0030, PT30S", "9999999, PT9999999S"})
  void retryAfterIsInSeconds(String header, Duration expected) {
    assertThat(read(header).retryAfter()).contains(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "+5",
        "1.5",
        "5s",
        "10000000",
        "99999999999999999999",
        "١٢",
        "Fri, 06 Nov 2026 10:00:00 GMT"
      })
  void anyOtherFormOfRetryAfterCountsAsNone(String header) {
    assertThat(read(header).retryAfter()).isEmpty();
  }

  @Test
  void noBodyIsAnEmptyText() {
    assertThat(readReply.read(204, null, null).body()).isEmpty();
  }

  @Test
  void eightMebibytesAreRead() {
    assertThat(readReply.read(200, null, new ByteArrayInputStream(new byte[LONGEST])).body())
        .hasSize(LONGEST);
  }

  @Test
  void aByteMoreIsNoReply() {
    InputStream body = new ByteArrayInputStream(new byte[LONGEST + 1]);

    assertThatThrownBy(() -> readReply.read(200, null, body))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("the reply is longer than 8 MiB");
  }

  @Test
  void anEndlessBodyIsNotReadToItsEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            return length;
          }
        };

    assertThatThrownBy(() -> readReply.read(200, null, endless))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void aBodyThatBreaksOffIsTriedAgain() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream("{\"id\":".getBytes(UTF_8)), closed);

    assertThatThrownBy(() -> readReply.read(200, null, broken))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("the reply broke off")
        .hasRootCauseMessage("Stream closed");
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "204, true", "299, true", "300, false", "500, false"})
  void onlyTwoHundredsAreSuccess(int status, boolean success) {
    assertThat(readReply.read(status, null, null).isSuccess()).isEqualTo(success);
  }
}
