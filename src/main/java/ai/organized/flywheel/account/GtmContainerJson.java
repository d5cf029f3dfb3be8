package ai.organized.flywheel.account;

import ai.organized.flywheel.account.GtmContainer.Side;
import ai.organized.flywheel.account.GtmContainer.Tag;
import ai.organized.flywheel.account.GtmContainer.Trigger;
import ai.organized.flywheel.account.GtmContainer.Variable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code gtm} part of account_state.json.
 *
 * <p>The user's own account state page names container_id, tags, triggers, variables and
 * datalayer_schema, the event names; the other keys are added in its manner.
 */
final class GtmContainerJson {
  private GtmContainerJson() {}

  static ObjectNode write(GtmContainer container) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    container.publicId().ifPresent(id -> node.put("container_id", id));
    container.versionId().ifPresent(id -> node.put("container_version_id", id));
    node.put("side", container.side().name().toLowerCase(Locale.ROOT));
    ArrayNode tags = node.putArray("tags");
    for (Tag tag : container.tags()) {
      tags.add(item(tag.name(), tag.type()).put("paused", tag.paused()));
    }
    ArrayNode triggers = node.putArray("triggers");
    container.triggers().forEach(trigger -> triggers.add(item(trigger.name(), trigger.type())));
    ArrayNode variables = node.putArray("variables");
    container
        .variables()
        .forEach(variable -> variables.add(item(variable.name(), variable.type())));
    texts(node, "clients", container.clients());
    texts(node, "transformations", container.transformations());
    texts(node, "custom_templates", container.templates());
    texts(node, "datalayer_schema", container.events());
    texts(node, "datalayer_event_patterns", container.eventPatterns());
    texts(node, "datalayer_keys", container.keys());
    return node;
  }

  static GtmContainer read(JsonNode node) {
    return new GtmContainer(
        text(node, "container_id"),
        Side.valueOf(node.path("side").asText("unknown").toUpperCase(Locale.ROOT)),
        text(node, "container_version_id"),
        list(node, "tags", t -> new Tag(name(t), type(t), t.path("paused").asBoolean())),
        list(node, "triggers", t -> new Trigger(name(t), type(t))),
        list(node, "variables", v -> new Variable(name(v), type(v))),
        list(node, "clients", JsonNode::asText),
        list(node, "transformations", JsonNode::asText),
        list(node, "custom_templates", JsonNode::asText),
        list(node, "datalayer_schema", JsonNode::asText),
        list(node, "datalayer_event_patterns", JsonNode::asText),
        list(node, "datalayer_keys", JsonNode::asText));
  }

  private static ObjectNode item(String name, String type) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
  }

  private static void texts(ObjectNode node, String key, List<String> texts) {
    ArrayNode array = node.putArray(key);
    texts.forEach(array::add);
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue());
  }

  private static String name(JsonNode node) {
    return node.path("name").asText();
  }

  private static String type(JsonNode node) {
    return node.path("type").asText();
  }

  private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    node.path(key).forEach(item -> items.add(reader.apply(item)));
    return items;
  }
}
