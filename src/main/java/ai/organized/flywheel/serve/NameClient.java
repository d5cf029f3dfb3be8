package ai.organized.flywheel.serve;

import ai.organized.flywheel.access.Caller;
import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import ai.organized.flywheel.serve.NamesInMemory.Names;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which client a request is about: what its header, its model row and its body name must be one,
 * and one that its key may ask for.
 *
 * <p>A key that is bound to a client learns nothing of others: whoever it names, it is told the
 * same.
 */
final class NameClient {
  /** Longer than any alias that a person would type; nothing longer is even looked at. */
  private static final int LONGEST_NAME = 200;

  /**
   * Rows of a model list: {@code client-hre}, {@code hre-client}, {@code hre-client:v3}; in any
   * case, for Ollama does not tell them apart.
   */
  private static final Pattern ROW =
      Pattern.compile(
          "client-(?<after>.{1,200})|(?<before>.{1,200})-client(?::v\\d{1,9})?",
          Pattern.CASE_INSENSITIVE);

  private final Names known;

  /** Whether a model's name looks like one of our own rows, whosever it is. */
  static boolean isRow(String model) {
    return ROW.matcher(model.strip()).matches();
  }

  NameClient(Names known) {
    this.known = known;
  }

  /**
   * @throws RefusedException 400 when no client is named, an id is none or two are named; 403 when
   *     the key may not ask for it; 404 when there is no such client
   */
  ClientId of(AskedFor asked, Caller caller) {
    Optional<ClientId> bound = caller.client();
    ClientId client = bound.isPresent() ? own(asked, bound.get()) : named(asked);
    if (!known.all().contains(client)) {
      throw unknown(client.value());
    }
    return client;
  }

  /** Nobody is asked whether another client is there: then the answer could tell. */
  private ClientId own(AskedFor asked, ClientId own) {
    boolean another =
        isAnother(asked.header(), own)
            || isAnother(asked.metadataClient(), own)
            || isAnothersRow(asked.model(), own);
    if (another) {
      throw notYours();
    }
    return own;
  }

  private boolean isAnother(String name, ClientId own) {
    return isSaid(name) && !isOwn(name, own);
  }

  /** A model that is no row at all, such as gpt-4o, says nothing. */
  private boolean isAnothersRow(String model, ClientId own) {
    return isSaid(model)
        && !isOwn(model, own)
        && row(model).filter(name -> !isOwn(name, own)).isPresent();
  }

  private boolean isOwn(String name, ClientId own) {
    return name.strip().equals(own.value()) || known(name).filter(own::equals).isPresent();
  }

  private ClientId named(AskedFor asked) {
    TreeSet<ClientId> named = new TreeSet<>();
    if (isSaid(asked.header())) {
      named.add(resolved(asked.header()));
    }
    if (isSaid(asked.metadataClient())) {
      named.add(resolved(asked.metadataClient()));
    }
    if (isSaid(asked.model())) {
      known(asked.model()).or(() -> row(asked.model()).flatMap(this::known)).ifPresent(named::add);
    }
    if (named.size() > 1) {
      throw new RefusedException(
          400,
          "client_mismatch",
          "the request names the clients "
              + named
              + " by x-client-id, model and metadata.client_id; name one");
    }
    return named.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    400,
                    "missing_client",
                    "name the client in the header x-client-id, as the model or in"
                        + " metadata.client_id"));
  }

  private static boolean isSaid(String name) {
    return name != null && !name.isBlank();
  }

  private ClientId resolved(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new RefusedException(
          400,
          "invalid_client",
          "a name of "
              + name.length()
              + " characters is no client id: use 1 to 48 lower-case letters, digits and hyphens");
    }
    String stripped = name.strip();
    if (looksLikeAnother(stripped)) {
      throw new RefusedException(
          400, "invalid_client", "the client's name holds a letter that only looks like another");
    }
    ClientId client = known.names().resolve(stripped);
    if (!known.all().contains(client)) {
      throw unknown(stripped);
    }
    return client;
  }

  /** The client of that name, if there is one. */
  private Optional<ClientId> known(String name) {
    return name.length() > LONGEST_NAME || looksLikeAnother(name)
        ? Optional.empty()
        : known.names().known(name.strip()).or(() -> ofVersions(name.strip()));
  }

  /** A client that lost its config, or never had one, is known by its id. */
  private Optional<ClientId> ofVersions(String name) {
    return ClientId.isValid(name)
        ? Optional.of(new ClientId(name)).filter(known.all()::contains)
        : Optional.empty();
  }

  /** The sign of the unit Kelvin becomes an ordinary k when it is written small. */
  private static boolean looksLikeAnother(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 127 && Character.toLowerCase(c) <= 127) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> row(String model) {
    if (model.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    Matcher row = ROW.matcher(model.strip());
    return row.matches()
        ? Optional.of(row.group("after") == null ? row.group("before") : row.group("after"))
        : Optional.empty();
  }

  private static RefusedException notYours() {
    return new RefusedException(
        403,
        "not_your_client",
        "this API key may not ask for the client that the request names; leave the client out, and"
            + " the key's own answers");
  }

  private static RefusedException unknown(String name) {
    return new RefusedException(
        404,
        "unknown_client",
        "there is no client \""
            + new Redactions().clean(name)
            + "\"; see: flywheel fine-tune list");
  }
}
