package ai.organized.flywheel.client;

import ai.organized.flywheel.client.ClientConfig.Track;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads a client's {@code config.json} in both shapes seen in the wild: {@code client_name} with
 * one object a platform, and {@code display_name} with {@code integrations}. Unknown keys are left
 * alone; an empty text means not configured.
 */
final class ReadClientConfig {
  private static final int SHORTEST_NAME = 2;
  private static final int LONGEST_NAME = 200;
  private static final Set<String> FALLBACKS = Set.of("", "rag_context", "base_model", "error");

  private ReadClientConfig() {}

  /**
   * @throws RefusedException when the file cannot be read, is no JSON object or a value has the
   *     wrong type
   */
  static ClientConfig read(ClientId id, Path file) {
    JsonNode config = parse(file);
    if (!config.isObject()) {
      throw wrong(file, "is not a JSON object");
    }
    String name = text(file, config, "display_name", text(file, config, "client_name", id.value()));
    Track track = track(file, config);
    Set<String> aliases = aliases(file, config);
    requireSameClient(file, id, aliases, text(file, config, "client_id", id.value()));
    return new ClientConfig(
        id,
        name,
        aliases,
        track,
        egress(file, config, track),
        new ReadAccountIds(file, config).read(),
        threshold(file, config),
        fallback(file, config),
        storesTexts(file, config),
        privateNames(file, config, id));
  }

  /** A config that was copied from another client would let data leave that must not. */
  private static void requireSameClient(Path file, ClientId id, Set<String> aliases, String named) {
    if (!named.equalsIgnoreCase(id.value())
        && aliases.stream().noneMatch(named::equalsIgnoreCase)) {
      throw wrong(file, "client_id is \"" + named + "\", but the folder is of client " + id);
    }
  }

  private static JsonNode parse(Path file) {
    try {
      return Json.STRICT.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      // without what it stumbled over, which may be a token
      throw wrong(file, "is not JSON: " + e.getOriginalMessage().replaceAll("'[^']{2,}'", "'…'"));
    } catch (IOException e) {
      throw wrong(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static String text(Path file, JsonNode config, String key, String otherwise) {
    JsonNode value = config.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw wrong(file, key + " is not a text");
    }
    return value.asText().isBlank() ? otherwise : value.asText();
  }

  private static Set<String> aliases(Path file, JsonNode config) {
    return texts(file, config, "aliases");
  }

  /** In the order of the file, each once. */
  private static Set<String> texts(Path file, JsonNode config, String key) {
    Set<String> texts = new LinkedHashSet<>();
    JsonNode given = config.path(key);
    if (!given.isArray() && !given.isMissingNode() && !given.isNull()) {
      throw wrong(file, key + " is not a list of texts");
    }
    for (JsonNode text : given) {
      if (!text.isTextual()) {
        throw wrong(file, key + " is not a list of texts");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  /** What is wrong is told by its place in the list: a message ends in a log. */
  private static List<String> privateNames(Path file, JsonNode config, ClientId id) {
    List<String> names = List.copyOf(texts(file, config, "private_names"));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      String place = "private_names entry " + (i + 1);
      if (name.chars().filter(Character::isLetterOrDigit).count() < SHORTEST_NAME) {
        throw wrong(file, place + " has fewer than two letters or digits and would fit anywhere");
      }
      if (name.length() > LONGEST_NAME) {
        throw wrong(file, place + " is longer than " + LONGEST_NAME + " characters");
      }
      if (name.equalsIgnoreCase(id.value())) {
        throw wrong(
            file,
            place + " is the client's own id, which names its files and models: leave it out");
      }
    }
    return names;
  }

  private static Track track(Path file, JsonNode config) {
    String track = text(file, config, "track_preference", "auto");
    return switch (track) {
      case "a" -> Track.A;
      case "b" -> Track.B;
      case "auto" -> Track.AUTO;
      default -> throw wrong(file, "track_preference is \"" + track + "\", not a, b or auto");
    };
  }

  /** Said by the client, or left out by one that prefers a remote provider; otherwise not. */
  private static boolean egress(Path file, JsonNode config, Track track) {
    JsonNode allowed = config.path("data_egress_allowed");
    if (allowed.isMissingNode() || allowed.isNull()) {
      return track == Track.A;
    }
    if (!allowed.isBoolean()) {
      throw wrong(file, "data_egress_allowed is not true or false");
    }
    return allowed.asBoolean();
  }

  private static OptionalDouble threshold(Path file, JsonNode config) {
    JsonNode threshold = config.path("score_threshold");
    if (threshold.isMissingNode() || threshold.isNull()) {
      return OptionalDouble.empty();
    }
    if (!threshold.isNumber() || !(threshold.asDouble() >= 0 && threshold.asDouble() <= 1)) {
      throw wrong(file, "score_threshold is not a number from 0 to 1");
    }
    return OptionalDouble.of(threshold.asDouble());
  }

  private static Optional<String> fallback(Path file, JsonNode config) {
    String fallback = text(file, config, "fallback", "");
    if (!FALLBACKS.contains(fallback)) {
      throw wrong(file, "fallback is not rag_context, base_model or error");
    }
    return Optional.of(fallback).filter(said -> !said.isEmpty());
  }

  /** Only said aloud: what people ask is theirs. */
  private static boolean storesTexts(Path file, JsonNode config) {
    JsonNode allowed = config.path("store_texts");
    if (!allowed.isMissingNode() && !allowed.isNull() && !allowed.isBoolean()) {
      throw wrong(file, "store_texts is not true or false");
    }
    return allowed.asBoolean(false);
  }

  private static RefusedException wrong(Path file, String what) {
    return new RefusedException("client_config", file + " " + what + "; correct it and try again");
  }
}
