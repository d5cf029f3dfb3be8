package ai.organized.flywheel.openclaw;

import ai.organized.flywheel.failure.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Adds our rows to a configuration that is there. Whatever stands in it stays, also in our own rows
 * (somebody may have set a limit by hand); only where the gateway is, what it speaks, which client
 * a row means and that an agent has no fallback is always as we say.
 */
final class MergeRows {
  private MergeRows() {}

  /** Changes {@code config} in place. */
  static void into(ObjectNode config, ProviderRows rows) {
    ObjectNode ours = rows.document();
    ObjectNode provider = object(object(config, "models"), "providers");
    ArrayNode models = models(provider);
    for (JsonNode row : ours.at("/models/providers/" + ProviderRows.PROVIDER + "/models")) {
      ObjectNode there = row(models, row.path("id").asText());
      add(there, (ObjectNode) row);
      object(there, "headers").set(ProviderRows.CLIENT_HEADER, row.path("id"));
    }
    ObjectNode flywheel = object(provider, ProviderRows.PROVIDER);
    flywheel.put("baseUrl", rows.baseUrl());
    flywheel.set("api", ours.at("/models/providers/" + ProviderRows.PROVIDER + "/api"));
    if (rows.agents()) {
      rows.clients().forEach(client -> agent(config, client));
    }
    add(config, ours);
  }

  private static ArrayNode models(ObjectNode providers) {
    ObjectNode flywheel = object(providers, ProviderRows.PROVIDER);
    if (!flywheel.has("models")) {
      return flywheel.putArray("models");
    }
    if (flywheel.get("models") instanceof ArrayNode models) {
      return models;
    }
    throw unexpected("models.providers." + ProviderRows.PROVIDER + ".models", "a list");
  }

  private static ObjectNode row(ArrayNode models, String id) {
    for (JsonNode row : models) {
      if (row instanceof ObjectNode object && row.path("id").asText().equals(id)) {
        return object;
      }
    }
    return models.addObject();
  }

  private static void agent(ObjectNode config, RegisteredClient client) {
    ObjectNode agents = object(config, "agents");
    if (agents.has("list")) {
      throw new RefusedException(
          "openclaw_agents",
          "the file names its agents in agents.list, which OpenClaw replaced by agents.entries; let"
              + " it rewrite the file (openclaw doctor), or type --no-agent");
    }
    ObjectNode agent = object(object(agents, "entries"), client.id().value());
    JsonNode model = agent.path("model");
    String primary = model.isTextual() ? model.asText() : model.path("primary").asText("");
    if (!primary.isEmpty() && !primary.equals(client.model())) {
      throw new RefusedException(
          "openclaw_agents",
          "the file has an agent "
              + client.id()
              + " that uses another model; rename it, or type --no-agent");
    }
    if (model.isTextual()) {
      agent.remove("model");
    }
    object(agent, "model").put("primary", client.model()).putArray("fallbacks");
  }

  /** Adds what is missing, at any depth. */
  private static void add(ObjectNode to, ObjectNode from) {
    from.properties()
        .forEach(
            field -> {
              JsonNode there = to.get(field.getKey());
              if (there == null) {
                to.set(field.getKey(), field.getValue());
              } else if (there instanceof ObjectNode object
                  && field.getValue() instanceof ObjectNode more) {
                add(object, more);
              }
            });
  }

  private static ObjectNode object(ObjectNode in, String name) {
    if (!in.has(name)) {
      return in.putObject(name);
    }
    if (in.get(name) instanceof ObjectNode object) {
      return object;
    }
    throw unexpected(name, "an object");
  }

  private static RefusedException unexpected(String name, String wanted) {
    return new RefusedException(
        "openclaw_config", "in the file, " + name + " is not " + wanted + "; nothing was written");
  }
}
