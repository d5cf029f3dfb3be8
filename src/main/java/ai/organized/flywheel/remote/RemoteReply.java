package ai.organized.flywheel.remote;

import java.time.Duration;
import java.util.Optional;

/** What came back, whatever its status. */
public record RemoteReply(int status, Optional<Duration> retryAfter, String body) {
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
