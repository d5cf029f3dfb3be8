package ai.organized.flywheel.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request in the terms of the endpoints: decoded path and query. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  static Request of(RecordedRequest recorded) {
    URI uri = URI.create(recorded.path());
    return new Request(
        recorded.method(),
        uri.getPath(),
        query(uri.getRawQuery()),
        recorded.headers(),
        recorded.body());
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The media type in lower case, without its parameters; empty when there is none. */
  public String mediaType() {
    return header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(ROOT);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
      query.put(URLDecoder.decode(nameAndValue[0], UTF_8), URLDecoder.decode(value, UTF_8));
    }
    return query;
  }
}
