package ai.organized.flywheel.access;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rows of the file of keys; what it does not understand, it does not guess. */
final class ReadKeys {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HASH = Pattern.compile(ApiKey.HASH_PREFIX + "[0-9a-f]{64}");
  private static final Set<String> FIELDS =
      Set.of("name", "role", "client", "hash", "created_at", "requests_per_minute");

  private ReadKeys() {}

  /**
   * @throws RefusedException naming the row and the field, never a value
   */
  static List<ApiKey> read(String text) {
    JsonNode rows;
    try {
      rows = Json.STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw refused("it is no JSON");
    }
    if (rows == null || !rows.isArray()) {
      throw refused("it is no list");
    }
    List<ApiKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode row : rows) {
      ApiKey key = key(row, "row " + (keys.size() + 1));
      if (!names.add(key.name())) {
        throw refused("two keys have the name " + key.name());
      }
      keys.add(key);
    }
    return keys;
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static ApiKey key(JsonNode row, String where) {
    for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
      String field = names.next();
      if (!FIELDS.contains(field)) {
        throw refused(where + " has a field that is none of a key");
      }
    }
    String name = row.path("name").asText();
    if (!isName(name)) {
      throw refused(where + ": name is no name of 1 to 64 letters, digits, . _ -");
    }
    Role role =
        Role.of(row.path("role").asText())
            .orElseThrow(() -> refused(where + ": role is not client, operator or admin"));
    String hash = row.path("hash").asText();
    if (!HASH.matcher(hash).matches()) {
      throw refused(where + ": hash is not sha256: and 64 hex digits");
    }
    return new ApiKey(
        name, role, client(row, role, where), hash, createdAt(row, where), limit(row, where));
  }

  private static Optional<ClientId> client(JsonNode row, Role role, String where) {
    JsonNode client = row.path("client");
    boolean named = client.isTextual() && ClientId.isValid(client.asText());
    boolean fits = role == Role.CLIENT ? named : client.isMissingNode();
    if (!fits) {
      throw refused(where + ": client is the id of a client for the role client, and only for it");
    }
    return named ? Optional.of(new ClientId(client.asText())) : Optional.empty();
  }

  private static Instant createdAt(JsonNode row, String where) {
    try {
      return Instant.parse(row.path("created_at").asText());
    } catch (DateTimeParseException e) {
      throw refused(where + ": created_at is no instant");
    }
  }

  private static OptionalInt limit(JsonNode row, String where) {
    JsonNode limit = row.path("requests_per_minute");
    if (limit.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!limit.isInt() || limit.asInt() < 1) {
      throw refused(where + ": requests_per_minute is no whole number above 0");
    }
    return OptionalInt.of(limit.asInt());
  }

  private static RefusedException refused(String what) {
    return new RefusedException("keys_file", what);
  }
}
