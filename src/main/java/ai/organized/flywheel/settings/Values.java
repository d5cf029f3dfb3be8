package ai.organized.flywheel.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** Texts to typed values; what does not fit becomes a problem and a harmless stand-in. */
final class Values {
  private static final Pattern HEADER =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`~-]+:[ \\t]*[\\x20-\\x7e]*");

  private static final String NONE = "none";

  private final Map<Key, String> texts;
  private final Problems problems;

  Values(Map<Key, String> texts, Problems problems) {
    this.texts = texts;
    this.problems = problems;
  }

  String text(Key key) {
    return texts.get(key);
  }

  Secret secret(Key key) {
    return new Secret(text(key));
  }

  Secret secretAddress(Key key) {
    if (!text(key).isEmpty()) {
      address(key, "an http or https address");
    }
    return secret(key);
  }

  List<String> list(Key key) {
    return Stream.of(text(key).split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  int whole(Key key, int from, int to) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= from && value <= to) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    return wrong(key, "a whole number from " + from + " to " + to, from);
  }

  double share(Key key) {
    try {
      double value = Double.parseDouble(text(key));
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    return wrong(key, "a number from 0 to 1", 0.0);
  }

  OptionalInt optionalWhole(Key key, int from, int to) {
    return text(key).isEmpty() ? OptionalInt.empty() : OptionalInt.of(whole(key, from, to));
  }

  /** Of money. A value left empty means its default; that there is none has to be said. */
  OptionalDouble amountOrNone(Key key) {
    if (text(key).equals(NONE)) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text(key));
      if (value >= 0 && value <= 1e9) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    return wrong(key, "an amount such as 50, or none", OptionalDouble.empty());
  }

  OptionalInt wholeOrNone(Key key, int from, int to) {
    return text(key).equals(NONE) ? OptionalInt.empty() : OptionalInt.of(whole(key, from, to));
  }

  /** An address of this machine, or a name for one. */
  String bindAddress(Key key) {
    boolean fits = text(key).matches("[A-Za-z0-9.:_-]{1,253}");
    return fits ? text(key) : wrong(key, "an address to listen on, such as 127.0.0.1", "127.0.0.1");
  }

  boolean yesOrNo(Key key) {
    return Boolean.parseBoolean(word(key, "true", "false"));
  }

  /** One of these words, or empty text for none. */
  String wordOrNone(Key key, String... words) {
    return text(key).equals(NONE) ? "" : word(key, words);
  }

  /** One of these words, written so. */
  String word(Key key, String... words) {
    boolean known = List.of(words).contains(text(key));
    return known ? text(key) : wrong(key, "one of " + String.join(", ", words), words[0]);
  }

  /** Some of these words, none twice, in the order in which they stand. */
  List<String> listOf(Key key, String... words) {
    List<String> chosen = list(key);
    boolean known = List.of(words).containsAll(chosen);
    boolean once = chosen.stream().distinct().count() == chosen.size();
    return known && once && !chosen.isEmpty()
        ? chosen
        : wrong(key, "a list of " + String.join(", ", words), List.of(words));
  }

  String headerName(Key key) {
    boolean fits = text(key).matches("[A-Za-z0-9-]{1,64}");
    return fits ? text(key) : wrong(key, "the name of a header", key.fallback());
  }

  /** {@code user@name} or {@code user@name:port}, or nothing. */
  String login(Key key) {
    boolean fits = text(key).matches("([A-Za-z0-9._-]+@[A-Za-z0-9._-]+(:[0-9]{1,5})?)?");
    return fits ? text(key) : wrong(key, "user@name or user@name:port", "");
  }

  /** {@code provider/model}, or nothing. */
  String providerAndModel(Key key) {
    boolean fits = text(key).matches("((openai|together|ollama)/\\S+)?");
    return fits
        ? text(key)
        : wrong(key, "openai/…, together/… or ollama/… with the name of a model", "");
  }

  OptionalDouble optionalShare(Key key) {
    return text(key).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(share(key));
  }

  /** Lower-case names of an enum's values. */
  <E extends Enum<E>> E oneOf(Key key, Class<E> kinds) {
    for (E kind : kinds.getEnumConstants()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text(key))) {
        return kind;
      }
    }
    String names =
        Stream.of(kinds.getEnumConstants())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return wrong(key, "one of " + names, kinds.getEnumConstants()[0]);
  }

  Duration seconds(Key key, int from) {
    return Duration.ofSeconds(whole(key, from, 86_400));
  }

  Duration millis(Key key, int from) {
    return Duration.ofMillis(whole(key, from, 86_400_000));
  }

  /** A relative path is meant from {@code base}; an empty one means {@code otherwise}. */
  Path path(Key key, Path base, Path otherwise) {
    try {
      return text(key).isEmpty() ? otherwise : base.resolve(text(key)).normalize();
    } catch (InvalidPathException e) {
      return wrong(key, "a path", otherwise);
    }
  }

  URI http(Key key) {
    return address(key, "an http or https address without a query, for instance " + key.fallback());
  }

  Optional<URI> optionalHttp(Key key) {
    return text(key).isEmpty()
        ? Optional.empty()
        : Optional.of(address(key, "an http or https address without a query"));
  }

  /** An address as it is: some servers want the slash at its end. */
  Optional<URI> endpoint(Key key) {
    Optional<URI> address = optionalHttp(key);
    return address.isPresent() && text(key).endsWith("/")
        ? Optional.of(URI.create(address.get() + "/"))
        : address;
  }

  /** {@code Name: value} pairs with {@code |} between them. */
  Secret headers(Key key) {
    boolean fits =
        Stream.of(text(key).split("\\|"))
            .map(String::strip)
            .allMatch(pair -> pair.isEmpty() || HEADER.matcher(pair).matches());
    return fits ? secret(key) : wrong(key, "Name: value pairs with | between them", new Secret(""));
  }

  /** As Ollama takes it: {@code host:port} is http. */
  URI host(Key key) {
    String text = text(key).contains("://") ? text(key) : "http://" + text(key);
    return address(key, text, "an http or https address such as " + key.fallback());
  }

  private URI address(Key key, String expected) {
    return address(key, text(key), expected);
  }

  private URI address(Key key, String text, String expected) {
    try {
      URI uri = URI.create(text.replaceAll("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    return wrong(key, expected, URI.create("http://localhost"));
  }

  String cron(Key key) {
    return CronExpression.isValidExpression(text(key))
        ? text(key)
        : wrong(key, "a Quartz cron expression such as " + key.fallback(), key.fallback());
  }

  private <T> T wrong(Key key, String expected, T standIn) {
    // an address with a password before its @ is refused, and not repeated
    boolean hidden = key.secret() || text(key).contains("@");
    String said = hidden ? "the value" : "\"" + text(key) + "\"";
    problems.add(key.property() + " (" + key.environment() + "): " + said + " is not " + expected);
    return standIn;
  }
}
