package ai.organized.flywheel.account.gtm;

import ai.organized.flywheel.account.gtm.GtmContainer.Consent;
import ai.organized.flywheel.account.gtm.GtmContainer.Tag;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One tag, with the names of what it only has ids of. */
final class ReadTag {
  /** Characters of a note that are kept. */
  private static final int LONGEST_NOTE = 200;

  private final TriggerNames triggers;
  private final Templates templates;

  ReadTag(TriggerNames triggers, Templates templates) {
    this.triggers = triggers;
    this.templates = templates;
  }

  Tag read(JsonNode tag) {
    Consent consent = consent(tag.path("consentSettings"));
    return new Tag(
        Entity.name(tag),
        Entity.type(tag),
        templates.name(Entity.type(tag)),
        triggers.of(tag.path("firingTriggerId")),
        triggers.of(tag.path("blockingTriggerId")),
        tag.path("paused").asBoolean(),
        consent,
        consent == Consent.NEEDED ? consentTypes(tag.path("consentSettings")) : List.of(),
        tagNames(tag.path("setupTag")),
        tagNames(tag.path("teardownTag")),
        Entity.text(tag, "notes").map(ReadTag::cut));
  }

  private static Consent consent(JsonNode settings) {
    return switch (FoldedEnum.fold(settings.path("consentStatus").asText())) {
      case "NEEDED" -> Consent.NEEDED;
      case "NOT_NEEDED" -> Consent.NOT_NEEDED;
      default -> Consent.NOT_SET;
    };
  }

  private static List<String> consentTypes(JsonNode settings) {
    List<String> types = new ArrayList<>();
    for (JsonNode type : settings.path("consentType").path("list")) {
      types.add(type.path("value").asText());
    }
    types.sort(null);
    return types;
  }

  private static List<String> tagNames(JsonNode sequence) {
    List<String> names = new ArrayList<>();
    sequence.forEach(tag -> names.add(tag.path("tagName").asText()));
    return names;
  }

  private static String cut(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE) + "…";
  }
}
