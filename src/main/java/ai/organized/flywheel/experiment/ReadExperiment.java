package ai.organized.flywheel.experiment;

import ai.organized.flywheel.client.ClientId;
import ai.organized.flywheel.client.ClientNames;
import ai.organized.flywheel.failure.RefusedException;
import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns one submitted JSON object into a record, or says which field is wrong. */
final class ReadExperiment {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "client_id",
          "run_id",
          "problem",
          "solution",
          "score",
          "timestamp",
          "account_snapshot",
          "sources_used");
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final ClientNames names;
  private final Optional<ClientId> fallbackClient;
  private final Scale scale;
  private final Function<ClientId, Redactions> redactionsOf;
  private final Map<ClientId, Redactions> redactions = new HashMap<>();

  /**
   * @param fallbackClient fills a missing client and never overrides one
   * @param redactionsOf asked once for each client
   */
  ReadExperiment(
      ClientNames names,
      Optional<ClientId> fallbackClient,
      Scale scale,
      Function<ClientId, Redactions> redactionsOf) {
    this.redactionsOf = redactionsOf;
    this.names = names;
    this.fallbackClient = fallbackClient;
    this.scale = scale;
  }

  /**
   * @throws InvalidFieldException naming the field at fault
   */
  Submitted read(ObjectNode object) {
    ClientId client = client(object);
    double score = number(object, "score");
    object.put("client_id", client.value());
    Optional<UUID> givenId = id(object);
    givenId.ifPresent(id -> object.put("id", id.toString()));
    SubmittedHash hash = SubmittedHash.of(object, givenId.isEmpty());
    double unit = scale.toUnit(score);
    Redactions redactions = this.redactions.computeIfAbsent(client, redactionsOf);
    ExperimentRecord record =
        new ExperimentRecord(
            givenId.orElse(hash.id()),
            client,
            redactions.clean(text(object, "run_id")),
            redactions.clean(text(object, "problem")),
            redactions.clean(text(object, "solution")),
            ExperimentRecord.clamp(unit),
            timestamp(object),
            (ObjectNode) redactions.clean(snapshot(object)),
            sources(object, redactions),
            (ObjectNode) redactions.clean(extra(object)));
    return new Submitted(record, hash.content(), score, unit < 0 || unit > 1);
  }

  /** What was taken out of all records so far, by kind. */
  SortedMap<String, Integer> redacted() {
    Redactions all = new Redactions();
    redactions.values().forEach(ofClient -> all.add(ofClient.counts()));
    return all.counts();
  }

  private ClientId client(ObjectNode object) {
    JsonNode given = object.path("client_id");
    if (given.isMissingNode() || given.isNull()) {
      return fallbackClient.orElseThrow(
          () -> new InvalidFieldException("client_id", "is missing; --client would fill it"));
    }
    ClientId client = resolve(text(object, "client_id"));
    if (fallbackClient.isPresent() && !fallbackClient.get().equals(client)) {
      throw new InvalidFieldException(
          "client_id",
          "says "
              + text(object, "client_id")
              + " but the import was asked for "
              + fallbackClient.get()
              + "; a record is never moved to another client");
    }
    return client;
  }

  private ClientId resolve(String name) {
    try {
      return names.resolve(name);
    } catch (RefusedException e) {
      if (e.code().equals("client_config")) {
        throw e; // not the record's fault
      }
      throw new InvalidFieldException("client_id", "is refused: " + e.getMessage());
    }
  }

  private static Optional<UUID> id(ObjectNode object) {
    JsonNode id = object.path("id");
    if (id.isMissingNode() || id.isNull()) {
      return Optional.empty();
    }
    if (!id.isTextual() || !UUID_SHAPE.matcher(id.asText()).matches()) {
      throw new InvalidFieldException("id", "is no UUID; leave it out to have one derived");
    }
    return Optional.of(UUID.fromString(id.asText()));
  }

  private static JsonNode required(ObjectNode object, String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new InvalidFieldException(field, "is missing");
    }
    return value;
  }

  private static String text(ObjectNode object, String field) {
    JsonNode value = required(object, field);
    if (!value.isTextual()) {
      throw new InvalidFieldException(field, "is no text but " + kind(value));
    }
    if (value.asText().isBlank()) {
      throw new InvalidFieldException(field, "is empty");
    }
    return value.asText();
  }

  private static double number(ObjectNode object, String field) {
    JsonNode value = required(object, field);
    if (!value.isNumber()) {
      throw new InvalidFieldException(field, "is no number but " + kind(value));
    }
    if (!Double.isFinite(value.asDouble())) {
      throw new InvalidFieldException(field, "is no finite number");
    }
    return value.asDouble();
  }

  private static Instant timestamp(ObjectNode object) {
    String text = text(object, "timestamp");
    try {
      if (Character.isDigit(text.charAt(0))) { // a sign begins a year that has no four digits
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new InvalidFieldException(
        "timestamp", "is no ISO-8601 instant such as 2026-04-07T22:07:45Z");
  }

  private static JsonNode snapshot(ObjectNode object) {
    JsonNode value = required(object, "account_snapshot");
    if (!value.isObject()) {
      throw new InvalidFieldException("account_snapshot", "is no object but " + kind(value));
    }
    return value;
  }

  private static List<String> sources(ObjectNode object, Redactions redactions) {
    JsonNode value = required(object, "sources_used");
    List<String> sources = new ArrayList<>();
    for (JsonNode source : value) {
      if (!source.isTextual()) {
        throw new InvalidFieldException("sources_used", "is no list of texts");
      }
      sources.add(redactions.clean("", source.asText()));
    }
    if (!value.isArray()) {
      throw new InvalidFieldException("sources_used", "is no list but " + kind(value));
    }
    return sources;
  }

  private static ObjectNode extra(ObjectNode object) {
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        extra.set(field.getKey(), field.getValue());
      }
    }
    return extra;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> value.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
