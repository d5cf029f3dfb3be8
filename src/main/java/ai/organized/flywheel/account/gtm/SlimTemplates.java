package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.redact.Redactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts what is worth keeping of a custom template in the place of its code: {@code "templateData":
 * {"displayName", "sha256", "pushes"}}. In some containers the code is more than 90 % of the bytes.
 */
final class SlimTemplates {
  static final String KEY = "templateData";
  static final String PUSHES = "pushes";

  private SlimTemplates() {}

  /** The version itself stays as it was; what is slim already stays so too. */
  static ObjectNode slim(ObjectNode version, Redactions redactions) {
    ArrayNode templates = version.arrayNode();
    version
        .path("customTemplate")
        .forEach(template -> templates.add(slimmed(template, redactions)));
    return templates.isEmpty() ? version : Entity.with(version, "customTemplate", templates);
  }

  private static JsonNode slimmed(JsonNode template, Redactions redactions) {
    if (!(template instanceof ObjectNode whole) || !template.path(KEY).isTextual()) {
      return template;
    }
    TemplateText text = new TemplateText(template.path(KEY).textValue());
    ObjectNode digest = whole.objectNode();
    text.displayName()
        .ifPresent(name -> digest.put("displayName", redactions.clean("displayName", name)));
    digest.put("sha256", text.hash());
    ArrayNode pushes = digest.putArray(PUSHES);
    PushedEvents.in(text.code()).stream()
        .distinct()
        .forEach(event -> pushes.add(redactions.clean("event", event)));
    return Entity.with(whole, KEY, digest);
  }
}
