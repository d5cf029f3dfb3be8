package ai.organized.flywheel.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Plants secrets in a Tag Manager export: in names, notes, code, conditions, tables, constants. */
final class PlantedContainer {
  /** Constants and parameters of each container: every kind comes about twice in three of them. */
  private static final int CONSTANTS = 24;

  private static final int PARAMETERS = 12;

  private final String file;
  private final Planter planter;
  private final ObjectNode version;
  private final int first;

  /**
   * @param file for people
   * @param export is changed
   * @param first id of the things that are added
   */
  PlantedContainer(String file, ObjectNode export, Planter planter, int first) {
    this.file = file;
    this.planter = planter;
    this.first = first;
    this.version = (ObjectNode) export.path("containerVersion");
  }

  void plant() {
    planter.nowRead(isDraft() ? 0 : 1); // of a workspace only its things are told
    behind(version, "description");
    behind(version, "notes");
    behind((ObjectNode) version.path("container"), "notes");
    planter.nowRead(1);
    names();
    conditions();
    code();
    for (int i = 0; i < CONSTANTS; i++) {
      constant(i);
    }
    tagWithParameters();
    lookupTables();
    templates();
    things("folder", "folderId");
    things("gtagConfig", "gtagConfigId");
    things("zone", "zoneId");
    things("client", "clientId");
    things("transformation", "transformationId");
  }

  private boolean isDraft() {
    return version.path("containerVersionId").asText().equals("0");
  }

  private void names() {
    for (String kind : new String[] {"tag", "trigger", "variable", "builtInVariable", "folder"}) {
      JsonNode last = version.path(kind).path(version.path(kind).size() - 1);
      if (last instanceof ObjectNode entity) {
        behind(entity, "name");
        behind(entity, "notes");
      }
    }
  }

  private void conditions() {
    ObjectNode trigger = thing("trigger", "triggerId", 1, "CUSTOM_EVENT");
    condition(trigger.putArray("customEventFilter"), "EQUALS", "{{_event}}");
    condition(trigger.putArray("filter"), "CONTAINS", "{{Page URL}}");
    condition(trigger.putArray("autoEventFilter"), "MATCH_REGEX", "{{Click URL}}");
  }

  private void condition(ArrayNode conditions, String type, String left) {
    ArrayNode parameters = conditions.addObject().put("type", type).putArray("parameter");
    Planter.parameter(parameters, "arg0", left);
    Planter.parameter(parameters, "arg1", planter.text(file + " condition " + left));
  }

  private void code() {
    String push = "<script>dataLayer.push({event: '" + planter.shaped(file + " event") + "'});";
    ObjectNode tag = thing("tag", "tagId", 2, "html");
    tag.put("paused", true);
    Planter.parameter(
        tag.putArray("parameter"),
        "html",
        push + "/* " + planter.text(file + " html") + " */</script>");
    ObjectNode variable = thing("variable", "variableId", 3, "jsm");
    Planter.parameter(
        variable.putArray("parameter"),
        "javascript",
        "function() { // " + planter.text(file + " javascript") + "\n return 1; }");
    ObjectNode event = thing("tag", "tagId", 4, "gaawe");
    Planter.parameter(event.putArray("parameter"), "eventName", planter.value(file + " GA4 event"));
    ObjectNode path = thing("variable", "variableId", 5, "v");
    Planter.parameter(path.putArray("parameter"), "name", planter.value(file + " dataLayer key"));
  }

  private void constant(int number) {
    var planted = planter.pair(file + " constant " + number);
    ObjectNode constant = thing("variable", "variableId", 10 + number, "c");
    constant.put("name", "CONST " + number + " - " + planted.key());
    Planter.parameter(constant.putArray("parameter"), "value", planted.value());
  }

  private void tagWithParameters() {
    ObjectNode tag = thing("tag", "tagId", 6, "cvt_1000001_" + (first + 9));
    ArrayNode parameters = tag.putArray("parameter");
    for (int i = 0; i < PARAMETERS; i++) {
      planter.parameter(parameters, file + " parameter " + i);
    }
    ArrayNode rows =
        parameters.addObject().put("type", "LIST").put("key", "headers").putArray("list");
    for (int i = 0; i < PARAMETERS; i++) {
      row(rows, "header", planter.pair(file + " header " + i));
    }
    tag.putArray("setupTag").addObject().put("tagName", planter.text(file + " setup tag"));
    ArrayNode consent =
        tag.putObject("consentSettings")
            .put("consentStatus", "NEEDED")
            .putObject("consentType")
            .put("type", "LIST")
            .putArray("list");
    consent.addObject().put("type", "TEMPLATE").put("value", planter.value(file + " consent"));
  }

  private static void row(
      ArrayNode rows,
      String column,
      ai.organized.flywheel.fixtures.PlantedSecrets.Planted planted) {
    ArrayNode cells = rows.addObject().put("type", "MAP").putArray("map");
    Planter.parameter(cells, column + "Name", planted.key());
    Planter.parameter(cells, column + "Value", planted.value());
  }

  /** A lookup table says of no value what it is: by key and value stand what comes in and out. */
  private void lookupTables() {
    ObjectNode table = thing("variable", "variableId", 7, "smm");
    ArrayNode parameters = table.putArray("parameter");
    Planter.parameter(parameters, "input", planter.text(file + " lookup input"));
    ArrayNode rows = parameters.addObject().put("type", "LIST").put("key", "map").putArray("list");
    for (int i = 0; i < 4; i++) {
      ArrayNode cells = rows.addObject().put("type", "MAP").putArray("map");
      Planter.parameter(cells, "key", planter.value(file + " lookup in " + i));
      Planter.parameter(cells, "value", planter.value(file + " lookup out " + i));
    }
  }

  private void templates() {
    ObjectNode template = thing("customTemplate", "templateId", 9, "");
    behind(template, "name");
    template
        .putObject("galleryReference")
        .put("host", "github.com")
        .put("owner", planter.value(file + " gallery owner"))
        .put("repository", planter.text(file + " gallery repository"));
    planter.nowRead(isDraft() ? 0 : 1); // of a draft's template only a hash is made
    String displayName = planter.unannounced(file + " template display name");
    String event = planter.unannounced(file + " template event");
    planter.nowRead(1);
    template.put(
        "templateData",
        "___INFO___\n\n{\n  \"type\": \"TAG\",\n  \"displayName\": \""
            + displayName
            + "\",\n  \"description\": \""
            + planter.shaped(file + " template description").replace("\n", " ")
            + "\"\n}\n\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\n\n"
            + "const createQueue = require('createQueue');\nconst push = createQueue('dataLayer');\n"
            + "push({event: '"
            + event
            + "'});\n// "
            + planter.text(file + " template code")
            + "\n\n___TESTS___\n\nscenarios: ["
            + planter.shaped(file + " template tests")
            + "]\n");
  }

  private void things(String kind, String id) {
    ObjectNode thing = thing(kind, id, 8, "");
    behind(thing, "name");
    behind(thing, "notes");
    planter.parameter(thing.putArray("parameter"), file + " " + kind + " parameter");
  }

  private ObjectNode thing(String kind, String id, int number, String type) {
    ObjectNode thing = version.withArray("/" + kind).addObject();
    thing.put("accountId", version.path("accountId").asText());
    thing.put("containerId", version.path("containerId").asText());
    thing.put(id, String.valueOf(first + number));
    thing.put("name", "Planted " + kind + " " + (first + number));
    return type.isEmpty() ? thing : thing.put("type", type);
  }

  private void behind(ObjectNode entity, String field) {
    planter.behind(entity, field, file + " " + entity.path("name").asText());
  }
}
