package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** An export in the making; settings belong to what was added last. */
final class MadeContainer {
  private static final JsonMapper JSON = new JsonMapper();

  final ObjectNode version = JsonNodeFactory.instance.objectNode();
  private ObjectNode last;
  private int nextId = 1;

  static MadeContainer web() {
    return of("WEB");
  }

  static MadeContainer server() {
    return of("SERVER");
  }

  private static MadeContainer of(String side) {
    MadeContainer made = new MadeContainer();
    made.version.put("containerId", "170000001").put("containerVersionId", "7");
    made.version
        .putObject("container")
        .put("publicId", "GTM-MADE123")
        .putArray("usageContext")
        .add(side);
    return made;
  }

  MadeContainer tag(String name, String type, String... keysAndValues) {
    return add("tag", "tagId", name, type).parameters(keysAndValues).firedBy("2147479553");
  }

  MadeContainer trigger(String name, String type, String... keysAndValues) {
    return add("trigger", "triggerId", name, type).parameters(keysAndValues);
  }

  MadeContainer variable(String name, String type, String... keysAndValues) {
    return add("variable", "variableId", name, type).parameters(keysAndValues);
  }

  MadeContainer template(String id, String name, String text) {
    add("customTemplate", "templateId", name, "")
        .last
        .put("templateId", id)
        .put("templateData", text);
    last.remove("type");
    return this;
  }

  MadeContainer add(String array, String idKey, String name, String type) {
    last = version.withArray("/" + array).addObject();
    last.put(idKey, String.valueOf(nextId++)).put("name", name).put("type", type);
    return this;
  }

  MadeContainer parameters(String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      parameter(last.withArray("/parameter"), keysAndValues[i], keysAndValues[i + 1]);
    }
    return this;
  }

  private static void parameter(ArrayNode list, String key, String value) {
    list.addObject().put("type", "TEMPLATE").put("key", key).put("value", value);
  }

  MadeContainer firedBy(String... triggerIds) {
    ArrayNode ids = last.putArray("firingTriggerId");
    for (String id : triggerIds) {
      ids.add(id);
    }
    return this;
  }

  /**
   * @param list {@code filter}, {@code customEventFilter}
   */
  MadeContainer condition(String list, String type, String left, String right, String... flags) {
    ObjectNode condition = last.withArray("/" + list).addObject().put("type", type);
    ArrayNode parameters = condition.putArray("parameter");
    parameter(parameters, "arg0", left);
    parameter(parameters, "arg1", right);
    for (String flag : flags) {
      parameters.addObject().put("type", "BOOLEAN").put("key", flag).put("value", "true");
    }
    return this;
  }

  MadeContainer customEvent(String name) {
    return trigger("CE - " + name, "CUSTOM_EVENT")
        .condition("customEventFilter", "EQUALS", "{{_event}}", name);
  }

  /** Any field of what was added last, as JSON. */
  MadeContainer with(String field, String json) {
    last.set(field, tree(json));
    return this;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("exportFormatVersion", 2);
    root.set("containerVersion", version);
    return root.toString();
  }

  GtmExport export() {
    return Exports.export("made.json", json());
  }

  GtmContainer read() {
    return export().container();
  }
}
