package ai.organized.flywheel.openclaw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What OpenClaw's configuration needs to reach the gateway: the provider {@code flywheel} with a
 * row for each client, and an agent for each.
 *
 * @param baseUrl of the gateway, up to {@code /v1}
 * @param agents false: the provider alone
 */
public record ProviderRows(String baseUrl, List<RegisteredClient> clients, boolean agents) {
  static final String PROVIDER = "flywheel";
  static final String CLIENT_HEADER = "x-client-id";

  /** OpenClaw puts the environment's value in its place; no key stands in the file. */
  private static final String KEY = "${FLYWHEEL_KEY}";

  /** As a document of its own, which {@code openclaw config patch --file} takes too. */
  public ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode models = document.putObject("models").put("mode", "merge");
    ObjectNode provider = models.putObject("providers").putObject(PROVIDER);
    provider.put("baseUrl", baseUrl).put("apiKey", KEY).put("api", "openai-completions");
    ArrayNode rows = provider.putArray("models");
    clients.forEach(client -> rows.add(client.row()));
    if (agents) {
      ObjectNode entries = document.putObject("agents").putObject("entries");
      clients.forEach(client -> entries.set(client.id().value(), client.agent()));
    }
    return document;
  }

  /** The document as text for people, in the order of its keys. */
  public static String text(ObjectNode document) {
    try {
      return JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(document)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
