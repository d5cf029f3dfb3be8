package ai.organized.flywheel.account.source;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses below a base that is configured. */
public final class Address {
  private Address() {}

  /**
   * @param base http or https, without a slash at its end and without a query
   * @param path below it, encoded, with a slash at its start
   * @param query names and values, not encoded, in the order to be sent
   */
  public static URI of(URI base, String path, Map<String, String> query) {
    String pairs =
        query.entrySet().stream()
            .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(base + path + (pairs.isEmpty() ? "" : "?" + pairs));
  }

  /** One part of a path, or a name or a value of a query. */
  public static String encoded(String text) {
    // %20 for a blank is right in both; a plus only in queries
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
