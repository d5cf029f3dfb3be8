package ai.organized.flywheel.account.gtm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of custom templates behind types: {@code cvt_<containerId>_<templateId>}, or {@code
 * cvt_<galleryTemplateId>} for one that came from the gallery; an export may lack the template.
 */
final class Templates {
  private static final String PREFIX = "cvt_";

  private final Map<String, String> names = new HashMap<>();

  Templates(JsonNode version) {
    for (JsonNode template : version.path("customTemplate")) {
      String name = Entity.name(template);
      Entity.text(template, "templateId").ifPresent(id -> names.put(id, name));
      Entity.text(template.path("galleryReference"), "galleryTemplateId")
          .ifPresent(id -> names.put(withoutPrefix(id), name));
    }
  }

  static boolean isCustom(String type) {
    return type.startsWith(PREFIX);
  }

  Optional<String> name(String type) {
    if (!isCustom(type)) {
      return Optional.empty();
    }
    String byGallery = names.get(withoutPrefix(type));
    String byId = names.get(type.substring(type.lastIndexOf('_') + 1));
    return Optional.ofNullable(byGallery).or(() -> Optional.ofNullable(byId));
  }

  private static String withoutPrefix(String id) {
    return isCustom(id) ? id.substring(PREFIX.length()) : id;
  }
}
