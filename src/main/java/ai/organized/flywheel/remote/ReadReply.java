package ai.organized.flywheel.remote;

import ai.organized.flywheel.failure.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** Reads what came back, up to a size that a sane reply never has. */
public final class ReadReply {
  /** A reply with a job, a list or an answer stays far below; a proxy's error page may not. */
  private static final int LONGEST = 8 << 20;

  /**
   * @param retryAfter value of the header, in seconds; another form counts as none
   * @throws UnavailableException when the body is longer than 8 MiB or breaks off
   */
  public RemoteReply read(int status, String retryAfter, InputStream body) {
    return new RemoteReply(status, seconds(retryAfter), text(body));
  }

  private static Optional<Duration> seconds(String retryAfter) {
    boolean digits = retryAfter != null && retryAfter.matches("[0-9]{1,7}");
    return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter))) : Optional.empty();
  }

  private static String text(InputStream body) {
    if (body == null) {
      return "";
    }
    try {
      byte[] bytes = body.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new UnavailableException("the reply is longer than " + (LONGEST >> 20) + " MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UnavailableException("the reply broke off", null, e);
    } finally {
      hangUp(body);
    }
  }

  /** To close it would mean to read the rest first, which may have no end. */
  private static void hangUp(InputStream body) {
    try {
      if (body instanceof EofSensorInputStream line) {
        line.abort();
      } else {
        body.close();
      }
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
