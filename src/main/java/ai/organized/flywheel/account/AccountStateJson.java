package ai.organized.flywheel.account;

import ai.organized.flywheel.failure.BrokenException;
import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/**
 * account_state.json: UTF-8, keys sorted, the same state always the same bytes.
 *
 * <p>Every source says {@code "status": "known"} beside what is known, {@code "unknown"} beside the
 * reason, or {@code "off"}.
 */
public final class AccountStateJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  /** Line feeds everywhere: the platform's own line end would change the bytes. */
  private static final ObjectWriter WRITER = JSON.writer(printer());

  private AccountStateJson() {}

  public static byte[] write(AccountState state) {
    AccountSources sources = state.sources();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("client_id", state.clientId());
    node.put("version", state.version());
    node.put("snapshot_at", state.takenAt().toString());
    node.set("gtm", write(sources.gtm(), GtmContainerJson::write));
    node.set("google_ads", write(sources.googleAds(), AccountStateJson::neverKnown));
    node.set("meta", write(sources.meta(), AccountStateJson::neverKnown));
    node.set("memory", write(sources.memory(), AccountStateJson::neverKnown));
    try {
      return (WRITER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new BrokenException(
          "account state of " + state.clientId() + " could not be written", e);
    }
  }

  public static AccountState read(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      AccountSources sources =
          new AccountSources(
              read(node, "gtm", GtmContainerJson::read),
              read(node, "google_ads", AccountStateJson::neverRead),
              read(node, "meta", AccountStateJson::neverRead),
              read(node, "memory", AccountStateJson::neverRead));
      return new AccountState(
          text(node, "client_id"),
          text(node, "version"),
          Instant.parse(text(node, "snapshot_at")),
          sources);
    } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
  }

  private static String text(JsonNode state, String key) {
    if (!state.path(key).isTextual()) {
      throw unreadable("it has no " + key);
    }
    return state.path(key).textValue();
  }

  private static <T> ObjectNode write(Source<T> source, Function<T, ObjectNode> known) {
    return source.fold(
        value -> known.apply(value).put("status", "known"),
        reason ->
            JsonNodeFactory.instance.objectNode().put("status", "unknown").put("reason", reason),
        () -> JsonNodeFactory.instance.objectNode().put("status", "off"));
  }

  private static <T> Source<T> read(JsonNode state, String key, Function<JsonNode, T> known) {
    JsonNode node = state.path(key);
    String status = node.path("status").asText();
    return switch (status) {
      case "known" -> new Source.Known<>(known.apply(node));
      case "unknown" -> new Source.Unknown<>(node.path("reason").asText());
      case "off" -> new Source.Off<>();
      default -> throw unreadable(key + " has no status known, unknown or off");
    };
  }

  private static ObjectNode neverKnown(Void nothing) {
    throw new BrokenException("a source that nothing collects cannot be known");
  }

  private static Void neverRead(JsonNode node) {
    throw unreadable("it holds a source that only a newer Flywheel reads");
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
