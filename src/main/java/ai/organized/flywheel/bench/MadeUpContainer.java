package ai.organized.flywheel.bench;

import ai.organized.flywheel.storage.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A Tag Manager export with the proportions of real ones, the same for the same seed: tags with a
 * dozen parameters, some of them code, and templates that outweigh all the rest.
 */
final class MadeUpContainer {
  private static final String[] WORDS =
      ("const data value event dataLayer require queryPermission callInWindow copyFromWindow log"
              + " gtmOnSuccess makeString getUrl readCookie parameter displayName simpleValueType")
          .split(" ");

  private final Random random;
  private final ObjectNode version = Json.STRICT.createObjectNode();

  private MadeUpContainer(long seed) {
    random = new Random(seed);
  }

  /** Indented, as Tag Manager writes them. */
  static byte[] export(int things, int templates, int templateLength, long seed) {
    MadeUpContainer made = new MadeUpContainer(seed);
    made.head();
    for (int i = 0; i < things; i++) {
      made.tag(i);
      made.trigger(i);
      made.variable(i);
    }
    for (int i = 0; i < templates; i++) {
      made.template(i, templateLength);
    }
    ObjectNode export = Json.STRICT.createObjectNode().put("exportFormatVersion", 2);
    export.put("exportTime", "2026-11-01 09:30:00").set("containerVersion", made.version);
    return export.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }

  private void head() {
    version.put("accountId", "6000000001").put("containerId", "170000001");
    version.put("containerVersionId", "12");
    ObjectNode container = version.putObject("container").put("publicId", "GTM-BENCH12");
    container.put("name", "shop.example").putArray("usageContext").add("WEB");
  }

  private ObjectNode thing(String array, String idKey, int number, String type) {
    ObjectNode thing = version.withArray("/" + array).addObject();
    thing.put("accountId", "6000000001").put("containerId", "170000001");
    thing.put(idKey, String.valueOf(number + 1)).put("name", array + " " + number);
    return thing.put("type", type).put("fingerprint", String.valueOf(1_757_838_612_000L + number));
  }

  private void tag(int number) {
    boolean html = number % 4 == 0;
    ObjectNode tag = thing("tag", "tagId", number, html ? "html" : "gaawe");
    ArrayNode parameters = tag.putArray("parameter");
    if (html) {
      String push = "dataLayer.push({event: 'step_" + number + "', value: {{variable 1}}});";
      parameter(parameters, "html", "<script>\n" + words(120) + "\n" + push + "\n</script>");
    } else {
      parameter(parameters, "eventName", "event_" + number);
      parameter(parameters, "measurementIdOverride", "{{variable 0}}");
      settings(parameters);
    }
    tag.putArray("firingTriggerId").add(String.valueOf(number + 1)).add("2147479553");
    tag.put("tagFiringOption", "ONCE_PER_EVENT").putObject("monitoringMetadata").put("type", "MAP");
    tag.putObject("consentSettings").put("consentStatus", "NOT_SET");
  }

  private static void settings(ArrayNode parameters) {
    ArrayNode rows =
        parameters
            .addObject()
            .put("type", "LIST")
            .put("key", "eventSettingsTable")
            .putArray("list");
    for (int row = 0; row < 4; row++) {
      ArrayNode map = rows.addObject().put("type", "MAP").putArray("map");
      parameter(map, "parameter", "parameter_" + row);
      parameter(map, "parameterValue", "{{variable " + row + "}}");
    }
  }

  private void trigger(int number) {
    ObjectNode trigger = thing("trigger", "triggerId", number, "CUSTOM_EVENT");
    ArrayNode parameters =
        trigger
            .putArray("customEventFilter")
            .addObject()
            .put("type", "EQUALS")
            .putArray("parameter");
    parameter(parameters, "arg0", "{{_event}}");
    parameter(parameters, "arg1", "event_" + number);
  }

  private void variable(int number) {
    boolean constant = number % 10 == 0;
    ObjectNode variable = thing("variable", "variableId", number, constant ? "c" : "v");
    ArrayNode parameters = variable.putArray("parameter");
    parameter(
        parameters,
        constant ? "value" : "name",
        constant ? "G-BENCH" + number : "ecommerce.field_" + number);
    parameter(parameters, "setDefaultValue", "false");
    variable.putObject("formatValue");
  }

  private void template(int number, int length) {
    ObjectNode template = thing("customTemplate", "templateId", number, "");
    template.remove("type");
    StringBuilder text = new StringBuilder("___INFO___\n\n{\"displayName\": \"Template ");
    text.append(number).append("\"}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n");
    while (text.length() < length) {
      text.append(words(12)).append("\n");
    }
    template.put("templateData", text.toString());
  }

  private static void parameter(ArrayNode parameters, String key, String value) {
    parameters.addObject().put("type", "TEMPLATE").put("key", key).put("value", value);
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 6 == 5 ? ";\n" : "(\"");
    }
    return text.toString();
  }
}
