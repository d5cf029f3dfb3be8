package ai.organized.flywheel.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads server-sent events (WHATWG HTML, chapter 9.2) as they come in. */
final class EventStream {
  /** Until a server names another one. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final BufferedReader lines;
  private String lastId = "";
  private Duration retry = RETRY;

  /**
   * Where a stream ended before its time.
   *
   * @param lastEventId empty: it cannot be gone on with
   * @param retry to wait before that
   */
  record Cut(String lastEventId, Duration retry) {}

  EventStream(InputStream from) {
    this.lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
  }

  /**
   * The data of the next event, which may be empty; nothing at the end of the stream. An event that
   * the end cuts off is none.
   */
  Optional<String> next() throws IOException {
    StringJoiner data = new StringJoiner("\n");
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (any) {
          return Optional.of(data.toString());
        }
        continue;
      }
      String[] field = line.split(":", 2); // a comment has an empty name
      String value = field.length == 2 ? field[1] : "";
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field[0]) {
        case "data" -> {
          data.add(value);
          any = true;
        }
        case "id" -> lastId = value;
        case "retry" -> retry = value.matches("[0-9]{1,9}") ? millis(value) : retry;
        default -> {} // also "event": the data says what it is
      }
    }
    return Optional.empty();
  }

  private static Duration millis(String value) {
    return Duration.ofMillis(Long.parseLong(value));
  }

  Cut cut() {
    return new Cut(lastId, retry);
  }
}
