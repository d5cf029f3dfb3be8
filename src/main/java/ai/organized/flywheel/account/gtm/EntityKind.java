package ai.organized.flywheel.account.gtm;

import java.util.List;

/**
 * A kind of thing that a container holds.
 *
 * @param array where a version lists them
 * @param id the field that tells them apart; what is built in has its type only
 */
record EntityKind(String array, String id) {
  static final List<EntityKind> ALL =
      List.of(
          new EntityKind("tag", "tagId"),
          new EntityKind("trigger", "triggerId"),
          new EntityKind("variable", "variableId"),
          new EntityKind("folder", "folderId"),
          new EntityKind("client", "clientId"),
          new EntityKind("transformation", "transformationId"),
          new EntityKind("customTemplate", "templateId"),
          new EntityKind("zone", "zoneId"),
          new EntityKind("builtInVariable", "type"),
          new EntityKind("gtagConfig", "gtagConfigId"));
}
