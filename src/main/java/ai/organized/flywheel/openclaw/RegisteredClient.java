package ai.organized.flywheel.openclaw;

import ai.organized.flywheel.client.ClientId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A client as OpenClaw sees it: one row among the models of provider {@code flywheel}.
 *
 * @param provider who serves the version that answers; empty: there is none yet
 */
public record RegisteredClient(ClientId id, String displayName, Optional<String> provider) {

  /** Of a model that a provider serves; what OpenAI's tunable models read and write. */
  private static final Limits REMOTE = new Limits(128_000, 4_096);

  /** Of a model on own hardware, and while nobody knows: small enough for each. */
  private static final Limits OWN = new Limits(32_768, 2_048);

  private record Limits(int contextWindow, int maxTokens) {}

  /** The name of its model in OpenClaw, and of its agent's model. */
  String model() {
    return ProviderRows.PROVIDER + "/" + id;
  }

  /**
   * OpenClaw 2026.9: {@code id} and {@code name} are required; the row's own headers go before
   * those of its provider. A model on own hardware may have no template for tools or for lists of
   * parts, and Ollama answers 400 then: OpenClaw is told to send neither.
   */
  JsonNode row() {
    boolean remote = provider.map(name -> !name.matches("mlx|ollama")).orElse(false);
    Limits limits = remote ? REMOTE : OWN;
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", id.value()).put("name", displayName).putArray("input").add("text");
    row.put("contextWindow", limits.contextWindow()).put("maxTokens", limits.maxTokens());
    row.putObject("cost").put("input", 0).put("output", 0).put("cacheRead", 0).put("cacheWrite", 0);
    row.putObject("headers").put(ProviderRows.CLIENT_HEADER, id.value());
    ObjectNode compat = row.putObject("compat").put("maxTokensField", "max_tokens");
    if (!remote) {
      compat.put("requiresStringContent", true).put("supportsTools", false);
    }
    return row;
  }

  /** Never falls back to a model that is not the client's. */
  ObjectNode agent() {
    ObjectNode agent = JsonNodeFactory.instance.objectNode();
    agent.putObject("model").put("primary", model()).putArray("fallbacks");
    return agent;
  }
}
