package ai.organized.flywheel.mcp;

import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.settings.Secret;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A short piece of what a server said, fit for a message: one line, and no secret in it. */
final class Quote {
  /** Characters: enough for the first sentence of an error. */
  private static final int LONGEST = 200;

  /** A shorter piece of an address is a word such as mcp, and a shorter key is none. */
  private static final int SHORTEST_SECRET = 6;

  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "token", "apikey");

  private Quote() {}

  static String of(McpServer server, String text) {
    String said = text;
    for (String secret : (Iterable<String>) ownSecrets(server)::iterator) {
      said = said.replace(secret, "[redacted]");
    }
    said = new Redactions().clean(said).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (said.length() <= LONGEST) {
      return said;
    }
    int end = Character.isHighSurrogate(said.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return said.substring(0, end) + "…";
  }

  /** What we sent and what must not come back, whatever it looks like. */
  private static Stream<String> ownSecrets(McpServer server) {
    Stream<String> headers =
        server.headers().values().stream().map(Secret::value).flatMap(Quote::words);
    String query = server.address().getQuery() == null ? "" : server.address().getQuery();
    Stream<String> address =
        Stream.of((server.address().getPath() + "/" + query).split("[/=&]", -1))
            .filter(piece -> piece.length() >= 2 * SHORTEST_SECRET);
    return Stream.concat(headers, address);
  }

  private static Stream<String> words(String header) {
    return Arrays.stream(header.split("\\s+", -1))
        .filter(word -> word.length() >= SHORTEST_SECRET)
        .filter(word -> !SCHEMES.contains(word.toLowerCase(Locale.ROOT)));
  }
}
