package ai.organized.flywheel.account;

import ai.organized.flywheel.account.gtm.DraftChanges;
import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * account_state.json: UTF-8, keys sorted, the same state always the same bytes.
 *
 * <p>Every source says {@code "status": "ok"} beside what is known, {@code "unknown"} beside the
 * reason, or {@code "off"}.
 */
public final class AccountStateJson {
  /** What the states of this Flywheel are read with; older ones tell their version only. */
  static final int FORMAT = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(SourceJson.module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // 120, not 1.2E+2
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Line feeds everywhere: the platform's own line end would change the bytes. */
  private static final ObjectWriter WRITER = JSON.writer(printer());

  private AccountStateJson() {}

  public static byte[] write(AccountState state) {
    return (text(tree(state)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode tree(AccountState state) {
    ObjectNode node = JSON.valueToTree(state.sources());
    for (JsonNode source : node) {
      if (!source.has("status")) {
        ((ObjectNode) source).put("status", "ok");
      }
    }
    node.put("client_id", state.clientId());
    node.put("version", state.version());
    node.put("snapshot_at", state.takenAt().toString());
    return node;
  }

  static JsonNode part(Object part) {
    return JSON.valueToTree(part);
  }

  /** As a tree in which one unknown is like another, whatever their reasons. */
  static JsonNode withoutReasons(AccountSources sources) {
    ObjectNode tree = JSON.valueToTree(sources);
    for (JsonNode unknown : tree.findParents("reason")) {
      if (unknown.path("status").asText().equals("unknown")) {
        ((ObjectNode) unknown).remove("reason");
      }
    }
    return tree;
  }

  /** Any record of this package's floor, for people and scripts. */
  public static String text(Object part) {
    try {
      return WRITER.writeValueAsString(JSON.<JsonNode>valueToTree(part));
    } catch (JsonProcessingException e) {
      throw new BrokenException("an account state could not be written", e);
    }
  }

  public static AccountState read(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      return new AccountState(
          text(node, "client_id"),
          text(node, "version"),
          Instant.parse(text(node, "snapshot_at")),
          JSON.treeToValue(node, AccountSources.class));
    } catch (IOException | DateTimeException | IllegalArgumentException | NullPointerException e) {
      throw unreadable(e.getMessage());
    }
  }

  /** Reads what {@link #text(Object)} wrote of a workspace. */
  static DraftChanges draftChanges(String json) {
    try {
      return JSON.readValue(json, DraftChanges.class);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    }
  }

  private static String text(JsonNode state, String key) {
    if (!state.path(key).isTextual()) {
      throw unreadable("it has no " + key);
    }
    return state.path(key).textValue();
  }

  private static RefusedException unreadable(String why) {
    return new RefusedException(
        "bad_account_state",
        "account state is not readable: " + why + ". Collect it again: flywheel account collect");
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
  }
}
