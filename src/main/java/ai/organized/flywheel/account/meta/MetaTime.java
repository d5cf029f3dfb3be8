package ai.organized.flywheel.account.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as Meta writes them: {@code 2026-11-20T09:15:00+0000}, or seconds since 1970. */
final class MetaTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[XXX][XX]", Locale.ROOT);

  private MetaTime() {}

  /** Empty when it is no time, and for 1970: so Meta writes "never". */
  static Optional<Instant> read(JsonNode time) {
    return parsed(time).filter(instant -> instant.isAfter(Instant.EPOCH));
  }

  private static Optional<Instant> parsed(JsonNode time) {
    if (time.canConvertToLong()) {
      return Optional.of(Instant.ofEpochSecond(time.longValue()));
    }
    try {
      return Optional.of(OffsetDateTime.parse(time.asText(), FORMAT).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
