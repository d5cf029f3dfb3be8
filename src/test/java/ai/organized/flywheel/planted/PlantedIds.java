package ai.organized.flywheel.planted;

import ai.organized.flywheel.fixtures.HarmlessIds.HarmlessId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Plants ids that are no secrets, each of them in every source, where such a thing may stand. */
final class PlantedIds {
  private final List<HarmlessId> ids;

  PlantedIds(List<HarmlessId> ids) {
    this.ids = ids;
  }

  /** As constants, as parameters of a tag, and under the names that say what they are. */
  void container(ObjectNode export) {
    JsonNode version = export.path("containerVersion");
    ArrayNode parameters = null;
    for (int i = 0; i < ids.size(); i++) {
      HarmlessId id = ids.get(i);
      if (i % 50 == 0) {
        parameters =
            thing(version, "tag", "tagId", 2_000 + i).put("type", "cvt_1_2").putArray("parameter");
      }
      Planter.parameter(parameters, id.key(), id.value());
      if (id.key().equals("value")) {
        ObjectNode constant = thing(version, "variable", "variableId", 2_000 + i).put("type", "c");
        Planter.parameter(constant.putArray("parameter"), "value", id.value());
      } else {
        ObjectNode template = thing(version, "customTemplate", "templateId", 2_000 + i);
        template.putObject("galleryReference").put(id.key(), id.value());
      }
    }
  }

  private static ObjectNode thing(JsonNode version, String kind, String id, int number) {
    ObjectNode thing = ((ObjectNode) version).withArray("/" + kind).addObject();
    return thing.put(id, String.valueOf(number)).put("name", kind + " " + number);
  }

  void googleAds(ObjectNode description) {
    ArrayNode campaigns =
        (ArrayNode) description.path("customers").path("1234567890").path("campaign");
    ObjectNode pattern = campaigns.get(0).deepCopy();
    for (int i = 0; i < ids.size(); i++) {
      campaigns.add(
          pattern
              .deepCopy()
              .put("campaign.id", 220_000_000L + i)
              .put("campaign.name", words(ids.get(i))));
    }
  }

  void meta(ObjectNode description) {
    ArrayNode audiences = (ArrayNode) description.path("audiences");
    ObjectNode pattern = audiences.get(0).deepCopy();
    for (int i = 0; i < ids.size(); i++) {
      ObjectNode audience = pattern.deepCopy().put("id", String.valueOf(8_800_000 + i));
      audiences.add(audience.put("name", words(ids.get(i))));
    }
  }

  void stape(ObjectNode description) {
    ArrayNode warnings = (ArrayNode) description.path("containers").path(0).path("warnings");
    ids.forEach(id -> warnings.addObject().put("preview", words(id)));
  }

  /** A few in each text, which is cut at 500 characters. */
  void memory(ObjectNode memory) {
    for (int i = 0; i < ids.size(); i += 5) {
      ObjectNode row = ((ArrayNode) memory.path("observations")).addObject();
      row.put("memory_session_id", "mem-ids").put("type", "decision").put("title", "Ids " + i);
      StringBuilder text = new StringBuilder("These are right:");
      ids.subList(i, i + 5).forEach(id -> text.append(' ').append(id.value()).append(','));
      row.put("narrative", text.toString());
      row.put("created_at", "2026-03-25T10:00:00Z");
    }
  }

  /** In snapshots, under their names. */
  void experiments(ArrayNode records) {
    for (int i = 0; i < ids.size(); i++) {
      JsonNode snapshot = records.get(i % records.size()).path("account_snapshot");
      HarmlessId id = ids.get(i);
      ((ObjectNode) snapshot).withObject("/id_" + i).put(id.key(), id.value());
    }
  }

  /** As a whole where its looks are enough, else among words. */
  private static String words(HarmlessId id) {
    return id.key().equals("value") ? id.value() : "Id " + id.value();
  }
}
